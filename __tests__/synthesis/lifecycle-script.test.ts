/** The lifecycle script runs in a shell as it is synthesized, and writes the SageMaker SDK's defaults: jobs land inside the walls. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bucketName, executionRoleName, roleArn, studioStackName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { unlessMissing } from "../support/skip";
import { fixtures, load, outputOf, shipped } from "./output";

interface Script {
  readonly environment: Environment;
  readonly team: Team;
  readonly base64: string;
  readonly text: string;
}

const scripts: [string, Script][] = [shipped, ...fixtures].flatMap((folder) =>
  load(folder).flatMap((environment) => {
    const output = outputOf([environment]);
    return environment.teams.map((team): [string, Script] => {
      const stack = studioStackName(environment, team);
      const { resource } = JSON.parse(output.get(`stacks/${stack}/cdk.tf.json`) ?? "");
      const [configuration] = Object.values(resource.aws_sagemaker_studio_lifecycle_config) as Record<string, string>[];
      const base64 = configuration?.["studio_lifecycle_config_content"] ?? "";
      return [stack, { environment, team, base64, text: Buffer.from(base64, "base64").toString("utf8") }];
    });
  }),
);
const few = scripts.filter(([stack]) => !stack.startsWith("large-") || stack.endsWith("team01"));

const runs = (command: string) => spawnSync(command, ["--version"]).status === 0;
const testWith = (...commands: string[]) => {
  const missing = commands.filter((command) => !runs(command));
  const what = "the lifecycle script as a shell runs it";
  return unlessMissing<jest.It>(
    what,
    missing.map((each) => `there is no ${each}`),
    test,
    test.skip,
  );
};

test.each(few)(
  "%s: nothing in the script waits for Terraform, and AWS takes its length",
  (_, { base64, text, team }) => {
    // In base64 a reference would reach the shell as it stands.
    expect(text).not.toMatch(/\$\{(data\.|aws_|TfToken)|TfToken\[/);
    expect(base64).not.toMatch(/[^A-Za-z0-9+/=]/);
    expect(base64.length).toBeLessThanOrEqual(16_384);
    expect(text.startsWith("#!/bin/bash\n")).toBe(true);
    // The team's own part comes last.
    if (team.lifecycleScript) expect(text.endsWith(team.lifecycleScript)).toBe(true);
  },
);

testWith("bash").each(few)("%s: the script is valid bash", (_, { text }) => {
  const { status, stderr } = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

const domain = {
  DomainArn: "arn:aws:sagemaker:eu-central-1:111111111111:domain/d-0123456789ab",
  SubnetIds: ["subnet-0a", "subnet-0b"],
  KmsKeyId: "arn:aws:kms:eu-central-1:111111111111:key/studio",
};
const dataKey = "arn:aws:kms:eu-central-1:222222222222:key/data";
const group = "sg-jobs";

/** Stands for boto3: answers what AWS would, records what it is asked, and gives the file that Studio keeps beside an app. */
const boto3 = `
import json, os, pathlib
read_text = pathlib.Path.read_text
def metadata(path, *given, **named):
    if str(path) == "/opt/ml/metadata/resource-metadata.json":
        return json.dumps({"DomainId": "d-0123456789ab", "UserProfileName": "ada"})
    return read_text(path, *given, **named)
pathlib.Path.read_text = metadata
def note(call, **asked):
    with open(os.environ["ASKED"], "a") as asked_file:
        asked_file.write(json.dumps([call, asked]) + "\\n")
class SageMaker:
    def describe_domain(self, **asked):
        note("describe_domain", **asked)
        return json.loads(os.environ["DOMAIN"])
    def list_tags(self, **asked):
        note("list_tags", **asked)
        return {"Tags": [{"Key": "team", "Value": "x"}, {"Key": "jobs-security-group", "Value": "${group}"}]}
class Kms:
    def describe_key(self, **asked):
        note("describe_key", **asked)
        return {"KeyMetadata": {"Arn": "${dataKey}"}}
class Session:
    def __init__(self, region_name):
        note("session", region=region_name)
    def client(self, name):
        return {"sagemaker": SageMaker, "kms": Kms}[name]()
`;

/** Runs the script in a home directory of its own, with that boto3. */
function run(text: string, module: string) {
  const home = mkdtempSync(join(tmpdir(), "enclave-home-"));
  try {
    writeFileSync(join(home, "boto3.py"), module);
    writeFileSync(join(home, "asked"), "");
    const { status, stderr } = spawnSync("bash", {
      input: text,
      encoding: "utf8",
      cwd: home,
      env: {
        PATH: process.env["PATH"],
        HOME: home,
        PYTHONPATH: home,
        ASKED: join(home, "asked"),
        DOMAIN: JSON.stringify(domain),
      },
    });
    const asked = readFileSync(join(home, "asked"), "utf8").trim().split("\n").filter(Boolean);
    const read = () => JSON.parse(readFileSync(join(home, ".config", "sagemaker", "config.yaml"), "utf8"));
    let defaults: { SageMaker: Record<string, Record<string, unknown>> } | undefined;
    try {
      defaults = read();
    } catch {
      defaults = undefined;
    }
    return { status, stderr, asked: asked.map((line) => JSON.parse(line)), defaults };
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** Only the blueprint's part: a team's own may want tools that this machine lacks. */
const ownPart = ({ text, team }: Script) => text.slice(0, text.length - (team.lifecycleScript?.length ?? 0));

testWith("bash", "python3").each(few)("%s: jobs get the team's bucket, keys, subnets, group and role", (_, script) => {
  const { environment, team } = script;
  const { status, stderr, asked, defaults } = run(ownPart(script), boto3);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });

  const alias = `alias/${environment.namePrefix}-${environment.name}-${team.name}-data`;
  expect(asked).toEqual([
    ["session", { region: environment.region }],
    ["describe_domain", { DomainId: "d-0123456789ab" }],
    ["list_tags", { ResourceArn: domain.DomainArn }],
    [
      "describe_key",
      { KeyId: `arn:${environment.partition}:kms:${environment.region}:${team.dataAccount.id}:${alias}` },
    ],
  ]);

  const bucket = bucketName(environment, team, team.buckets[0]?.name ?? "", team.dataAccount.id);
  const role = roleArn(environment, executionRoleName(environment, team));
  const network = { Subnets: domain.SubnetIds, SecurityGroupIds: [group] };
  expect(defaults).toMatchObject({
    SchemaVersion: "1.0",
    SageMaker: {
      PythonSDK: {
        Modules: {
          Session: { DefaultS3Bucket: bucket },
          RemoteFunction: {
            RoleArn: role,
            S3RootUri: `s3://${bucket}/remote-function`,
            S3KmsKeyId: dataKey,
            VolumeKmsKeyId: domain.KmsKeyId,
            VpcConfig: network,
          },
        },
      },
      TrainingJob: {
        RoleArn: role,
        VpcConfig: network,
        OutputDataConfig: { KmsKeyId: dataKey },
        ResourceConfig: { VolumeKmsKeyId: domain.KmsKeyId },
        EnableInterContainerTrafficEncryption: true,
      },
      ProcessingJob: {
        RoleArn: role,
        NetworkConfig: { VpcConfig: network, EnableInterContainerTrafficEncryption: true },
        ProcessingOutputConfig: { KmsKeyId: dataKey },
        ProcessingResources: { ClusterConfig: { VolumeKmsKeyId: domain.KmsKeyId } },
      },
      TransformJob: {
        TransformOutput: { KmsKeyId: dataKey },
        TransformResources: { VolumeKmsKeyId: domain.KmsKeyId },
      },
      Model: { ExecutionRoleArn: role, VpcConfig: network },
      EndpointConfig: { KmsKeyId: domain.KmsKeyId },
    },
  });
  // Whatever kind of job: no network but the team's, no group but the jobs'.
  const networks = [...JSON.stringify(defaults).matchAll(/"VpcConfig":(\{[^}]*\})/g)].map(([, found]) => found ?? "");
  expect(networks.length).toBeGreaterThan(4);
  for (const each of networks) expect(JSON.parse(each)).toEqual(network);
});

testWith("bash", "python3")("an app starts even where AWS does not answer, and the team's own part still runs", () => {
  const [, script] = few[0] as [string, Script];
  const { status, stderr, defaults } = run(`${ownPart(script)}exit 7\n`, "raise OSError('no answer')");
  expect(status).toBe(7);
  expect(stderr).toContain("studio-enclave: no SDK defaults");
  expect(defaults).toBeUndefined();
});
