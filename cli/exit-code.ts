/** Whatever a command threw, as a line for people and an exit code. */
import { CommanderError } from "commander";
import { exitCodes, UsageError } from "./context";
import { StoppedError } from "./stopped";
import type { Surroundings } from "./terminal";
import { explainFullDisk } from "./writing";

/** Commander has said what it has to say; everything else gets its line here, and what stopped the command its JSON where `json` asks for it. */
export function exitCodeOf(thrown: unknown, { stdout, stderr, env }: Surroundings, json: boolean): number {
  const error = explainFullDisk(thrown);
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof StoppedError) {
    if (json) stdout.write(`${JSON.stringify({ ok: false, error: error.message, ...error.details }, null, 2)}\n`);
    stderr.write(`error: ${error.message}\n`);
    return exitCodes.problems;
  }
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
