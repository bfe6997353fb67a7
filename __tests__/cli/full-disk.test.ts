/** A disk without room stops a command with a line that says where and what to do, in every place where the product writes. */
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { exitCodeOf } from "../../cli/exit-code";
import { run as runProgram } from "../../rehearsal/children";
import { runCommand } from "../../rehearsal/command";
import { enclave } from "./enclave";

let scratch: string;
beforeEach(() => {
  scratch = fs.mkdtempSync(join(tmpdir(), "enclave-full-"));
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(scratch, { recursive: true, force: true });
});

/** As Node.js says it when a write has begun: without a path. */
const failure = (code: string) =>
  Object.assign(new Error(`${code}: no room, write`), { code, errno: -28, syscall: "write" });

/** From here on nothing can be written. */
function fillDisk(code = "ENOSPC"): void {
  jest.spyOn(fs, "writeFileSync").mockImplementation(() => {
    throw failure(code);
  });
}

/** A busy machine takes long enough for lines about the progress. */
const withoutProgress = (stderr: string) => stderr.replace(/^(Synthesizing|Proving): .*\n/gm, "");

const out = () => join(scratch, "out");
const commands: readonly (readonly [string, () => readonly string[], () => string])[] = [
  [
    "synth",
    () => ["synth", "dev", "--output", out()],
    () =>
      `cannot write to ${out()}: the disk is full (ENOSPC); make room there, or name another folder with --output. The stacks there are not complete: synthesize again`,
  ],
  [
    "start",
    () => ["start", "--output", out()],
    () =>
      `cannot write to ${out()}: the disk is full (ENOSPC); make room there, or name another folder with --output. The stacks there are not complete: synthesize again`,
  ],
  [
    "prove",
    () => ["prove", "dev"],
    () =>
      `cannot write to ${tmpdir()}: the disk is full (ENOSPC); make room there, or name another folder for temporary files with TMPDIR`,
  ],
  [
    "schema",
    () => ["schema", "--environments", scratch],
    () =>
      `cannot write to ${join(scratch, "schema")}: the disk is full (ENOSPC); make room there, or name other environments with --environments`,
  ],
];

test.each(commands)("%s names the folder and what to do, exits with 1, and blames nobody", async (_, args, message) => {
  fillDisk();
  const { exitCode, stdout, stderr } = await enclave(args());
  expect({ exitCode, stderr: withoutProgress(stderr) }).toEqual({ exitCode: 1, stderr: `error: ${message()}\n` });
  expect(stdout).not.toContain("stacks in");
});

test.each(commands)("%s --json says the same as JSON", async (_, args, message) => {
  fillDisk();
  const { exitCode, stdout } = await enclave([...args(), "--json"]);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toEqual({ ok: false, error: message() });
});

test.each(["--sarif", "--junit", "--markdown"])("prove %s puts it into the document", async (format) => {
  fillDisk();
  const { exitCode, stdout } = await enclave(["prove", "dev", format]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("the disk is full (ENOSPC)");
});

test.each([
  ["EDQUOT", "your quota of the disk is used up"],
  ["EFBIG", "the file is larger than the limit for files (ulimit -f)"],
  ["EIO", "the disk reports an error"],
])("%s is told as what it is", async (code, words) => {
  fillDisk(code);
  const { exitCode, stderr } = await enclave(["synth", "dev", "--output", out()]);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`${words} (${code})`)]);
});

test("a folder that nobody may write to is wrong usage, and is named", async () => {
  jest.spyOn(fs, "mkdirSync").mockImplementation(() => {
    throw Object.assign(new Error("EACCES"), { code: "EACCES", syscall: "mkdir", path: join(out(), "stacks") });
  });
  expect(await enclave(["synth", "dev", "--output", out()])).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error: cannot write to ${join(out(), "stacks")}: permission is denied (EACCES); name another folder with --output\n`,
  });
});

test.each<[string, (out: string) => void, string, string]>([
  ["a link to itself", (path) => fs.symlinkSync("out", path), "", "too many links (ELOOP)"],
  [
    "a file in place of the stacks' folder",
    (path) => [fs.mkdirSync(path), fs.closeSync(fs.openSync(join(path, "stacks"), "w"))],
    "/stacks/dev-networking",
    "a part of the path is a file (ENOTDIR)",
  ],
  [
    "a folder in place of a file",
    (path) => fs.mkdirSync(join(path, "manifest.json"), { recursive: true }),
    "/manifest.json",
    "a folder is where a file should be (EISDIR)",
  ],
])("%s in the output is named", async (_, prepare, place, why) => {
  prepare(out());
  expect(await enclave(["synth", "dev", "--output", out()])).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error: cannot write to ${out()}${place}: ${why}; name another folder with --output\n`,
  });
});

test("a file in place of the schemas' folder is named", async () => {
  fs.closeSync(fs.openSync(join(scratch, "schema"), "w"));
  expect(await enclave(["schema", "--environments", scratch])).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error: cannot write to ${join(scratch, "schema")}: something else is there (EEXIST); name other environments with --environments\n`,
  });
});

test("a folder in place of the lock file of providers is named", async () => {
  const environments = join(scratch, "environments");
  fs.cpSync(join(__dirname, "../../environments/dev"), join(environments, "dev"), { recursive: true });
  const lock =
    'provider "registry.terraform.io/hashicorp/aws" {\n  version = "6.25.0"\n  hashes = [\n    "h1:abc=",\n  ]\n}\n';
  fs.appendFileSync(join(environments, ".terraform.lock.hcl"), lock);
  const place = join(out(), "stacks/dev-networking/.terraform.lock.hcl");
  fs.mkdirSync(place, { recursive: true });
  const { exitCode, stderr } = await enclave(["synth", "dev", "--output", out(), "--environments", environments]);
  expect([exitCode, withoutProgress(stderr)]).toEqual([
    2,
    `error: cannot write to ${place}: a folder is where a file should be (ERR_FS_EISDIR); name another folder with --output\n`,
  ]);
});

test("an error of a file that is elsewhere stays a mistake of ours", async () => {
  jest.spyOn(fs, "writeFileSync").mockImplementation(() => {
    throw Object.assign(new Error("EACCES: /etc/x"), { code: "EACCES", path: "/etc/x" });
  });
  expect((await enclave(["synth", "dev", "--output", out()])).exitCode).toBe(70);
});

test.each([
  [
    "that no command expects",
    failure("ENOSPC"),
    "cannot write to a file: the disk is full (ENOSPC); make room, then run the command again",
  ],
  [
    "that names its file",
    Object.assign(failure("ENOSPC"), { path: "/var/x" }),
    "cannot write to /var/x: the disk is full (ENOSPC); make room, then run the command again",
  ],
])("a full disk %s is no mistake of ours either", async (_, error, message) => {
  let stderr = "";
  const streams = { stdout: { write: () => true }, stderr: { write: (text: string) => (stderr += text) }, env: {} };
  expect(exitCodeOf(error, streams, false)).toBe(1);
  expect(stderr).toBe(`error: ${message}\n`);
});

test("the rehearsal names its own folder", async () => {
  let stderr = "";
  const streams = { stdout: { write: () => true }, stderr: { write: (text: string) => (stderr += text) }, env: {} };
  const exitCode = await runCommand(new Command("rehearse"), [], streams, async () => {
    throw failure("ENOSPC");
  });
  expect([exitCode, stderr]).toEqual([
    1,
    "error: cannot write to .rehearsal: the disk is full (ENOSPC); make room there, or delete .rehearsal, which the next run makes again\n",
  ]);
});

test("a program whose log cannot be written has failed, and its output says why", async () => {
  const ended = await runProgram({
    program: "echo",
    arguments: ["hello"],
    folder: scratch,
    environment: { PATH: process.env["PATH"] ?? "" },
    log: "/dev/full",
  });
  expect(ended.exitCode).toBeUndefined();
  expect(ended.output).toMatch(/cannot write to \/dev\/full: the disk is full \(ENOSPC\); make room there$/);
});
