/** Stacks that Terraform reads otherwise than a careless reader would: what is not read is never proved. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStackFiles } from "../../../isolation/model";
import { prove } from "../../../isolation/prove";
import { add, complaints, document } from "../complaints";
import { type Attack, type Loose, resource, shipped } from "../stacks";
import { buckets, network, studio } from "./edits";

describe("files", () => {
  const folder = mkdtempSync(join(tmpdir(), "enclave-attack-"));
  const stack = join(folder, "stacks", network);
  const file = join(stack, "cdk.tf.json");
  beforeEach(() => {
    mkdirSync(stack, { recursive: true });
    writeFileSync(file, JSON.stringify(shipped("staging").stacks.get(network)));
  });
  afterEach(() => rmSync(stack, { recursive: true }));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("a block that is written twice is refused: Terraform reads both, JSON.parse the last", () => {
    const text = readFileSync(file, "utf8");
    const more = { resource: { aws_internet_gateway: { out: {} } } };
    writeFileSync(file, `${JSON.stringify(more).slice(0, -1)},${text.slice(1)}`);
    expect(() => readStackFiles(folder).map(({ json }) => json)).toThrow(/"resource" twice/);
  });

  test("lists in lists that nobody could follow to their end are refused", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    writeFileSync(file, `{"output":{"x":{"value":${deep}}}}`);
    expect(() => readStackFiles(folder).map(({ json }) => json)).toThrow(/nested more than/);
  });

  test("a stack that leads nowhere is named, and so is one that leads elsewhere, where its state would be", () => {
    const link = join(folder, "stacks", "staging-studio-gone");
    symlinkSync(join(folder, "nowhere"), link);
    expect(() => readStackFiles(folder).map(({ json }) => json)).toThrow(/staging-studio-gone \$: cannot be read/);
    rmSync(link);
    symlinkSync(stack, link);
    expect(readStackFiles(folder).flatMap(({ beside }) => beside?.problems ?? [])).toEqual([
      `${link}: is a symbolic link; put the folder itself there`,
    ]);
    rmSync(link);
  });

  test("a pipe in the file's place is named, and nobody waits for it", () => {
    rmSync(file);
    execFileSync("mkfifo", [file]);
    expect(() => readStackFiles(folder).map(({ json }) => json)).toThrow(/cannot be read \(it is not a regular file\)/);
  });

  test("a file where the folder of stacks should be is named", () => {
    expect(() => readStackFiles(join(stack, ".."))).toThrow(/is not there/);
    writeFileSync(join(stack, "stacks"), "");
    expect(() => readStackFiles(stack)).toThrow(/stacks \$: cannot be read/);
  });

  test.each(["cdk.tofu.json", "more.tofu", "more.tf", "override.tf.json", "x.auto.tfvars"])(
    "%s beside the stack is refused",
    async (name) => {
      cpSync(file, join(stack, name));
      const { verdicts } = await prove(readStackFiles(folder), { guarantees: ["G1"] });
      expect(verdicts).toMatchObject([{ outcome: "not decidable" }]);
      expect(verdicts[0]?.undecided.join()).toContain(`${join(stack, name)}: `);
    },
  );

  const place = `stacks/${network}`;
  const listed = { name: network, workingDirectory: place, synthesizedStackPath: `${place}/cdk.tf.json` };
  test.each<[what: string, stacks: object, problem: RegExp | undefined]>([
    ["what is read", { [network]: listed }, undefined],
    ["another folder to work in", { [network]: { ...listed, workingDirectory: "elsewhere" } }, /elsewhere/],
    ["a folder outside", { [network]: { ...listed, workingDirectory: `${place}/../../../x` } }, /elsewhere/],
    ["another file", { [network]: { ...listed, synthesizedStackPath: "other.tf.json" } }, /elsewhere/],
    ["one stack under the name of another", { [studio]: listed }, /elsewhere/],
    [
      "a stack that is not there",
      {
        [studio]: {
          name: studio,
          workingDirectory: `stacks/${studio}`,
          synthesizedStackPath: `stacks/${studio}/cdk.tf.json`,
        },
      },
      /not there/,
    ],
    ["nothing that CDKTF wrote", { [network]: "x" }, /not a manifest/],
  ])("a manifest that lists %s", (_, stacks, problem) => {
    writeFileSync(join(folder, "manifest.json"), JSON.stringify({ version: "0.21.0", stacks }));
    const read = () => readStackFiles(folder).map(({ name, json }) => json && name);
    if (problem) expect(read).toThrow(problem);
    else expect(read()).toEqual([network]);
  });
});

/** A file of the machine where Terraform runs, put where everybody who may look at the stack's resources reads it. */
const leak = '${file("~/.aws/credentials")}';

const attacks: readonly (readonly [what: string, attack: Attack, problem: RegExp])[] = [
  [
    "a deployer of another partition than the region's",
    (files) => {
      const [provider] = files.get(network).provider.aws;
      provider.assume_role[0].role_arn = provider.assume_role[0].role_arn.replace("arn:aws:", "arn:aws-cn:");
    },
    /not the ARN of a role of/,
  ],
  [
    "a region that nobody knows",
    (files) => {
      for (const name of files.keys()) files.get(name).provider.aws[0].region = "eu-nowhere-1";
    },
    /eu-nowhere-1.* is not known here/,
  ],
  [
    "state in S3 that nothing locks",
    (files) => {
      delete files.get(network).terraform.backend.s3.use_lockfile;
    },
    /use_lockfile: .*must be true: two applies at once damage the state/,
  ],
  [
    "state in S3 whose lock is off",
    (files) => {
      files.get(studio).terraform.backend.s3.use_lockfile = false;
    },
    /use_lockfile: .*must be true: two applies at once damage the state/,
  ],
  [
    "a program that runs while Terraform plans",
    (files) => {
      files.get(buckets).data.external = { leak: { program: ["sh", "-c", "env"] } };
    },
    /external/,
  ],
  [
    "a data source that looks up what is there",
    (files) => {
      files.get(studio).data.aws_secretsmanager_secret_version = { token: { secret_id: "x" } };
    },
    /aws_secretsmanager_secret_version/,
  ],
  [
    "another workspace of the state",
    (files) => {
      files.get(buckets).data.terraform_remote_state.studio.workspace = "mine";
    },
    /workspace/,
  ],
  [
    "a state on a server of one's own",
    (files) => {
      files.get(buckets).data.terraform_remote_state.studio.config.endpoints = { s3: "https://s3.example.com" };
    },
    /endpoints/,
  ],
  [
    "one file for the states of two stacks, by two ways to it",
    (files) => {
      for (const [name, path] of [
        [network, "../../../state/x.tfstate"],
        [buckets, "../../../state/./x.tfstate"],
      ] as const)
        files.get(name).terraform.backend = { local: { path } };
    },
    /keeps its state where/,
  ],
  [
    "a deployer that is the team's own role, and with it whoever opens Studio",
    (files) => {
      const { provider } = files.get(studio);
      provider.aws[0].assume_role[0].role_arn = "arn:aws:iam::333333333333:role/enclave-staging-fraud-execution";
    },
    /is a role that the stacks make/,
  ],
  [
    "outputs that stand in for those of a state",
    (files) => {
      files.get(buckets).data.terraform_remote_state.studio.defaults = { s3_endpoint_id: "vpce-0123456789abcdef0" };
    },
    /defaults/,
  ],
  [
    "a provider that is somebody else's",
    (files) => {
      files.get(buckets).terraform.required_providers.aws.source = "somebody/aws";
    },
    /source/,
  ],
  [
    "a further provider",
    (files) => {
      files.get(buckets).terraform.required_providers.shell = { source: "somebody/shell" };
    },
    /shell/,
  ],
  [
    "a second domain, in a stack where nobody looks for one",
    (files) =>
      add(files, network, "aws_sagemaker_domain", "open", {
        domain_name: "open",
        auth_mode: "IAM",
        app_network_access_type: "PublicInternetOnly",
        vpc_id: "${aws_vpc.vpc.id}",
        subnet_ids: [],
        default_user_settings: { execution_role: "arn:aws:iam::333333333333:role/enclave-staging-fraud-execution" },
      }),
    /aws_sagemaker_domain/,
  ],
  [
    "a profile beside the stack of its domain",
    (files) =>
      add(files, network, "aws_sagemaker_user_profile", "guest", {
        domain_id: "d-abcdefghijkl",
        user_profile_name: "guest",
      }),
    /aws_sagemaker_user_profile/,
  ],
  [
    "flow logs that go to somebody else",
    (files) => {
      const log = resource(files, network, "aws_flow_log");
      log.log_destination = "arn:aws:s3:::somebody-elses-bucket";
      log.log_destination_type = "s3";
    },
    /aws_flow_log/,
  ],
  [
    "one bucket in two stacks, whose policies take turns",
    (files) => {
      for (const name of ["staging-buckets-research", "staging-studio-research"]) {
        const text = JSON.stringify(files.get(name)).replaceAll("staging-research-data-", "staging-fraud-features-");
        (files as Map<string, Loose>).set(name, JSON.parse(text));
      }
    },
    /enclave-staging-fraud-features-444444444444 is/,
  ],
  [
    "a name that only looks like a reference to an id",
    (files) => {
      add(files, studio, "aws_iam_policy", "more", {
        name: "more",
        policy: document({
          Effect: "Deny",
          Action: "sagemaker:CreatePresignedDomainUrl",
          Resource: "arn:aws:sagemaker:eu-west-1:333333333333:user-profile/d-staging-studio-fraud.domain/*",
        }),
      });
    },
    /d-staging-studio-fraud\.domain/,
  ],
  [
    "a key's policy that speaks of keys by a pattern of their ids",
    (files) => {
      const key = resource(files, buckets, "aws_kms_key");
      const policy = JSON.parse(key.policy);
      policy.Statement.push({
        Sid: "More",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::444444444444:root" },
        Action: "kms:Decrypt",
        Resource: "arn:aws:kms:eu-west-1:444444444444:key/????????-????-????-????-????????????",
      });
      key.policy = JSON.stringify(policy);
    },
    /key\/\?/,
  ],
];

/** Pages: Terraform, "Strings and Templates" and "JSON Configuration Syntax": property names are templates too. */
const leaks: readonly (readonly [where: string, attack: Attack])[] = [
  [
    "a tag of every resource",
    (files) => Object.assign(files.get(buckets).provider.aws[0].default_tags[0].tags, { note: leak }),
  ],
  [
    "the name of a tag",
    (files) => Object.assign(resource(files, buckets, "aws_kms_key"), { tags: { [leak]: "note" } }),
  ],
  [
    "the name of a session",
    (files) => Object.assign(files.get(buckets).provider.aws[0].assume_role[0], { session_name: leak }),
  ],
  ["an output that nobody reads", (files) => Object.assign(files.get(buckets).output, { note: { value: leak } })],
  ["what an output is for", (files) => Object.assign(files.get(buckets).output.data_key_arn, { description: leak })],
  [
    "a value that is kept in the state",
    (files) => Object.assign(resource(files, buckets, "terraform_data"), { input: leak }),
  ],
  [
    "a condition on such a value",
    (files) => {
      const [condition] = resource(files, buckets, "terraform_data", "fixed-settings_region").lifecycle.postcondition;
      condition.condition = '${fileexists("~/.aws/credentials")}';
    },
  ],
  [
    "what is said where that fails",
    (files) => {
      const [condition] = resource(files, buckets, "terraform_data", "fixed-settings_region").lifecycle.postcondition;
      condition.error_message = leak;
    },
  ],
];

test.each(leaks)("a function is refused in %s", async (_, attack) => {
  expect(await complaints(shipped("staging"), attack, { guarantees: ["G8"] })).toMatch(
    /template|more than the output|plain reference/,
  );
});

test.each(attacks)("%s is refused", async (_, attack, problem) => {
  expect(await complaints(shipped("staging"), attack, { guarantees: ["G8"] })).toMatch(problem);
});
