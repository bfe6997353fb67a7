/** What a rehearsal tells: its phases, how long each took for each stack, what failed, and where it is not production. */

export const phases = [
  "faults",
  "apply",
  "ask what is there",
  "plan again",
  "day two",
  "somebody clicks",
  "refuse what is fixed",
  "refuse to destroy",
  "unprotect",
  "use Studio",
  "tear down",
  "destroy",
  "ask what is left",
  "compare calls",
] as const;
export type Phase = (typeof phases)[number];

export interface Step {
  /** Of the report, or what comes before its first one. */
  readonly phase: Phase | "prepare";
  readonly what?: string;
  /** Not before it has ended. */
  readonly seconds?: number;
  readonly failed?: boolean;
}

/** Told when a step begins and when it has ended. */
export type Progress = (step: Step) => void;

export interface Failure {
  readonly phase: Phase;
  /** The stack, with the fault or the change of day two before it. */
  readonly what?: string;
  /** The provider's own words, or what was found instead of what was expected. */
  readonly error: string;
  /** File with everything that was said. */
  readonly log?: string;
}

export interface Report {
  readonly environment: string;
  readonly stacks: number;
  readonly times: readonly { readonly phase: Phase; readonly what?: string; readonly seconds: number }[];
  readonly failures: readonly Failure[];
  readonly remarks: readonly string[];
}

/** Steps that went well, and those that did not, however many failures each of them had. */
export function countSteps(reports: readonly Report[]): { readonly passed: number; readonly failed: number } {
  const counts = reports.map(({ times, failures }) => {
    const failed = new Set(failures.map(nameOf));
    // What is found by comparison fails without a time of its own.
    const timed = [...failed].filter((name) => times.some((step) => nameOf(step) === name));
    return { passed: times.length - timed.length, failed: failed.size };
  });
  const sum = (of: "passed" | "failed") => counts.reduce((total, count) => total + count[of], 0);
  return { passed: sum("passed"), failed: sum("failed") };
}

const nameOf = ({ phase, what }: Pick<Failure, "phase" | "what">) => `${phase} ${what ?? ""}`;
