/** What a domain starts apps with fetches the team's current lifecycle script and runs it, and is the same for as long as the domain stands. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { startScript } from "../../modules/studio/start-script";
import { unlessMissing } from "../support/skip";
import { downloaded, writeHome } from "./home";

const arn = "arn:aws:sagemaker:eu-central-1:111111111111:studio-lifecycle-config/enclave-dev-research-jupyter-lab";
const current = "enclave-dev-research-1c23f7a9b152";

test("its text is the one that every deployed domain starts apps with", () => {
  // Whoever changes the text changes every deployed domain, and AWS refuses that: docs/decisions.md, "A domain is never updated".
  expect(createHash("sha256").update(startScript(arn)).digest("hex")).toBe(
    "6b30f946bcb40e1e7f069e7c37747e981eb89ecc4b1b85c52f4779943e08fb1e",
  );
});

test("it differs between teams and types of app in its own ARN alone", () => {
  expect(startScript("arn:other").replace("arn:other", arn)).toBe(startScript(arn));
  expect(startScript(arn)).not.toMatch(/\$\{(data\.|aws_|TfToken)|TfToken\[/);
});

const python = mkdtempSync(join(tmpdir(), "enclave-python-"));
afterAll(() => rmSync(python, { recursive: true }));

/** Stands for boto3: answers what AWS would, the first times with what fails, and notes what it is asked, and whose ~/.aws it reads. */
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
    note("client", service, region_name, os.path.expanduser("~/.aws"))
    return Client()
`;

const script = "#!/bin/bash\necho started >> runs\nexit 7\n";

/** A Python whose packages are these stand-ins, as the image's are botocore and boto3. */
function imagesPython() {
  if (!existsSync(join(python, "bin"))) {
    spawnSync("python3", ["-m", "venv", "--without-pip", "--system-site-packages", python]);
    const ask = ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"];
    const packages = spawnSync(join(python, "bin", "python3"), ask, { encoding: "utf8" }).stdout.trim();
    mkdirSync(join(packages, "botocore"));
    writeFileSync(join(packages, "botocore", "__init__.py"), "");
    writeFileSync(join(packages, "botocore", "config.py"), "Config = dict\n");
    writeFileSync(join(packages, "boto3.py"), boto3);
  }
  return join(python, "bin");
}

/** Starts an app several times, each with what AWS answers before it answers well; every start is in the same container. */
function starts(...failures: readonly (readonly string[])[]) {
  return startsWith({}, ...failures);
}

/** The same, where files are in the home already, by their path there. */
function startsWith(files: Readonly<Record<string, string>>, ...failures: readonly (readonly string[])[]) {
  const home = mkdtempSync(join(tmpdir(), "enclave-start-"));
  const contents = (name: string) => {
    try {
      return readFileSync(join(home, name), "utf8").trim().split("\n");
    } catch {
      return [];
    }
  };
  try {
    writeHome(home, files);
    const ended = failures.map((each) => {
      const { status, stderr } = spawnSync("bash", {
        input: startScript(arn),
        encoding: "utf8",
        cwd: home,
        env: {
          PATH: [imagesPython(), process.env["PATH"]].join(delimiter),
          HOME: home,
          TMPDIR: home,
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
      ["client", "sagemaker", "eu-central-1", "/.aws"],
      ["sleep", 0],
      ["list_tags", { ResourceArn: arn }],
      ["describe_studio_lifecycle_config", { StudioLifecycleConfigName: current }],
    ],
    runs: 1,
  });
});

testWithShell("nothing that was downloaded to the home runs by itself when an app starts", () => {
  const { ended, asked, runs } = startsWith(downloaded(join(imagesPython(), "python3")), []);
  expect({ ended, runs }).toEqual({ ended: [{ status: 7, stderr: "" }], runs: 1 });
  expect(asked[0]).toEqual(["client", "sagemaker", "eu-central-1", "/.aws"]);
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
