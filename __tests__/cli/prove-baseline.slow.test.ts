/** `prove --baseline`: what is new since an earlier proof comes first, and a file that is none is an error for people. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enclave } from "./enclave";

const environments = join(__dirname, "..", "..", "environments");
let folder = "";
let before = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "enclave-baseline-test-"));
  before = join(folder, "before.json");
  writeFileSync(before, (await enclave(["--json", "prove", "dev"])).stdout);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The shipped environments with another dev. */
function changed(edit: (team: string) => string): string {
  const copy = mkdtempSync(join(folder, "environments-"));
  cpSync(environments, copy, { recursive: true });
  const file = join(copy, "dev", "teams", "research.yaml");
  writeFileSync(file, edit(readFileSync(file, "utf8")));
  return copy;
}
const reader = `buckets:
  - name: data
    readers:
      - role: arn:aws:iam::999999999999:role/audit
        prefix: reports/
        cidrs: [198.51.100.64/26]
`;
const withReader = () => changed((team) => `${team}${reader}`);

test("a new reader comes first, in the terminal, in Markdown and for machines; the exit code is the proof's", async () => {
  const args = ["--environments", withReader(), "prove", "dev", "--baseline", before];
  const { exitCode, stdout } = await enclave(args);
  expect(exitCode).toBe(0);
  const [title, first] = stdout.replaceAll("\n    ", " ").split("\n");
  expect(title).toMatch(/^New since the baseline: \d+$/);
  expect(first).toMatch(/^ {2}reader: arn:aws:iam::999999999999:role\/audit: s3:GetObject below .*\(dev: research\)$/);
  expect(stdout).not.toContain("Gone since the baseline");
  const { stdout: markdown } = await enclave([...args, "--markdown"]);
  expect(markdown).toMatch(
    /^## Studio Enclave: .* proved\n\n\*\*New since the baseline: \d+\.\*\*\n\n```text\nreader: /,
  );
  const { changes, schemaVersion } = JSON.parse((await enclave(["--json", ...args])).stdout);
  expect(schemaVersion).toBe(1);
  expect(changes.new.declarations).toMatchObject([{ environment: "dev", kind: "reader", team: "research" }]);
  expect(changes.new.exceptions.map(({ guarantee }: { guarantee: string }) => guarantee)).toEqual(["G1", "G8"]);
  expect(changes.gone).toEqual({ declarations: [], exceptions: [] });
  const { properties } = JSON.parse((await enclave([...args, "--sarif"])).stdout).runs[0];
  expect(properties.changes).toEqual(changes);
  expect((await enclave([...args, "--junit"])).stdout).toContain("new since the baseline: reader");
});

test("what is gone is told, and nothing new is said to be nothing", async () => {
  const after = join(folder, "after.json");
  writeFileSync(after, (await enclave(["--json", "--environments", withReader(), "prove", "dev"])).stdout);
  const { stdout } = await enclave(["prove", "dev", "--baseline", after]);
  expect(stdout).toMatch(/^Nothing new since the baseline\n\nGone since the baseline: \d+\n {2}reader: arn/);
  const same = await enclave(["prove", "dev", "--baseline", before]);
  expect(same.stdout).toMatch(/^Nothing new since the baseline\n/);
  expect(same.stdout).not.toContain("Gone since");
});

test("of the baseline only what is asked for is compared", async () => {
  const all = join(folder, "all.json");
  writeFileSync(all, (await enclave(["--json", "prove"])).stdout);
  for (const asked of [["dev"], ["staging", "--team", "fraud"], ["prod", "--team", "fraud"]]) {
    const { stdout } = await enclave(["--json", "prove", ...asked, "--baseline", all]);
    const nothing = { declarations: [], exceptions: [] };
    expect([asked, JSON.parse(stdout).changes]).toEqual([asked, { new: nothing, gone: nothing }]);
  }
});

test("an environment that is gone takes its access along; one that is not understood does not", async () => {
  const dev = JSON.parse(readFileSync(before, "utf8"));
  const two = { ...dev, declarations: [...dev.declarations, { ...dev.declarations[0], environment: "old" }] };
  const file = join(folder, "two.json");
  writeFileSync(file, JSON.stringify(two));
  const prove = (...args: string[]) => enclave(["--json", "prove", ...args, "--baseline", file]);
  const gone = async (...args: string[]) => JSON.parse((await prove(...args)).stdout).changes.gone.declarations;
  expect(await gone("dev")).toEqual([]);
  expect((await gone()).map(({ environment }: { environment: string }) => environment)).toEqual(["old"]);
  const out = join(folder, "out");
  await enclave(["--output", out, "synth", "dev"]);
  const stack = join(out, "stacks", "dev-networking", "cdk.tf.json");
  writeFileSync(stack, readFileSync(stack, "utf8").replace('"aws_vpc":', '"aws_vpn_gateway": {"out": {}}, "aws_vpc":'));
  const { changes } = JSON.parse((await prove("dev", "--from", out)).stdout);
  expect(changes.gone).toEqual({ declarations: [], exceptions: [] });
});

test.each<[string, string | undefined, string]>([
  ["is not there", undefined, "cannot be read (ENOENT)"],
  ["is no JSON", "{", "is not JSON"],
  ["has no version", '{"ok": true, "verdicts": []}', "has no schemaVersion, and 1 is understood here"],
  ["has another version", '{"schemaVersion": 2}', "has schemaVersion 2, and 1 is understood here"],
  ["holds no proof", '{"schemaVersion": 1, "verdicts": [], "declarations": []}', "holds no verdicts"],
  ["is something else", '{"schemaVersion": 1, "verdicts": [{}]}', "is not what prove --json writes (verdicts.0"],
])("a baseline that %s is an error for people, before anything is proved", async (_, content, problem) => {
  const file = join(folder, "bad.json");
  rmSync(file, { force: true });
  if (content !== undefined) writeFileSync(file, content);
  const { exitCode, stdout, stderr } = await enclave(["prove", "dev", "--baseline", file]);
  expect(exitCode).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(`${file} ${problem}`);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});
