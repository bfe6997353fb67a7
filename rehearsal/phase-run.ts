/** One phase of a rehearsal while it runs, in words: a line for each stack, however many steps it goes through. */
import type { Step } from "./report";

interface StackRun {
  ended: number;
  /** Of work, in steps that have ended. */
  seconds: number;
  failed: boolean;
  /** What is under way, and since when. */
  running?: { readonly title: string; readonly since: number };
}

export class PhaseRun {
  /** Resolves at the phase's end. */
  readonly over: Promise<void>;
  private readonly stacks = new Map<string, StackRun>();
  private readonly begun: number;
  private ended?: number;
  private interrupted = false;
  private resolve: () => void = () => undefined;

  constructor(
    readonly phase: Step["phase"],
    private readonly now: () => number = Date.now,
  ) {
    this.begun = now();
    this.over = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  get failed(): boolean {
    return this.interrupted || [...this.stacks.values()].some(({ failed }) => failed);
  }

  note({ what = "", seconds, failed }: Step): void {
    // A change of day two or a fault stands before the stack.
    const [, title = "", name = ""] = /^(?:(.*): )?(.*)$/.exec(what) ?? [];
    const stack = this.stacks.get(name) ?? { ended: 0, seconds: 0, failed: false };
    this.stacks.set(name, stack);
    if (seconds === undefined) {
      stack.running = { title, since: this.now() };
      return;
    }
    stack.ended += 1;
    stack.seconds += seconds;
    stack.failed ||= failed === true;
    stack.running = undefined;
  }

  end({ interrupted = false } = {}): void {
    this.interrupted = interrupted;
    this.ended = this.now();
    this.resolve();
  }

  /** What the phase took, or takes so far, by the clock on the wall. */
  time(): string {
    if (this.ended === undefined) return soFar(this.begun, this.now());
    return `${((this.ended - this.begun) / 1000).toFixed(1)} s${this.interrupted ? ", interrupted" : ""}`;
  }

  /** A line a stack: what it took; while it runs, what is done to it, and for how long. What is about no stack has no line. */
  describe(): string {
    const named = [...this.stacks].filter(([name]) => name !== "");
    return named.map(([name, stack]) => `${name} ${this.describeStack(stack)}`).join("\n");
  }

  /** What is under way, and for how long. */
  running(): string[] {
    return [...this.stacks].flatMap(([name, stack]) =>
      name !== "" && stack.running ? [`${name} ${this.describeStack(stack)}`] : [],
    );
  }

  private describeStack({ running, ended, seconds, failed }: StackRun): string {
    if (running) return `… ${soFar(running.since, this.now())}${running.title && ` ${running.title}`}`;
    return `${seconds.toFixed(1)} s${ended > 1 ? ` in ${ended} steps` : ""}${failed ? ", failed" : ""}`;
  }
}

const soFar = (from: number, to: number) => `${((to - from) / 1000).toFixed(0)} s`;
