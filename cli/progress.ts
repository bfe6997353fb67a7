/** Shows that long work goes on: a moving list on a terminal, a line every few seconds elsewhere. */
import { heartbeat } from "./heartbeat";
import { type MovingTask, type MovingTaskOptions, showTask } from "./moving-task";
import type { Terminal } from "./terminal";

const quietSeconds = 2;

/** Runs the work; it says what it is at by calling `update`. Only standard error is written. */
export async function withProgress<T>(
  terminal: Terminal,
  title: string,
  work: (update: (text: string) => void) => T | Promise<T>,
  options: Pick<MovingTaskOptions, "endsAtInterrupt"> = {},
): Promise<T> {
  if (!terminal.isInteractive) return inLines(terminal, title, work);
  const results: T[] = [];
  const moving = async (shown: MovingTask) => {
    results.push(
      await work((text) => {
        shown.output = text;
      }),
    );
  };
  await showTask(terminal, title, moving, { ...options, clears: true });
  return results[0] as T;
}

/** A line for what is new, at most every two seconds; and for what still goes on, after a silence. */
async function inLines<T>(
  terminal: Terminal,
  title: string,
  work: (update: (text: string) => void) => T | Promise<T>,
): Promise<T> {
  const begun = Date.now();
  let last = begun;
  let doing = "";
  const say = () => {
    last = Date.now();
    terminal.note(`${title}: ${doing && `${doing}, `}${((last - begun) / 1000).toFixed(0)} s`);
  };
  const beat = heartbeat(say);
  try {
    return await work((text) => {
      doing = text;
      if (Date.now() - last < quietSeconds * 1000) return;
      say();
      beat.said();
    });
  } finally {
    beat.stop();
  }
}
