/** Shows that long work goes on: a moving list on a terminal, a line every few seconds elsewhere. */
import { type MovingTask, showTask } from "./moving-task";
import type { Terminal } from "./terminal";

const quietSeconds = 2;

/** Runs the work; it says what it is at by calling `update`. Only standard error is written. */
export async function withProgress<T>(
  terminal: Terminal,
  title: string,
  work: (update: (text: string) => void) => T | Promise<T>,
): Promise<T> {
  if (!terminal.isInteractive) return work(sparingly(terminal, title));
  const results: T[] = [];
  const moving = async (shown: MovingTask) => {
    results.push(
      await work((text) => {
        shown.output = text;
      }),
    );
  };
  await showTask(terminal, title, moving, { clears: true });
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
