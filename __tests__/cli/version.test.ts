/** Every command says which version it is of, as bug reports need it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runBreak } from "../../rehearsal/breaks/command";
import { runRehearse } from "../../rehearsal/rehearse-command";
import { enclave } from "./enclave";

const { version } = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8"));

test.each([["--version"], ["-V"]])("enclave %s prints the version and nothing else", async (option) => {
  expect(await enclave([option])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
});

test.each([
  ["rehearse", runRehearse],
  ["break", runBreak],
])("%s --version prints the same", async (_, run) => {
  let stdout = "";
  const stream = { write: (text: string) => (stdout += text) };
  expect(await run(["--version"], { stdout: stream, stderr: stream, env: {} })).toBe(0);
  expect(stdout).toBe(`${version}\n`);
});
