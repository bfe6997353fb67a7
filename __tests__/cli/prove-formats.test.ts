/** `prove` in the formats of pipelines: standard output holds one document and nothing else, whatever comes of it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import { loadEnvironments } from "../../config/load";
import { guarantees } from "../../isolation/guarantees";
import { synthesize } from "../../stacks/synthesize";
import { enclave } from "./enclave";

const environments = join(__dirname, "..", "..", "fixtures", "environments", "single-account");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "enclave-formats-test-"));
  synthesize(loadEnvironments(environments).environments, { outdir: join(folder, "stacks-of-sandbox") });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The fixture's configuration with a mistake in it. */
function misconfigured(): string {
  const copy = join(folder, "misconfigured");
  cpSync(environments, copy, { recursive: true });
  const file = join(copy, "sandbox", "environment.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}\nunknown: key\n`);
  return copy;
}

test("an edited stack is a SARIF alert at the resource's line, and exit code 1", async () => {
  const from = join(folder, "stacks-of-sandbox");
  const file = join(from, "stacks", "sandbox-studio-solo", "cdk.tf.json");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace('"VpcOnly"', '"PublicInternetOnly"'));
  const { exitCode, stdout } = await enclave(["prove", "--from", from, "--sarif"]);
  writeFileSync(file, text);
  expect(exitCode).toBe(1);
  const [{ results, tool }] = JSON.parse(stdout).runs;
  expect(tool.driver.rules).toHaveLength(guarantees.length);
  expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(["G5"]);
  const { artifactLocation, region } = results[0].locations[0].physicalLocation;
  expect(decodeURIComponent(artifactLocation.uri)).toBe(`file://${file}`);
  const lines = text.split("\n");
  expect(lines[region.startLine - 1]).toContain('"domain": {');
  expect(lines[region.startLine - 2]).toContain('"aws_sagemaker_domain": {');
});

const isDocument = {
  json: (text: string) => expect(JSON.parse(text)).toMatchObject({ ok: false }),
  sarif: (text: string) => expect(JSON.parse(text).runs[0].invocations[0].executionSuccessful).toBe(false),
  junit: (text: string) => {
    const root = new DOMParser().parseFromString(text, "text/xml").documentElement;
    expect(root?.getAttribute("errors")).toBe("1");
  },
  markdown: (text: string) => expect(text).toMatch(/^## Studio Enclave: nothing proved\n/),
};
const formats = Object.keys(isDocument) as (keyof typeof isDocument)[];

test.each(formats)("--%s tells problems of the configuration, and exits with 1", async (format) => {
  const { exitCode, stdout } = await enclave(["--environments", misconfigured(), "prove", `--${format}`]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("unknown");
  isDocument[format](stdout);
});

test.each(formats)("--%s tells that a folder holds nothing to prove, and exits with 1", async (format) => {
  const { exitCode, stdout } = await enclave(["prove", "--from", join(folder, "nowhere"), `--${format}`]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("synthesize first");
  isDocument[format](stdout);
});

test("two formats at a time are wrong usage", async () => {
  for (const pair of [
    ["--sarif", "--junit"],
    ["--json", "--markdown"],
  ]) {
    const { exitCode, stdout, stderr } = await enclave(["prove", ...pair]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("one format at a time");
  }
});

test("a team that is not among the stacks is not proved by default", async () => {
  const { exitCode, stdout } = await enclave(["prove", "--from", join(folder, "stacks-of-sandbox"), "--team", "sollo"]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("holds no stacks of team sollo");
});
