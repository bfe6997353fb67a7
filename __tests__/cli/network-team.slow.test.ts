/** A network team's stack in the output: `start` and `prove` read it, leave it where it is, and list its route as a declared exception. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exampleFiles, exampleText, stackName } from "../isolation/attachments/example";
import { enclave } from "./enclave";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "enclave-network-team-"));
  for (const [path, text] of Object.entries(exampleFiles())) write(join("environments", "dev", path), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const its = join("out", "stacks", stackName, "cdk.tf.json");
async function run(...args: readonly string[]) {
  const options = ["--environments", join(folder, "environments"), "--output", join(folder, "out")];
  const { exitCode, stdout } = await enclave([...options, ...args]);
  return { exitCode, words: stdout.replace(/[\s│]+/g, " ") };
}
const routed =
  "to a private network: 172.16.0.0/20 through transit-gateway by the stack corporate-network (tgw-0123456789abcdef0)";
const unread =
  "by a stack that was not read here: 172.16.0.0/20 through transit-gateway by the stack corporate-network";

test("start and prove read it where it lies in the output, and a start keeps it", async () => {
  const before = await run("start");
  expect(before.exitCode).toBe(0);
  expect(before.words).toContain(
    "from 172.16.0.0/20 through the VPC's endpoints (no stack that was read has a route to 172.16.0.0/20)",
  );
  expect((await run("prove")).words).toContain(unread);
  write(its, exampleText);
  const { exitCode, words } = await run("start");
  expect(existsSync(join(folder, its))).toBe(true);
  expect(words).not.toContain("removed");
  expect(words).toContain("from 172.16.0.0/20 through the VPC's endpoints");
  expect(words).not.toContain("no stack that was read has a route");
  expect(exitCode).toBe(0);
  for (const args of [["prove"], ["prove", "--from", join(folder, "out")]]) {
    const proof = await run(...args);
    expect(proof.words).toContain(routed);
    expect(proof.words).not.toContain(unread);
    expect(proof.exitCode).toBe(0);
  }
});

test("what it may not do makes both fail, and names the place", async () => {
  write(its, exampleText.replace('"172.16.0.0/20",\n        "transit', '"0.0.0.0/0",\n        "transit'));
  for (const args of [["start"], ["prove"]]) {
    const { exitCode, words } = await run(...args);
    expect(words).toContain("a route leads 0.0.0.0/0 out of the VPC");
    expect(words).toContain("corporate-network aws_route.offices");
    expect(exitCode).toBe(1);
  }
});
