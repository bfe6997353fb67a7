/** Shows that long work goes on: a moving list on a terminal, a line every few seconds elsewhere. */
import type { Terminal } from "./terminal";

const quietSeconds = 2;

/** Runs the work; it says what it is at by calling `update`. Only standard error is written. */
export async function withProgress<T>(
  terminal: Terminal,
  title: string,
  work: (update: (text: string) => void) => T | Promise<T>,
): Promise<T> {
  if (!terminal.isInteractive) return work(sparingly(terminal, title));
  const { Listr, ListrLogger, ProcessOutput } = await import("listr2");
  // Results belong to standard output: the list moves on standard error alone.
  const stderr = terminal.stderr as NodeJS.WriteStream;
  const logger = new ListrLogger({ useIcons: true, processOutput: new ProcessOutput(stderr, stderr) });
  const results: T[] = [];
  const tasks = new Listr(
    [
      {
        title,
        task: async (_, task) => {
          results.push(
            await work((text) => {
              task.output = text;
            }),
          );
        },
      },
    ],
    { rendererOptions: { logger, clearOutput: true } },
  );
  await tasks.run();
  return results[0] as T;
}

function sparingly(terminal: Terminal, title: string): (text: string) => void {
  let last = Date.now();
  return (text) => {
    if (Date.now() - last < quietSeconds * 1000) return;
    last = Date.now();
    terminal.note(`${title}: ${text}`);
  };
}
