/** The lifecycle script runs in a shell as it is synthesized, and installs defaults with which jobs run inside the team's network. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { longestLifecycleScript } from "../../config/lifecycle-script";
import { bucketName, jobPrefix, studioStackName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { unlessMissing } from "../support/skip";
import { downloaded, writeHome } from "./home";
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
/** One of each environment: a shell and Python take long. */
const few = scripts.filter(
  ([, { environment }], at) => scripts.findIndex((each) => each[1].environment === environment) === at,
);

const [, anyScript] = few[0] as [string, Script];

/** Only the blueprint's part: a team's own may want tools that this machine lacks. */
const ownPart = ({ text, team }: Pick<Script, "text" | "team">) =>
  text.slice(0, text.length - (team.lifecycleScript?.length ?? 0));

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

testWith("bash")("without Python, too, an app starts", () => {
  const { status } = spawnSync("/bin/bash", { input: ownPart(anyScript), encoding: "utf8", env: { PATH: "/nowhere" } });
  expect(status).toBe(0);
});

test.each(scripts)(
  "%s: nothing in the script waits for Terraform, and AWS takes its length",
  (_, { base64, text, team }) => {
    // In base64 a reference would reach the shell as it stands.
    expect(text).not.toMatch(/\$\{(data\.|aws_|TfToken)|TfToken\[/);
    expect(base64).not.toMatch(/[^A-Za-z0-9+/=]/);
    expect(base64.length).toBeLessThanOrEqual(16_384);
    expect(text.startsWith("#!/bin/bash\n")).toBe(true);
    // Room for the longest script that a team's file may name.
    expect(Buffer.byteLength(ownPart({ text, team })) + longestLifecycleScript).toBeLessThanOrEqual(12_288);
    // The team's own part comes last.
    if (team.lifecycleScript) expect(text.endsWith(team.lifecycleScript)).toBe(true);
  },
);

testWith("bash").each(few)("%s: the script is valid bash", (_, { text }) => {
  const { status, stderr } = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

const role = "arn:aws:iam::111111111111:role/execution";
const domain = {
  DomainArn: "arn:aws:sagemaker:eu-central-1:111111111111:domain/d-0123456789ab",
  SubnetIds: ["subnet-0a", "subnet-0b"],
  KmsKeyId: "arn:aws:kms:eu-central-1:111111111111:key/studio",
  DefaultUserSettings: { ExecutionRole: role },
};
const dataKey = "arn:aws:kms:eu-central-1:222222222222:key/data";
const network = { Subnets: domain.SubnetIds, SecurityGroupIds: ["sg-jobs"] };

/** Stands for boto3: answers what AWS would, records what it is asked, and gives the file that Studio keeps beside an app. */
const boto3 = `
import json, os, pathlib
read_text = pathlib.Path.read_text
def metadata(path, *given, **named):
    if str(path) == "/opt/ml/metadata/resource-metadata.json":
        return json.dumps({"DomainId": "d-0123456789ab"})
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
        return {"Tags": [{"Key": "team", "Value": "x"}, {"Key": "jobs-security-group", "Value": "sg-jobs"}]}
class Kms:
    def describe_key(self, **asked):
        note("describe_key", **asked)
        return {"KeyMetadata": {"Arn": "${dataKey}"}}
class Session:
    def __init__(self, region_name):
        note("session", region=region_name, files=os.path.expanduser("~/.aws"))
    def client(self, name):
        return {"sagemaker": SageMaker, "kms": Kms}[name]()
`;

const work = mkdtempSync(join(tmpdir(), "enclave-app-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const python = join(work, "python");

/** A Python that belongs to the test, since the script installs something, and the folder of its packages. */
function ownPython() {
  if (!existsSync(python)) spawnSync("python3", ["-m", "venv", "--without-pip", "--system-site-packages", python]);
  const program = join(python, "bin", "python3");
  const ask = ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"];
  return { program, packages: spawnSync(program, ask, { encoding: "utf8" }).stdout.trim() };
}

/** Runs the script in a home directory of its own, with that boto3; `files` are there before, by their path in the home. */
function run(text: string, module: string, files: Readonly<Record<string, string>> = {}) {
  const home = mkdtempSync(join(work, "home-"));
  writeHome(home, { asked: "", ...files });
  const { program, packages } = ownPython();
  writeFileSync(join(packages, "boto3.py"), module);
  const { status, stdout, stderr } = spawnSync("bash", {
    input: text,
    encoding: "utf8",
    cwd: home,
    env: {
      PATH: [dirname(program), process.env["PATH"]].join(delimiter),
      HOME: home,
      XDG_CONFIG_DIRS: join(home, "xdg"),
      ASKED: join(home, "asked"),
      DOMAIN: JSON.stringify(domain),
    },
  });
  const asked = readFileSync(join(home, "asked"), "utf8").trim().split("\n").filter(Boolean);
  const read = (path: string) =>
    existsSync(join(home, path)) ? JSON.parse(readFileSync(join(home, path), "utf8")) : undefined;
  return {
    status,
    stderr,
    home,
    lines: stdout.trimEnd().split("\n"),
    asked: asked.map((line) => JSON.parse(line)),
    settings: read("xdg/sagemaker/studio-enclave.json"),
    defaults: read("xdg/sagemaker/config.yaml"),
  };
}

testWith("bash", "python3").each(few)(
  "%s: the app has the team's bucket, keys, subnets, group and role",
  (_, script) => {
    const { environment, team } = script;
    const { status, stderr, asked, settings, defaults } = run(ownPart(script), boto3);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });

    const alias = `alias/${environment.namePrefix}-${environment.name}-${team.name}-data`;
    expect(asked).toEqual([
      ["session", { region: environment.region, files: "/.aws" }],
      ["describe_domain", { DomainId: "d-0123456789ab" }],
      ["list_tags", { ResourceArn: domain.DomainArn }],
      [
        "describe_key",
        { KeyId: `arn:${environment.partition}:kms:${environment.region}:${team.dataAccount.id}:${alias}` },
      ],
    ]);

    const bucket = bucketName(environment, team, team.buckets[0]?.name ?? "", team.dataAccount.id);
    expect(settings).toMatchObject({
      environment: environment.name,
      team: team.name,
      region: environment.region,
      bucket,
      network,
      role,
      volume_key: domain.KmsKeyId,
      data_key: dataKey,
    });
    expect(settings.prefix).toBe(environment.separation === "names" ? jobPrefix(environment, team) : "");
    const { Modules } = defaults.SageMaker.PythonSDK;
    expect(Modules.Session).toEqual({ DefaultS3Bucket: bucket, DefaultS3ObjectKeyPrefix: "sagemaker" });
    expect(Modules.RemoteFunction).toEqual({
      RoleArn: role,
      S3RootUri: `s3://${bucket}/remote-function`,
      S3KmsKeyId: dataKey,
      VolumeKmsKeyId: domain.KmsKeyId,
      VpcConfig: network,
    });
  },
);

testWith("bash", "python3")("nothing that was downloaded to the home runs by itself when an app starts", () => {
  const { status, stderr, lines } = run(ownPart(anyScript), boto3, downloaded(ownPython().program));
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(lines).toHaveLength(3);
});

testWith("bash", "python3")("at its start an app says where it is, what is set, and where to read more", () => {
  const { lines } = run(ownPart(anyScript), boto3);
  const { environment, team } = anyScript;
  const bucket = bucketName(environment, team, team.buckets[0]?.name ?? "", team.dataAccount.id);
  expect(lines).toEqual([
    `studio-enclave: environment ${environment.name}, team ${team.name}, ${environment.region}, separation names`,
    `studio-enclave: defaults written for what you leave out: bucket ${bucket}, role, network, keys; names begin with ${jobPrefix(environment, team)}`,
    expect.stringMatching(
      /^studio-enclave: `import studio_enclave` has these values; in a Python of your own run: python \//,
    ),
  ]);
});

testWith("bash", "python3")(
  "the team's own part installs the defaults in a Python of its own, without asking AWS again",
  () => {
    const { environment, team } = anyScript;
    const own = `${ownPart(anyScript)}python3 -m venv --without-pip own && own/bin/python ${join(ownPython().packages, "studio_enclave")}\n`;
    const { status, stderr, lines, asked } = run(own, boto3);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const started = expect.stringMatching(`^studio-enclave: environment ${environment.name}, team ${team.name}, `);
    expect([lines[0], lines[3]]).toEqual([started, started]);
    expect(asked.filter(([call]) => call === "session")).toHaveLength(1);
  },
);

testWith("bash", "python3")("an app starts even where AWS does not answer, and the team's own part still runs", () => {
  const { status, stderr, settings, defaults } = run(`${ownPart(anyScript)}exit 7\n`, "raise OSError('no answer')");
  expect(status).toBe(7);
  const missing = "no defaults, give network, keys, bucket and names yourself: OSError('no answer')";
  expect(stderr).toBe(`studio-enclave: ${missing}\n`);
  expect([settings, defaults]).toEqual([undefined, undefined]);
});

describe("the defaults that an earlier version wrote to a person's home", () => {
  const file = ".config/sagemaker/config.yaml";

  /** As modules/studio/sdk_defaults.py wrote them until 2026-11-27. */
  function earlier({ environment, team }: Script): object {
    const bucket = bucketName(environment, team, team.buckets[0]?.name ?? "", team.dataAccount.id);
    const encrypted = { EnableInterContainerTrafficEncryption: true };
    const output = { KmsKeyId: dataKey };
    const volume = { VolumeKmsKeyId: domain.KmsKeyId };
    const inVpc = { VpcConfig: network };
    const code = { RoleArn: role, S3KmsKeyId: dataKey, ...volume, ...inVpc };
    const monitoring = {
      RoleArn: role,
      MonitoringOutputConfig: output,
      MonitoringResources: { ClusterConfig: volume },
      NetworkConfig: { ...encrypted, ...inVpc },
    };
    return {
      SchemaVersion: "1.0",
      SageMaker: {
        PythonSDK: {
          Modules: {
            TelemetryOptOut: true,
            Session: { DefaultS3Bucket: bucket, DefaultS3ObjectKeyPrefix: "sagemaker" },
            ModelTrainer: { BaseJobName: jobPrefix(environment, team).slice(0, -1) },
            RemoteFunction: { ...code, ...encrypted, S3RootUri: `s3://${bucket}/remote-function` },
            NotebookJob: { ...code, S3RootUri: `s3://${bucket}/notebook-jobs` },
          },
        },
        TrainingJob: {
          ...encrypted,
          RoleArn: role,
          OutputDataConfig: output,
          ResourceConfig: volume,
          ProfilerConfig: { DisableProfiler: true },
          ...inVpc,
        },
        ProcessingJob: {
          RoleArn: role,
          NetworkConfig: { ...encrypted, ...inVpc },
          ProcessingOutputConfig: output,
          ProcessingResources: { ClusterConfig: volume },
        },
        TransformJob: { TransformOutput: output, TransformResources: volume, DataCaptureConfig: output },
        AutoMLJob: {
          RoleArn: role,
          AutoMLJobConfig: { SecurityConfig: { ...encrypted, ...volume, ...inVpc } },
          OutputDataConfig: output,
        },
        Model: { ExecutionRoleArn: role, ...inVpc },
        EndpointConfig: {
          KmsKeyId: domain.KmsKeyId,
          DataCaptureConfig: output,
          AsyncInferenceConfig: { OutputConfig: output },
        },
        MonitoringSchedule: { MonitoringScheduleConfig: { MonitoringJobDefinition: monitoring } },
        Pipeline: { RoleArn: role },
      },
    };
  }

  testWith("bash", "python3")("go, and the app's log says so", () => {
    const { home, lines } = run(ownPart(anyScript), boto3, {
      [file]: `${JSON.stringify(earlier(anyScript), null, 2)}\n`,
    });
    expect(existsSync(join(home, file))).toBe(false);
    expect(lines[0]).toBe(`studio-enclave: removed ${join(home, file)} of an earlier version`);
  });

  testWith("bash", "python3")("stay where somebody has changed them, as does a file of the person's own", () => {
    for (const text of [JSON.stringify({ ...earlier(anyScript), Mine: 1 }), "SchemaVersion: '1.0'\n"]) {
      const { home, lines } = run(ownPart(anyScript), boto3, { [file]: text });
      expect(readFileSync(join(home, file), "utf8")).toBe(text);
      expect(lines).toHaveLength(3);
    }
  });
});
