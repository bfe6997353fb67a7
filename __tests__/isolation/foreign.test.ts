/** Stacks of somebody else in the folder: what touches an environment leaves its guarantees undecided; what cannot is listed, and harms nobody. */
import { isProved } from "../../cli/proof";
import { declaredBy } from "../../isolation/declared";
import { restsOn } from "../../isolation/foreign";
import { guarantees } from "../../isolation/guarantees";
import { ModelError, type StackFile } from "../../isolation/model";
import { type Proof, type ProveOptions, prove } from "../../isolation/prove";
import type { Loose } from "./stacks";
import { shipped } from "./stacks";

const dev = shipped("dev");
const studioAccount = "111111111111";
const dataAccount = "222222222222";
const elsewhere = "999999999999";
const onStudio = guarantees.map(({ id }) => id).filter((id) => restsOn(id, "studio"));
const onData = guarantees.map(({ id }) => id).filter((id) => restsOn(id, "data"));

/** A stack of another team, in an account that no environment uses: it names only what it makes itself. */
const blameless = (): Loose => ({
  "//": { metadata: { backend: "local", stackName: "platform", version: "0.21.0" } },
  terraform: {
    required_version: ">= 1.5",
    required_providers: { aws: { source: "hashicorp/aws", version: "6.25.0" } },
    backend: { local: { path: "/somewhere/terraform.platform.tfstate" } },
  },
  provider: {
    aws: [{ region: "eu-central-1", allowed_account_ids: [elsewhere], default_tags: [{ tags: { a: "b" } }] }],
  },
  data: {
    aws_caller_identity: { me: {} },
    aws_iam_policy_document: { queue: { statement: [{ actions: ["sqs:*"] }] } },
  },
  resource: {
    aws_s3_bucket: { site: { "//": { metadata: { path: "platform/site" } }, bucket: "platform-site" } },
    aws_s3_bucket_policy: {
      site: {
        bucket: "${aws_s3_bucket.site.id}",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" },
              Action: "s3:*",
              Resource: ["${aws_s3_bucket.site.arn}", "${aws_s3_bucket.site.arn}/*"],
            },
          ],
        }),
      },
    },
    aws_sqs_queue: { jobs: { name: "jobs", policy: "${data.aws_iam_policy_document.queue.json}" } },
    aws_sqs_queue_policy: {
      jobs: { queue_url: "${aws_sqs_queue.jobs.id}", policy: '{"Statement":[{"Resource":"*"}]}' },
    },
  },
  output: { queue: { value: "${aws_sqs_queue.jobs.arn}" } },
});

async function withStranger(edit: (stack: Loose) => unknown, options: Partial<ProveOptions> = {}): Promise<Proof> {
  const stack = blameless();
  const other = edit(stack);
  const files = new Map<string, Loose>([...dev.stacks, ["platform", other instanceof Error ? other : stack]]);
  return prove(
    [...files].map(
      ([name, json]): StackFile => ({
        name,
        file: `stacks/${name}/cdk.tf.json`,
        get json() {
          if (json instanceof Error) throw json;
          return json;
        },
      }),
    ),
    {
      declared: new Map([[dev.environment.name, declaredBy(dev.environment)]]),
      guarantees: ["G1", "G5", "G14"],
      ...options,
    },
  );
}

const undecidedIn = ({ verdicts }: Proof): string[] =>
  verdicts.filter(({ outcome }) => outcome === "not decidable").map(({ guarantee }) => guarantee);
const saidIn = ({ verdicts }: Proof): string => [...new Set(verdicts.flatMap(({ undecided }) => undecided))].join("\n");

test("a stack in another account that names nothing of an environment is listed as unproved, and is not fatal", async () => {
  const proof = await withStranger(() => {}, { guarantees: guarantees.map(({ id }) => id) });
  expect(saidIn(proof)).toBe("");
  expect(proof.unproved).toEqual([
    { stack: "platform", file: "stacks/platform/cdk.tf.json", accounts: [elsewhere], touches: [] },
  ]);
  expect(isProved(proof)).toBe(true);
});

test("every guarantee rests on Studio's account or on the data's", () => {
  expect(guarantees.filter(({ id }) => !restsOn(id, "studio") && !restsOn(id, "data"))).toEqual([]);
  expect(onStudio).not.toEqual(onData);
});

/** Names of one part of dev, with the words that tell it. */
const named: readonly (readonly [
  what: string,
  edit: (stack: Loose) => void,
  touched: "studio" | "data",
  why: RegExp,
])[] = [
  [
    "works in Studio's account",
    (stack) => stack.provider.aws[0].allowed_account_ids.push(studioAccount),
    "studio",
    /works in account 111111111111, which is dev's/,
  ],
  [
    "works in the data account by a second provider",
    (stack) => stack.provider.aws.push({ alias: "data", region: "eu-central-1", allowed_account_ids: [dataAccount] }),
    "data",
    /works in account 222222222222, which is dev's/,
  ],
  [
    "names the data account in a policy",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = `{"Statement":[{"Principal":{"AWS":"arn:aws:iam::${dataAccount}:root"}}]}`;
    },
    "data",
    /aws_sqs_queue\.jobs\.policy: .*names account 222222222222/,
  ],
  [
    "names the data account as a number",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.tags = { owner: Number(dataAccount) };
    },
    "data",
    /names account 222222222222/,
  ],
  [
    "names the account in the name of a member",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.tags = { [studioAccount]: "x" };
    },
    "studio",
    /names account 111111111111/,
  ],
  [
    "names the account within two documents",
    (stack) => {
      stack.output.more = { value: JSON.stringify({ inner: JSON.stringify({ deep: studioAccount }) }) };
    },
    "studio",
    /names account 111111111111/,
  ],
  [
    "names a bucket",
    (stack) => {
      stack.resource.aws_s3_bucket_policy.site.bucket = "enclave-dev-research-data-222222222222";
    },
    "data",
    /names (account 222222222222|enclave-dev-research-data)/,
  ],
  [
    "names a role in other letters",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.name = "ENCLAVE-dev-research-Execution";
    },
    "studio",
    /names enclave-dev-research-execution, which is dev's/,
  ],
  [
    "names a key by its alias",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.kms_master_key_id = "alias/enclave-dev-research-data";
    },
    "data",
    /names alias\/enclave-dev-research-data/,
  ],
  [
    "names buckets by a pattern",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"Resource":"arn:aws:s3:::enclave-dev-*"}';
    },
    "data",
    /names enclave-dev-research-\S+, which is dev's/,
  ],
  [
    "names the domain",
    (stack) => {
      stack.output.more = { value: "enclave-dev-research" };
    },
    "studio",
    /names enclave-dev-research/,
  ],
  [
    "keeps its state where Studio keeps its own",
    (stack) => {
      stack.terraform.backend = { local: { path: "../../elsewhere/../state/dev-studio-research.tfstate" } };
    },
    "studio",
    /keeps or reads the state of dev-studio-research/,
  ],
];

test.each(named)("a stack that %s leaves undecided what rests there, and says why", async (_, edit, touched, why) => {
  const proof = await withStranger(edit, { guarantees: guarantees.map(({ id }) => id) });
  const expected = touched === "studio" ? onStudio : onData;
  expect(undecidedIn(proof)).toEqual(expect.arrayContaining(expected));
  expect(saidIn(proof)).toMatch(why);
  expect(saidIn(proof)).toMatch(
    /stacks\/platform\/cdk\.tf\.json \$\S*: belongs to no environment, and .*move it to another folder/,
  );
  expect(proof.unproved.map(({ touches }) => touches)).toEqual([["dev"]]);
  expect(isProved(proof)).toBe(false);
});

test("a stack in the data account alone leaves decided what rests on Studio's", async () => {
  const proof = await withStranger(
    (stack) => {
      stack.provider.aws[0].allowed_account_ids = [dataAccount];
    },
    { guarantees: guarantees.map(({ id }) => id) },
  );
  expect(undecidedIn(proof)).toEqual(onData);
});

/** What could stand for any name: both parts are undecided. */
const hidden: readonly (readonly [what: string, edit: (stack: Loose) => unknown, why: RegExp])[] = [
  [
    "is not JSON",
    () => new ModelError("stacks/platform/cdk.tf.json", "$", "cannot be read (is not JSON)"),
    /is not JSON/,
  ],
  [
    "has another provider",
    (stack) => {
      stack.provider.random = {};
    },
    /the provider random/,
  ],
  [
    "has a provider of another source under AWS's name",
    (stack) => {
      stack.terraform.required_providers.aws.source = "example/aws";
    },
    /the provider aws/,
  ],
  [
    "has required providers in a list",
    (stack) => {
      stack.terraform.required_providers = [{ aws: { source: "example/aws" } }];
    },
    /required_providers/,
  ],
  [
    "has no provider",
    (stack) => {
      delete stack.provider;
    },
    /no provider says/,
  ],
  [
    "does not say which account it works in",
    (stack) => {
      delete stack.provider.aws[0].allowed_account_ids;
    },
    /set allowed_account_ids/,
  ],
  [
    "says by a reference which account it works in",
    (stack) => {
      stack.provider.aws[0].allowed_account_ids = ["${var.account}"];
    },
    /allowed_account_ids/,
  ],
  [
    "asks an endpoint of its own which account it is in",
    (stack) => {
      stack.provider.aws[0].endpoints = [{ sts: "https://sts.example.com" }];
    },
    /endpoints/,
  ],
  [
    "has a module",
    (stack) => {
      stack.module = { more: { source: "./more" } };
    },
    /module/,
  ],
  [
    "has variables",
    (stack) => {
      stack.variable = { bucket: {} };
      stack.resource.aws_s3_bucket.site.bucket = "${var.bucket}";
    },
    /variable/,
  ],
  [
    "has locals",
    (stack) => {
      stack.locals = { a: "enclave-" };
    },
    /locals/,
  ],
  [
    "imports something",
    (stack) => {
      stack.import = [{ to: "aws_s3_bucket.site", id: "x" }];
    },
    /import/,
  ],
  [
    "looks a VPC up by its tags",
    (stack) => {
      stack.data.aws_vpc = { shared: { tags: { Name: "shared" } } };
    },
    /aws_vpc looks something up/,
  ],
  [
    "reads a state",
    (stack) => {
      stack.data.terraform_remote_state = { x: { backend: "local", config: { path: "x.tfstate" } } };
    },
    /reads a state that is no environment's/,
  ],
  [
    "runs a function",
    (stack) => {
      stack.resource.aws_s3_bucket.site.bucket = '${join("-", ["enclave", "dev"])}';
    },
    /not known here/,
  ],
  [
    "runs a directive",
    (stack) => {
      stack.resource.aws_s3_bucket.site.bucket = "%{ if true }enclave%{ endif }";
    },
    /template that is not followed/,
  ],
  [
    "puts a name together of what it makes",
    (stack) => {
      stack.resource.aws_s3_bucket_policy.site.bucket = "enclave-${aws_sqs_queue.jobs.name}";
    },
    /put together of pieces/,
  ],
  [
    "puts a name together in a policy",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"Resource":"arn:aws:s3:::enclave-${aws_sqs_queue.jobs.name}"}';
    },
    /put together of pieces/,
  ],
  [
    "refers to what is not there",
    (stack) => {
      stack.output.more = { value: "${aws_sqs_queue.other.arn}" };
    },
    /not known here/,
  ],
  [
    "reads what a resource answers",
    (stack) => {
      stack.output.more = { value: "${aws_sqs_queue.jobs.policy}" };
    },
    /not known here/,
  ],
  [
    "spells with escapes in a policy",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"Principal":"\\u0032\\u0032"}';
    },
    /escapes/,
  ],
  [
    "makes a stack set",
    (stack) => {
      stack.resource.aws_cloudformation_stack_set = { all: { name: "all" } };
    },
    /may reach other accounts/,
  ],
  [
    "makes a policy of the organization",
    (stack) => {
      stack.resource.aws_organizations_policy = { all: { name: "all", content: "{}" } };
    },
    /may reach other accounts/,
  ],
  [
    "runs a program",
    (stack) => {
      stack.resource.terraform_data = { run: { provisioner: [{ "local-exec": { command: "true" } }] } };
    },
    /provisioner/,
  ],
  [
    "runs a program in a list",
    (stack) => {
      stack.resource.terraform_data = { run: [{ provisioner: [{ "local-exec": { command: "true" } }] }] };
    },
    /no object/,
  ],
  [
    "makes as many as somebody says",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.for_each = ["a"];
    },
    /for_each/,
  ],
  [
    "has resources in a list",
    (stack) => {
      stack.resource = [stack.resource];
    },
    /no object/,
  ],
  [
    "names a VPC's id by hand",
    (stack) => {
      stack.resource.aws_subnet = { x: { vpc_id: "vpc-0123456789abcdef0" } };
    },
    /vpc-0123456789abcdef0, which may be dev's/,
  ],
  [
    "names a route table by hand",
    (stack) => {
      stack.resource.aws_route = { x: { route_table_id: "rtb-0123456789abcdef0" } };
    },
    /rtb-0123456789abcdef0/,
  ],
  [
    "names an endpoint by hand",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"Condition":"vpce-0123456789abcdef0"}';
    },
    /vpce-0123456789abcdef0/,
  ],
  [
    "names a key by hand",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.kms_master_key_id = "12345678-1234-1234-1234-123456789012";
    },
    /12345678-1234-1234-1234-123456789012/,
  ],
  [
    "names a domain by hand",
    (stack) => {
      stack.output.more = { value: "d-abcdefghijkl" };
    },
    /d-abcdefghijkl/,
  ],
  [
    "keeps its state in a way that is not known here",
    (stack) => {
      stack.terraform.backend = { http: { address: "https://state.example.com" } };
    },
    /may keep its state/,
  ],
  [
    "keeps its state as a list says",
    (stack) => {
      stack.terraform.backend = [{ local: { path: "a" } }];
    },
    /may keep its state/,
  ],
];

test.each(hidden)("a stack that %s leaves everything undecided, and says why", async (_, edit, why) => {
  const proof = await withStranger(edit);
  expect(undecidedIn(proof)).toEqual(["G1", "G5", "G14"]);
  expect(saidIn(proof)).toMatch(why);
});

test("a stack that is named like one of an environment's is never somebody else's", async () => {
  const files = [...dev.stacks, ["dev-studio-more", blameless()] as const];
  const proof = await prove(
    files.map(([name, json]): StackFile => ({ name, file: `stacks/${name}/cdk.tf.json`, json: json as Loose })),
    { guarantees: ["G5"] },
  );
  expect(proof.unproved).toEqual([]);
  expect(saidIn(proof)).toContain("dev-studio-more");
});
