/** `start` tells who can open Studio: nobody yet where access names no network, and people from any network where they log in through SSO. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enclave } from "./enclave";

const fixture = join(__dirname, "..", "..", "fixtures", "environments", "single-account");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "enclave-start-entry-"));
  cpSync(fixture, join(folder, "environments"), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function change(path: string, edit: (text: string) => string): void {
  const file = join(folder, "environments", "sandbox", path);
  const before = readFileSync(file, "utf8");
  const after = edit(before);
  if (after === before) throw new Error(`${path} has nothing to change`);
  writeFileSync(file, after);
}

/** Lines are broken between words. */
async function start(): Promise<{ exitCode: number; words: string }> {
  const options = ["--environments", join(folder, "environments"), "--output", join(folder, "out")];
  const { exitCode, stdout } = await enclave(["start", ...options]);
  return { exitCode, words: stdout.replace(/\s+/g, " ") };
}
const closed = (text: string) => text.replace(/access:\n(?: {2}.*\n)+/, "access: {}\n");

test("an environment that nobody enters yet is told as such, and is no failure", async () => {
  change("environment.yaml", closed);
  const { exitCode, words } = await start();
  expect(words).toMatch(/G10 │ the team can work │ nobody enters yet/);
  expect(words).toContain("1 about a Studio that nobody enters yet");
  expect(words).toContain(
    "Who can open Studio, as the stacks say nobody: the policy for people admits no network; add publicCidrs or privateCidrs under access in environment.yaml - sandbox: solo",
  );
  expect(words).toContain("npx cdktf deploy 'sandbox-*'");
  expect(exitCode).toBe(0);
});

test.each([
  ["and access names a network", (text: string) => text],
  ["and access names none", closed],
])("people of a team with authMode SSO come from any network, %s", async (_, edit) => {
  if (edit === closed) change("environment.yaml", edit);
  change("teams/solo.yaml", (text) =>
    text.replace("  - name: linus", "  - name: linus\n    ssoUser: linus@example.com\nauthMode: SSO"),
  );
  const { exitCode, words } = await start();
  expect(words).toMatch(
    /Who can open Studio, as the stacks say people whom somebody assigns to the domain in IAM Identity Center \(authMode SSO; nobody before that: README.md, step 4\), from any network - sandbox: solo/,
  );
  expect(words).not.toContain("nobody enters yet");
  expect(exitCode).toBe(0);
});

test("start of one environment is told the commands that there are for one", async () => {
  const { exitCode, stderr } = await enclave(["start", "sandbox"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(
    "start takes every environment; for one type npm run enclave -- synth <environment>, then npm run enclave -- prove <environment>",
  );
});
