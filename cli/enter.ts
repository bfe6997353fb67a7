/** From a process to a command and back: arguments in, exit code out. */
import type { Surroundings } from "./terminal";

export function enter(run: (argv: readonly string[], surroundings: Surroundings) => Promise<number>): void {
  // `| head` closes the pipe early: what is left is not wanted, but the exit code still says what was found.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  // Set rather than exited with, so that a slow pipe gets every line.
  run(process.argv.slice(2), process).then((exitCode) => {
    process.exitCode = exitCode;
  });
}
