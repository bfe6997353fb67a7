/** Whatever a command threw, as a line for people and an exit code. */
import { CommanderError } from "commander";
import { exitCodes, UsageError } from "./context";
import type { Surroundings } from "./terminal";

/** Commander has said what it has to say; everything else gets its line here. */
export function exitCodeOf(error: unknown, { stderr, env }: Pick<Surroundings, "stderr" | "env">): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof UsageError) {
    stderr.write(`error: ${error.message}\n`);
    return exitCodes.usage;
  }
  stderr.write(`${unexpected(error, (env.ENCLAVE_DEBUG ?? "") !== "")}\n`);
  return exitCodes.unexpected;
}

function unexpected(error: unknown, debug: boolean): string {
  if (debug) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [line = ""] = String(error instanceof Error ? error.message : error).split("\n");
  return `unexpected error: ${line}; run again with ENCLAVE_DEBUG=1 to see where, and report it`;
}
