/** A real process with a real limit: no stack trace, a line that says where, and the exit code still tells. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const checkout = join(__dirname, "../..");
let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "enclave-limit-"));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

function shell(command: string): { exitCode: number | null; stdout: string; stderr: string } {
  const tsx = join(checkout, "node_modules/.bin/tsx");
  const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-c", command.replaceAll("tsx ", `"${tsx}" `)], {
    cwd: checkout,
    encoding: "utf8",
    env: { ...process.env, SCRATCH: scratch },
    stdio: ["ignore", "pipe", "pipe"],
  });
  expect(stderr).not.toMatch(/^ {4}at /m);
  return { exitCode: status, stdout, stderr };
}

/** Files of at most 8 KiB; a stack's is longer. */
const limited = (command: string) => shell(`ulimit -f 8; ${command}`);
const words = "the file is larger than the limit for files (ulimit -f) (EFBIG)";

test("synth under a limit of file sizes names the output folder", () => {
  const { exitCode, stderr } = limited('tsx cli/main.ts synth dev --output "$SCRATCH/out"');
  // On a busy machine a line of progress comes first.
  expect([exitCode, stderr.split("\n").slice(-2)]).toEqual([
    1,
    [
      `error: cannot write to ${scratch}/out: ${words}; make room there, or name another folder with --output. The stacks there are not complete: synthesize again`,
      "",
    ],
  ]);
});

test("prove under a limit of file sizes names the folder of temporary files", () => {
  const { exitCode, stderr } = limited('TMPDIR="$SCRATCH" tsx cli/main.ts prove dev');
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`error: cannot write to ${scratch}: ${words}`)]);
});

test("what cdktf runs says the same", () => {
  const { exitCode, stderr } = limited('CDKTF_OUTDIR="$SCRATCH/out" tsx main.ts');
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`cannot write to ${scratch}/out: ${words}`)]);
});

test.each([
  ["for people", "check"],
  ["as JSON", "check --json"],
  ["and help", "--help"],
])("a standard output that is a full disk is told on standard error, %s", (_, args) => {
  const { exitCode, stderr } = shell(`tsx cli/main.ts ${args} > /dev/full`);
  expect([exitCode, stderr]).toEqual([
    1,
    "error: cannot write to standard output: the disk is full (ENOSPC); make room, then run the command again\n",
  ]);
});

test("where standard error is full too, the exit code tells", () => {
  expect(shell("tsx cli/main.ts check > /dev/full 2>&1").exitCode).toBe(1);
});

test("a full disk hides no wrong usage and no problem", () => {
  expect(shell("tsx cli/main.ts chek > /dev/full").exitCode).toBe(2);
  expect(shell("tsx cli/main.ts check --environments fixtures/bad/everything > /dev/full").exitCode).toBe(1);
});
