/** Shows a rehearsal while it runs: a list that moves on a terminal, a line for each finished step elsewhere. */
import type { Terminal } from "../cli/terminal";
import { type Phase, type Progress, phases } from "./report";

/** Runs the work and shows its steps on standard error, with the time that each took. */
export async function follow<T>(
  terminal: Terminal,
  title: string,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  if (!terminal.isInteractive) {
    return work(({ phase, what, seconds }) => {
      if (seconds === undefined) return;
      terminal.note(`${title}: ${phase}${what ? ` ${what}` : ""} ${seconds.toFixed(1)} s`);
    });
  }
  const { Listr, ListrLogger, ProcessOutput } = await import("listr2");
  const stderr = terminal.stderr as NodeJS.WriteStream;
  const logger = new ListrLogger({ useIcons: true, processOutput: new ProcessOutput(stderr, stderr) });
  const steps = new Steps();
  const result = work(steps.note);
  // A phase is over when the next begins, and the last with the work.
  const finished = result.then(
    () => steps.finish(),
    () => steps.finish(),
  );
  const list = new Listr(
    phases.map((phase) => ({
      title: `${title}: ${phase}`,
      task: async (_: unknown, task: { output: string; skip(text: string): void }) => {
        const show = () => {
          task.output = steps.describe(phase);
        };
        const timer = setInterval(show, 200);
        await Promise.race([steps.isOver(phase), finished]);
        clearInterval(timer);
        show();
        if (!steps.hasBegun(phase)) task.skip(`${title}: ${phase}`);
      },
      rendererOptions: { persistentOutput: true },
    })),
    { rendererOptions: { logger, collapseSkips: true } },
  );
  await Promise.all([list.run(), result.catch(() => undefined)]);
  return result;
}

/** What has been told about each phase so far. */
class Steps {
  private readonly seen = new Map<Phase, Map<string, { readonly since: number; readonly seconds?: number }>>();
  private readonly waiting = new Map<Phase, () => void>();
  private ended = false;

  readonly note: Progress = ({ phase, what = "", seconds }) => {
    const stacks = this.seen.get(phase) ?? new Map<string, { since: number; seconds?: number }>();
    stacks.set(what, { since: stacks.get(what)?.since ?? Date.now(), seconds });
    this.seen.set(phase, stacks);
    for (const [earlier, over] of this.waiting) if (phases.indexOf(earlier) < phases.indexOf(phase)) over();
  };

  finish(): void {
    this.ended = true;
  }

  hasBegun(phase: Phase): boolean {
    return this.seen.has(phase);
  }

  isOver(phase: Phase): Promise<void> {
    if (this.ended || [...this.seen.keys()].some((seen) => phases.indexOf(seen) > phases.indexOf(phase))) {
      return Promise.resolve();
    }
    return new Promise((resolve) => this.waiting.set(phase, resolve));
  }

  /** One line a stack: its name and the seconds that it took, or takes so far. */
  describe(phase: Phase): string {
    const lines = [...(this.seen.get(phase) ?? [])].map(([stack, { since, seconds }]) =>
      seconds === undefined
        ? `${stack} … ${((Date.now() - since) / 1000).toFixed(0)} s`
        : `${stack} ${seconds.toFixed(1)} s`,
    );
    return lines.join("\n");
  }
}
