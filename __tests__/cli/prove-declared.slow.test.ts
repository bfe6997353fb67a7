/** `prove --from`: what the stacks say of themselves is held against a configuration, or told to be declared nowhere. */
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { synthesize } from "../../stacks/synthesize";
import { replacements } from "../isolation/attacks/declared-values";
import { shipped } from "../isolation/stacks";
import { enclave } from "./enclave";

const environments = join(__dirname, "..", "..", "environments");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "enclave-declared-test-"));
  synthesize(loadEnvironments(environments).environments, { outdir: join(folder, "out") });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder of the stacks of one environment, edited. */
function edited({ environment, attack }: Pick<(typeof replacements)[number], "environment" | "attack">): string {
  const copy = mkdtempSync(join(folder, "edited-"));
  const files = new Map([...shipped(environment).stacks].map(([name, file]) => [name, structuredClone(file)]));
  attack(files);
  for (const [name, file] of files) {
    cpSync(join(folder, "out", "stacks", name), join(copy, "stacks", name), { recursive: true });
    writeFileSync(join(copy, "stacks", name, "cdk.tf.json"), JSON.stringify(file, undefined, 2));
  }
  return copy;
}

const examples = [
  "lets a stranger read all objects from 185.0.0.0/8",
  "lets people in from three /8 networks more",
  "lets people log in through SSO",
  "replaces the buckets' deployer",
  "replaces the number of the data account",
  "moves all states to another bucket",
  "drops the permissions boundary",
].map((what) => replacements.find((each) => each.what === what) ?? fail(what));

function fail(what: string): never {
  throw new Error(`no replacement ${what}`);
}

test.each(examples.map((each) => [each.what, each] as const))(
  "exit code 1 when somebody %s, and exit code 0 with a warning where no configuration is named",
  async (_, example) => {
    const from = edited(example);
    const held = await enclave(["--environments", environments, "prove", example.environment, "--from", from]);
    expect(held.exitCode).toBe(1);
    expect(held.stdout).toContain("does not declare");
    const alone = await enclave(["prove", "--from", from]);
    expect(alone.stdout).toMatch(/^Declared nowhere: \d+/);
    expect(alone.stdout).toContain(example.value);
    expect(alone.exitCode).toBe(0);
    const strict = await enclave(["prove", "--from", from, "--strict"]);
    expect(strict.exitCode).toBe(1);
    expect(strict.stdout).toContain("declared nowhere, and --strict is given");
  },
);

const provedFrom = (from: string, ...args: readonly string[]) =>
  enclave(["--environments", environments, "--json", "prove", ...args, "--from", from]);
const undecidedIn = ({ stdout }: { stdout: string }): string =>
  JSON.parse(stdout)
    .causes.map(({ problem }: { problem: string }) => problem)
    .join("\n");

test("untouched stacks are declared: the environment, one team of it, and strictly", async () => {
  const from = join(folder, "out");
  for (const args of [["staging"], ["staging", "--strict"], ["staging", "--team", "fraud", "--strict"]]) {
    const { exitCode, stdout } = await provedFrom(from, ...args);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, undeclared: [], heldAgainst: "environments" });
    expect(exitCode).toBe(0);
  }
});

test("every format tells what is declared nowhere, at its top", async () => {
  const from = ["prove", "dev", "--from", join(folder, "out")];
  expect((await enclave([...from, "--markdown"])).stdout).toMatch(
    /^## Studio Enclave: .*\n\n\*\*Declared nowhere: \d+/,
  );
  const { declaredNowhere } = JSON.parse((await enclave([...from, "--sarif"])).stdout).runs[0].properties;
  expect(declaredNowhere.map(({ kind }: { kind: string }) => kind)).toContain("deployer");
  expect((await enclave([...from, "--junit"])).stdout).toMatch(/<property name="declared nowhere" value="\d+"\/>/);
});

test("a folder that links to the output is the output, and a copy of it is not", async () => {
  const link = join(folder, "link");
  symlinkSync(join(folder, "out"), link);
  const output = ["--json", "--output", join(folder, "out"), "prove", "dev", "--from"];
  expect(JSON.parse((await enclave([...output, link])).stdout)).toMatchObject({ undeclared: [], ok: true });
  const copy = join(folder, "copy");
  cpSync(join(folder, "out"), copy, { recursive: true });
  expect(JSON.parse((await enclave([...output, copy])).stdout).undeclared.length).toBeGreaterThan(5);
});

test("the output's own stacks are held against the configuration, named or not: what somebody edits there fails", async () => {
  const example = examples[1] ?? fail("of networks");
  const output = edited(example);
  const { exitCode, stdout } = await enclave(["--output", output, "prove", example.environment, "--from", output]);
  expect(exitCode).toBe(1);
  const said = stdout.replace(/\s+/g, " ");
  expect(said).toContain("does not declare");
  for (const network of ["185.0.0.0/8", "186.0.0.0/8", "187.0.0.0/8"]) expect(said).toContain(network);
});

test("problems of the configuration are told, and nothing is proved", async () => {
  const broken = join(folder, "broken");
  cpSync(environments, broken, { recursive: true });
  writeFileSync(join(broken, "dev", "teams", "research.yaml"), "schemaVersion: 1\nunknown: key\n");
  const { exitCode, stdout } = await enclave(["--environments", broken, "prove", "--from", join(folder, "out")]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("research.yaml:2:1 unknown");
  expect(stdout).not.toContain("proved");
});

test("an environment that no configuration declares is a ghost, asked for by name or not", async () => {
  const without = join(folder, "without-dev");
  cpSync(environments, without, { recursive: true });
  rmSync(join(without, "dev"), { recursive: true });
  const from = join(folder, "out");
  for (const wanted of [["dev"], []]) {
    const proof = await enclave(["--environments", without, "--json", "prove", ...wanted, "--from", from]);
    expect(proof.exitCode).toBe(1);
    expect(undecidedIn(proof)).toContain("the environment dev is in the stacks, but no configuration declares it");
    const { verdicts } = JSON.parse(proof.stdout);
    const others = verdicts.filter(({ environment }: { environment: string }) => environment !== "dev");
    expect(others.every(({ outcome }: { outcome: string }) => outcome === "proved")).toBe(true);
  }
});

test("a team that no configuration declares is a ghost, and hides nothing of the others", async () => {
  const without = join(folder, "without-team");
  cpSync(environments, without, { recursive: true });
  rmSync(join(without, "staging", "teams", "research.yaml"));
  const proof = await enclave(["--environments", without, "--json", "prove", "staging", "--from", join(folder, "out")]);
  expect(proof.exitCode).toBe(1);
  expect(undecidedIn(proof)).toContain("the team research is in the stacks, but no configuration declares it");
  expect(undecidedIn(proof)).not.toContain("fraud");
});
