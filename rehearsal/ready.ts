/** Waits until a program that goes on says that it is ready. */
import type { ChildProcess } from "node:child_process";
import { end } from "./children";

/** A program that does not come up; the message ends with its last words. */
export class DidNotStart extends Error {}

/** Milliseconds that it has for that: ends what hangs, and is never reached by a machine that is only busy. */
const patience = 10 * 60_000;

/**
 * What it said, as the pattern matched it on standard output or standard error.
 * Rejects with DidNotStart, and ends the program, where it ends itself, says nothing in time or cannot be started.
 */
export function ready(child: ChildProcess, name: string, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why: string) => {
      clearTimeout(late);
      void end(child);
      reject(new DidNotStart(`${name} did not start: ${why}${said && `\n${said.slice(-4000)}`}`));
    };
    const late = setTimeout(() => fail(`no answer within ${patience / 60_000} minutes`), patience);
    const listen = (text: Buffer) => {
      said += text;
      const match = pattern.exec(said);
      if (!match) return;
      clearTimeout(late);
      resolve(match);
      for (const stream of [child.stdout, child.stderr]) {
        stream?.off("data", listen);
        // Nobody may be kept waiting for a full pipe to be read.
        stream?.resume();
      }
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.on("error", (error) => fail(error.message));
    child.on("close", (code) => fail(`it ended with ${code}`));
  });
}
