/** What is synthesized does not depend on the machine: not on line ends, not on its path separator, not on programs it lacks. */
import childProcess from "node:child_process";
import fs, { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseProviderLock, readProviderLock } from "../../config/provider-lock";
import { manifestProblems } from "../../isolation/model/manifest";
import { portableManifest } from "../../stacks/synthesize";
import { differences, load, outputOf, shipped } from "./output";

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "enclave-machine-"));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(scratch, { recursive: true });
});

const inWindows = (text: string) => text.replaceAll("\n", "\r\n");

test("environments saved with Windows line ends give the same bytes, lifecycle scripts and their hashes too", () => {
  const files = readdirSync(shipped, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((each) => statSync(join(shipped, each)).isFile())) {
    mkdirSync(dirname(join(scratch, file)), { recursive: true });
    writeFileSync(join(scratch, file), inWindows(readFileSync(join(shipped, file), "utf8")));
  }
  expect(readFileSync(join(scratch, "prod/scripts/fraud-setup.sh"), "utf8")).toContain("\r\n");
  expect(differences(outputOf(load(shipped)), outputOf(load(scratch)))).toEqual([]);
});

test("the blueprint's own part of the lifecycle script has line feeds, however it was checked out", () => {
  const read = fs.readFileSync;
  jest.spyOn(fs, "readFileSync").mockImplementation(((path: string, ...rest: []) => {
    const text: unknown = read(path, ...rest);
    return String(path).endsWith("packed.txt") ? inWindows(String(text)) : text;
  }) as typeof fs.readFileSync);
  const [environment] = load(shipped, { environment: "dev" });
  const [team] = environment?.teams ?? [];
  if (!environment || !team) throw new Error("dev has no team");
  const script = () => (require("../../modules/studio/lifecycle-script") as Script).lifecycleScript(environment, team);
  let text = "";
  jest.isolateModules(() => {
    text = script();
  });
  expect(text).toContain("PACKED");
  expect(text).not.toContain("\r");
});
type Script = typeof import("../../modules/studio/lifecycle-script");

test("a lock file of providers saved with Windows line ends is given to the stacks with line feeds", () => {
  const text =
    '# by hand\nprovider "registry.terraform.io/hashicorp/aws" {\n  version = "6.48.0"\n  hashes = [\n    "h1:a=",\n  ]\n}\n';
  writeFileSync(join(scratch, ".terraform.lock.hcl"), inWindows(text));
  expect(readProviderLock(scratch)).toEqual({ ...parseProviderLock(text), problems: [] });
});

test("the manifest that CDKTF writes on Windows becomes the one that it writes elsewhere, which the proof accepts", () => {
  const manifest = outputOf(load(shipped, { environment: "dev" })).get("manifest.json") ?? "";
  const onWindows = manifest.replace(/"(workingDirectory|\w+Path)": "stacks.*"/g, (line) =>
    line.replaceAll("/", "\\\\"),
  );
  expect(JSON.parse(onWindows).stacks["dev-networking"].synthesizedStackPath).toBe(
    "stacks\\dev-networking\\cdk.tf.json",
  );
  expect(portableManifest(onWindows)).toBe(manifest);
  writeFileSync(join(scratch, "manifest.json"), onWindows);
  expect([...manifestProblems(scratch).values()].map(String).join()).toContain("leads CDKTF elsewhere");
});

test("synthesis runs no other program: it needs no Terraform, wherever state is kept", () => {
  const calls = (["exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync"] as const).map((name) =>
    jest.spyOn(childProcess, name).mockImplementation((...called: unknown[]): never => {
      throw new Error(`${name} ${called[0]}`);
    }),
  );
  const environments = load(shipped);
  expect(environments.map(({ state }) => state.backend).sort()).toEqual(["cloud", "local", "local", "s3"]);
  expect(outputOf(environments).size).toBeGreaterThan(15);
  for (const call of calls) expect(call).not.toHaveBeenCalled();
});
