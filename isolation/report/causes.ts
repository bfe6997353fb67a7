/** What stops guarantees, told once: the same problem stands in the verdict of every guarantee that it stops. */
import { list, printable } from "../../config/problems";
import { groupBy } from "../facts/group-by";
import type { Verdict } from "../prove";
import { few } from "./groups";
import { type Place, placeIn } from "./place";

export interface Cause {
  /** C1, C2, …: in the order of the verdicts. */
  readonly id: string;
  /** What is not understood, and what to do about it: one line. */
  readonly problem: string;
  readonly place: Place | undefined;
  /** The guarantees that it stops. */
  readonly stops: readonly Stopped[];
}

interface Stopped {
  readonly environment: string;
  /** By their ids. */
  readonly guarantees: readonly string[];
  /** Whether these are all guarantees of the environment. */
  readonly all: boolean;
}

export function causesOf(verdicts: readonly Verdict[]): Cause[] {
  const found = new Map<string, Map<string, string[]>>();
  const all = new Map<string, number>();
  for (const { environment, guarantee, undecided } of verdicts) {
    all.set(environment, (all.get(environment) ?? 0) + 1);
    for (const problem of undecided) {
      const stopped = found.get(problem) ?? new Map<string, string[]>();
      stopped.set(environment, [...(stopped.get(environment) ?? []), guarantee]);
      found.set(problem, stopped);
    }
  }
  return [...found].map(([problem, stopped], index) => ({
    id: `C${index + 1}`,
    problem: printable(problem),
    place: placeIn(problem),
    stops: [...stopped].map(([environment, guarantees]) => ({
      environment,
      guarantees,
      all: guarantees.length === all.get(environment),
    })),
  }));
}

export interface FoldedCause extends Pick<Cause, "problem" | "stops"> {
  /** Stacks of which the same is true. */
  readonly others: readonly string[];
}

/** Causes for people: those that differ only in the name of their stack are told once, of the first of these stacks. */
export function foldCauses(verdicts: readonly Verdict[]): FoldedCause[] {
  const guaranteesOf = groupBy(verdicts, ({ environment }) => environment);
  const alike = groupBy(causesOf(verdicts), ({ problem, place }) =>
    place === undefined ? problem : problem.replaceAll(place.stack, "<stack>"),
  );
  return [...alike.values()].flatMap(([first, ...rest]) =>
    first === undefined
      ? []
      : [
          {
            problem: first.problem,
            stops: mergeStops(
              [first, ...rest].flatMap(({ stops }) => stops),
              (environment) => guaranteesOf.get(environment)?.length,
            ),
            others: rest.flatMap(({ place }) => (place ? [place.stack] : [])),
          },
        ],
  );
}

const mergeStops = (stops: readonly Stopped[], countOf: (environment: string) => number | undefined): Stopped[] =>
  [...groupBy(stops, ({ environment }) => environment)].map(([environment, each]) => {
    const guarantees = [...new Set(each.flatMap((one) => one.guarantees))];
    return { environment, guarantees, all: guarantees.length === countOf(environment) };
  });

/** `the same in 14 more stacks: dev-studio-a, …`; nothing where there is none. */
export const describeOthers = ({ others }: FoldedCause): readonly string[] =>
  others.length === 0
    ? []
    : [
        printable(
          `the same in ${others.length === 1 ? "one more stack" : `${others.length} more stacks`}: ${few(others)}`,
        ),
      ];

/** `dev: all 13 guarantees; prod: G1 and G8`. */
export const describeStops = ({ stops }: Pick<Cause, "stops">): string =>
  stops
    .map(({ environment, guarantees, all }) =>
      printable(
        all && guarantees.length > 1
          ? `${environment}: all ${guarantees.length} guarantees`
          : `${environment}: ${list(guarantees, "and")}`,
      ),
    )
    .join("; ");

/** The causes of a verdict, by their ids. */
export const causesBehind = (causes: readonly Cause[], { environment, guarantee }: Verdict): readonly Cause[] =>
  causes.filter(({ stops }) =>
    stops.some((each) => each.environment === environment && each.guarantees.includes(guarantee)),
  );
