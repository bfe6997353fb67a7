/** Runs the command line in this process: its exit code, and what it writes to which stream. */
import { run } from "../../cli/run";

export async function enclave(args: readonly string[], { isTTY = false, env = {} as Record<string, string> } = {}) {
  let [stdout, stderr] = ["", ""];
  const exitCode = await run(args, {
    stdout: { isTTY, write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    env,
  });
  return { exitCode, stdout, stderr };
}
