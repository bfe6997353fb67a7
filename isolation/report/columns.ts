/** Environments side by side, for tables of verdicts: those whose outcomes are all alike may share a column. */
import type { Outcome } from "../outcome";
import type { Verdict } from "../prove";

export interface Column {
  /** Undefined where it is one environment's. A letter stands for those that share it. */
  readonly letter?: string;
  readonly environments: readonly string[];
  /** By guarantee. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** One for each environment, in the order of the verdicts. */
export function columnsOf(verdicts: readonly Verdict[]): readonly Column[] {
  const found = new Map<string, Map<string, Outcome>>();
  for (const { environment, guarantee, outcome } of verdicts) {
    const own = found.get(environment) ?? new Map<string, Outcome>();
    found.set(environment, own.set(guarantee, outcome));
  }
  return [...found].map(([environment, own]) => ({ environments: [environment], outcomes: own }));
}

/** In the order of each first environment. */
export function sharedColumns(columns: readonly Column[]): readonly Column[] {
  const found = new Map<string, Column[]>();
  for (const column of columns) {
    const key = JSON.stringify([...column.outcomes]);
    found.set(key, [...(found.get(key) ?? []), column]);
  }
  let letters = 0;
  return [...found.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined || alike.length === 1) return alike;
    const environments = alike.flatMap((each) => each.environments);
    const letter = `${String.fromCharCode(65 + (letters++ % 26))} (${environments.length})`;
    return [{ ...first, letter, environments }];
  });
}

/** What the letters stand for. */
export const legendOf = (
  columns: readonly Column[],
): readonly (readonly [letter: string, environments: readonly string[]])[] =>
  columns.flatMap(({ letter, environments }) => (letter === undefined ? [] : [[letter, environments] as const]));
