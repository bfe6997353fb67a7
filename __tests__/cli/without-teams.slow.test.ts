/** Commands on an environment without teams, beside one with a team: what is proved, what is open, and exit code 0. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enclave } from "./enclave";

const fixture = join(__dirname, "..", "..", "fixtures", "environments", "single-account", "sandbox");
const folder = mkdtempSync(join(tmpdir(), "enclave-without-teams-"));
const environments = join(folder, "environments");
const options = ["--environments", environments, "--output", join(folder, "out")];

beforeAll(() => {
  cpSync(fixture, join(environments, "sandbox"), { recursive: true });
  cpSync(fixture, join(environments, "empty"), { recursive: true });
  rmSync(join(environments, "empty", "teams"), { recursive: true });
  const file = join(environments, "empty", "environment.yaml");
  const text = readFileSync(file, "utf8").replaceAll("123456789012", "210987654321");
  writeFileSync(file, text.replace("sandbox-peering", "empty-peering"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("start proves both, says that there is no team, and who can open Studio of the other", async () => {
  const { exitCode, stdout } = await enclave([...options, "start"]);
  expect(stdout).toMatch(/G1 +│ front door +│ no team +│ proved/);
  expect(stdout).toMatch(/G4 +│ no internet +│ proved +│ proved/);
  expect(stdout).toMatch(/Neither proved nor failed: \d+ about teams, in an environment without teams/);
  expect(stdout).toMatch(
    /Who can open Studio, as the stacks say\n {2}people who have the policy .*, from 172\.31\.0\.0\/16 [^-]*\n {4}- sandbox: solo/,
  );
  expect(exitCode).toBe(0);
});

test("a stack that cannot be read leaves the other environment's verdicts, in every format", async () => {
  const file = join(folder, "out", "stacks", "sandbox-networking", "cdk.tf.json");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, "{");
  const from = ["prove", "--from", join(folder, "out")];
  try {
    const { exitCode, stdout } = await enclave([...options, ...from]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/G4 +│ no internet +│ proved +│ not decidable/);
    expect(stdout.match(/sandbox-networking\/cdk\.tf\.json \$: cannot be read/g)).toHaveLength(1);
    const { verdicts, causes } = JSON.parse((await enclave(["--json", ...options, ...from])).stdout);
    expect(causes).toMatchObject([{ id: "C1", stops: [{ environment: "sandbox", all: true }] }]);
    const outcomes = new Map(
      verdicts
        .filter(({ guarantee }: { guarantee: string }) => guarantee === "G4")
        .map(({ environment, outcome }: { environment: string; outcome: string }) => [environment, outcome]),
    );
    expect(Object.fromEntries(outcomes)).toEqual({ empty: "proved", sandbox: "not decidable" });
    expect((await enclave([...options, ...from, "--junit"])).stdout).toMatch(/<testsuite name="empty" .* errors="0"/);
    expect((await enclave([...options, ...from, "--markdown"])).stdout).toContain("| G4 | no internet | proved |");
  } finally {
    writeFileSync(file, text);
  }
});

test("a stack that is gone, and that the manifest still lists, leaves the other environment's verdicts", async () => {
  const stack = join(folder, "out", "stacks", "sandbox-buckets-solo");
  rmSync(stack, { recursive: true });
  const { exitCode, stdout } = await enclave([...options, "prove", "--from", join(folder, "out")]);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/G4 +│ no internet +│ proved +│ not decidable/);
  // Lines are broken between words.
  const words = stdout.replace(/\s+/g, " ");
  expect(words).toContain("is not there: stacks/sandbox-buckets-solo/cdk.tf.json; synthesize anew");
  expect(words).not.toContain("has no stack of buckets");
});
