/** Shows a rehearsal while it runs: a list that moves on a terminal; elsewhere a line for each finished step, and for what goes on for long. */
import { heartbeat } from "../cli/heartbeat";
import { type MovingTask, showTask } from "../cli/moving-task";
import type { Terminal } from "../cli/terminal";
import { atInterrupt } from "./children";
import { PhaseRun } from "./phase-run";
import type { Progress } from "./report";

/** Milliseconds between two looks at the time. */
const pause = 200;

/** Runs the work and shows its steps on standard error, with the time that each took. */
export async function follow<T>(
  terminal: Terminal,
  title: string,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  if (!terminal.isInteractive) return inLines(terminal, title, work);
  // One task a phase: what is over stays as it is and scrolls away, and only the running phase moves.
  const show = (run: PhaseRun) => {
    const moving = async (shown: MovingTask) => {
      const draw = () => {
        shown.title = `${title}: ${run.phase} ${run.time()}`;
        shown.output = run.describe();
      };
      const timer = setInterval(draw, pause);
      await run.over;
      clearInterval(timer);
      draw();
      if (run.failed) throw new Error(`${run.phase} failed`);
    };
    // What failed is told by the report.
    return showTask(terminal, `${title}: ${run.phase}`, moving, { endsAtInterrupt: false }).catch(() => undefined);
  };
  let current: PhaseRun | undefined;
  let shown: Promise<unknown> = Promise.resolve();
  let note: Progress = (step) => {
    if (current?.phase !== step.phase) {
      current?.end();
      const begun = new PhaseRun(step.phase);
      current = begun;
      shown = shown.then(() => show(begun));
    }
    current.note(step);
  };
  // The terminal gets its cursor back at once: Terraform may take seconds to end.
  const stop = async () => {
    note = () => undefined;
    current?.end({ interrupted: true });
    await shown;
    terminal.note("interrupted: ending what runs");
  };
  const forget = atInterrupt(stop, { first: true });
  try {
    return await work((step) => note(step));
  } finally {
    forget();
    current?.end();
    await shown;
  }
}

/** For a log: nothing moves in it, and a long silence looks like a standstill. */
async function inLines<T>(terminal: Terminal, title: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  let run: PhaseRun | undefined;
  const beat = heartbeat(() => {
    if (!run) return;
    const running = run.running();
    terminal.note(`${title}: ${run.phase} … ${run.time()}${running.length > 0 ? ` (${running.join(", ")})` : ""}`);
  });
  try {
    return await work((step) => {
      const { phase, what, seconds, failed } = step;
      if (run?.phase !== phase) run = new PhaseRun(phase);
      run.note(step);
      if (seconds === undefined) return;
      terminal.note(`${title}: ${phase}${what ? ` ${what}` : ""} ${seconds.toFixed(1)} s${failed ? ", failed" : ""}`);
      beat.said();
    });
  } finally {
    beat.stop();
  }
}
