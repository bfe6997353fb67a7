/** One task that moves on a terminal while it runs: on standard error alone, wherever standard output goes. */
import type { Terminal } from "./terminal";

export interface MovingTask {
  title: string;
  output: string;
}

export interface MovingTaskOptions {
  /** Whether nothing stays of it once it has ended well. */
  readonly clears?: boolean;
  /** Whether Ctrl-C ends this process; false where somebody else listens for it. */
  readonly endsAtInterrupt?: boolean;
}

/** Shows the work; rejects as it does. */
export async function showTask(
  { stderr }: Pick<Terminal, "stderr">,
  title: string,
  work: (shown: MovingTask) => Promise<void>,
  { clears = false, endsAtInterrupt = true }: MovingTaskOptions = {},
): Promise<void> {
  const { DefaultRenderer, Listr, ListrLogger, ProcessOutput } = await import("listr2");
  // Where standard output is no terminal listr2 would write lines there, in the middle of the result.
  class OnStandardError extends DefaultRenderer {
    static override nonTTY = true;
  }
  const stream = stderr as NodeJS.WriteStream;
  const logger = new ListrLogger({ useIcons: true, processOutput: new ProcessOutput(stream, stream) });
  const task = {
    title,
    task: async (_: unknown, shown: MovingTask) => work(shown),
    rendererOptions: { persistentOutput: !clears },
  };
  // Whoever listens for Ctrl-C may end the process in the middle of the work, while listr2 holds back what is written.
  const write = stderr.write.bind(stderr);
  const giveCursorBack = () => write("\u001b[?25h");
  process.once("exit", giveCursorBack);
  try {
    await new Listr([task], {
      renderer: OnStandardError,
      rendererOptions: { logger, clearOutput: clears, showErrorMessage: clears },
      registerSignalListeners: endsAtInterrupt,
    }).run();
  } finally {
    process.off("exit", giveCursorBack);
  }
}
