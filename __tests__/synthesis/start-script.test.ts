/** What a domain starts apps with fetches the team's current lifecycle script and runs it, and is the same for as long as the domain stands. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startScript } from "../../modules/studio/start-script";
import { unlessMissing } from "../support/skip";

const arn = "arn:aws:sagemaker:eu-central-1:111111111111:studio-lifecycle-config/enclave-dev-research-jupyter-lab";
const current = "enclave-dev-research-1c23f7a9b152";

test("its text is the one that every deployed domain starts apps with", () => {
  // Whoever changes the text changes every deployed domain, and AWS refuses that: docs/decisions.md, "A domain is never updated".
  expect(createHash("sha256").update(startScript(arn)).digest("hex")).toBe(
    "5d280069ab2a063f5e38d23433fe9cdac9ea0609a8abd79b33a5efccc33a6b4f",
  );
});

test("it differs between teams and types of app in its own ARN alone", () => {
  expect(startScript("arn:other").replace("arn:other", arn)).toBe(startScript(arn));
  expect(startScript(arn)).not.toMatch(/\$\{(data\.|aws_|TfToken)|TfToken\[/);
});

/** Stands for boto3: answers what AWS would, the first times with what fails, and notes what it is asked. */
const boto3 = `
import json, os, time
def note(*asked):
    with open("asked", "a") as file:
        file.write(json.dumps(asked) + "\\n")
time.sleep = lambda seconds: note("sleep", seconds)
failures = json.loads(os.environ["FAILURES"])
class Client:
    def list_tags(self, **asked):
        note("list_tags", asked)
        if failures:
            raise OSError(failures.pop(0))
        return {"Tags": [{"Key": "team", "Value": "x"}, {"Key": "lifecycle-script", "Value": os.environ["CURRENT"]}]}
    def describe_studio_lifecycle_config(self, **asked):
        note("describe_studio_lifecycle_config", asked)
        return {"StudioLifecycleConfigContent": os.environ["CONTENT"]}
def client(service, region_name, config):
    note("client", service, region_name)
    return Client()
`;

const script = "#!/bin/bash\necho started >> runs\nexit 7\n";

/** Starts an app several times, each with what AWS answers before it answers well; every start is in the same container. */
function starts(...failures: readonly (readonly string[])[]) {
  const home = mkdtempSync(join(tmpdir(), "enclave-start-"));
  const contents = (name: string) => {
    try {
      return readFileSync(join(home, name), "utf8").trim().split("\n");
    } catch {
      return [];
    }
  };
  try {
    mkdirSync(join(home, "botocore"));
    writeFileSync(join(home, "botocore", "__init__.py"), "");
    writeFileSync(join(home, "botocore", "config.py"), "Config = dict\n");
    writeFileSync(join(home, "boto3.py"), boto3);
    const ended = failures.map((each) => {
      const { status, stderr } = spawnSync("bash", {
        input: startScript(arn),
        encoding: "utf8",
        cwd: home,
        env: {
          PATH: process.env["PATH"],
          HOME: home,
          TMPDIR: home,
          PYTHONPATH: home,
          FAILURES: JSON.stringify(each),
          CURRENT: arn.replace("enclave-dev-research-jupyter-lab", current),
          CONTENT: Buffer.from(script).toString("base64"),
        },
      });
      return { status, stderr: stderr.trim() };
    });
    return { ended, asked: contents("asked").map((line) => JSON.parse(line)), runs: contents("runs").length };
  } finally {
    rmSync(home, { recursive: true });
  }
}

const missing = ["bash", "python3"].filter((command) => spawnSync(command, ["--version"]).status !== 0);
const testWithShell = unlessMissing<jest.It>(
  "the start script as a shell runs it",
  missing.map((each) => `there is no ${each}`),
  test,
  test.skip,
);
const always = ["no answer", "no answer", "no answer", "no answer", "no answer"];

testWithShell("it runs the script that its tag names, and ends as that does", () => {
  expect(starts([])).toEqual({
    ended: [{ status: 7, stderr: "" }],
    asked: [
      ["client", "sagemaker", "eu-central-1"],
      ["sleep", 0],
      ["list_tags", { ResourceArn: arn }],
      ["describe_studio_lifecycle_config", { StudioLifecycleConfigName: current }],
    ],
    runs: 1,
  });
});

testWithShell("where an app starts it twice, the script runs once", () => {
  const { ended, runs } = starts([], []);
  expect({ ended, runs }).toEqual({
    ended: [
      { status: 7, stderr: "" },
      { status: 0, stderr: "" },
    ],
    runs: 1,
  });
});

testWithShell("it asks again where permissions and tags lag behind a deployment", () => {
  const { ended, asked, runs } = starts(["AccessDenied", "AccessDenied"]);
  expect({ ended, runs }).toEqual({ ended: [{ status: 7, stderr: "" }], runs: 1 });
  expect(asked.filter(([call]) => call === "list_tags")).toHaveLength(3);
});

testWithShell("an app starts where AWS does not answer, and says what to do; a later start runs the script", () => {
  const { ended, asked, runs } = starts(always, []);
  expect(ended).toEqual([
    {
      status: 0,
      stderr: "studio-enclave: the lifecycle script was not fetched (no answer); stop the app and run it again",
    },
    { status: 7, stderr: "" },
  ]);
  expect(runs).toBe(1);
  // AWS ends a start after five minutes: what is waited for leaves time to ask and to run the script.
  const waited = asked.filter(([call]) => call === "sleep").reduce((sum, [, seconds]) => sum + seconds, 0);
  expect(waited).toBeLessThan(120);
});
