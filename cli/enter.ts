/** From a process to a command and back: arguments in, exit code out. */
import { exitCodes } from "./context";
import type { Surroundings } from "./terminal";
import { explainFullDisk } from "./writing";

export function enter(run: (argv: readonly string[], surroundings: Surroundings) => Promise<number>): void {
  let lost = false;
  const lose = (stream: NodeJS.WriteStream, error: NodeJS.ErrnoException): void => {
    // `| head` closes the pipe early: what is left is not wanted, but the exit code still says what was found.
    if (error.code === "EPIPE" || lost) return;
    lost = true;
    process.exitCode ||= exitCodes.problems;
    if (stream === process.stderr) return;
    const { message } = explainFullDisk(error, "standard output") as Error;
    process.stderr.write(`error: ${message}\n`);
  };
  for (const stream of [process.stdout, process.stderr]) stream.on("error", (error) => lose(stream, error));
  // Set rather than exited with, so that a slow pipe gets every line.
  run(process.argv.slice(2), process).then((exitCode) => {
    process.exitCode = lost ? exitCode || exitCodes.problems : exitCode;
  });
}
