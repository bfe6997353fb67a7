/** What the guarantees leave open on purpose, in few lines: a line for each kind, with those whom it concerns. */
import type { Exception } from "../guarantees";
import type { Verdict } from "../prove";
import { countOf, type Entry, type Group, groupsOf, linesOf } from "./groups";

/** An exception of a guarantee in an environment. */
export interface LeftOpen extends Exception {
  readonly environment: string;
  readonly guarantee: string;
}

/** All of them, each by itself. */
export const exceptionsOf = (verdicts: readonly Verdict[]): readonly LeftOpen[] =>
  verdicts.flatMap(({ environment, guarantee, exceptions }) =>
    exceptions.map((exception) => ({ environment, guarantee, ...exception })),
  );

const entryOf = ({ environment, guarantee, kind, of = "", team }: LeftOpen): Entry => ({
  head: `${guarantee} ${kind}`,
  text: of,
  environment,
  ...(team !== undefined && { team }),
});

/** By guarantee and kind; said once for all environments and teams that it is true of. */
export const groupExceptions = (exceptions: readonly LeftOpen[]): readonly Group[] =>
  groupsOf(
    [...exceptions]
      .sort((one, other) => Number(one.guarantee.slice(1)) - Number(other.guarantee.slice(1)))
      .map(entryOf),
  );

/** Of a kind so many are named; --json has all. */
const mostNamed = 3;

export interface Exceptions {
  /** `Declared exceptions: 64, of 31 kinds`. */
  readonly title: string;
  readonly lines: readonly string[];
}

/** Nothing where there is none. */
export function describeExceptions(verdicts: readonly Verdict[]): Exceptions | undefined {
  const groups = groupExceptions(exceptionsOf(verdicts));
  if (groups.length === 0) return undefined;
  return {
    title: `Declared exceptions: ${countOf(groups)}, of ${groups.length} kinds`,
    lines: groups.flatMap((group) => linesOf(group, mostNamed)),
  };
}
