/** What statements come to where a policy variable leaves something open: its value is the request's choice, but one and the same wherever it stands. */
import { parseOperatorName } from "../policy";
import { compileCondition } from "../policy/condition";
import { hasVariable, patternsOf } from "./condition-language";
import type { Tested } from "./values";

/** A comparison with a policy variable, and how it must come out. Those of one request that read alike come out alike. */
export interface Literal {
  readonly comparison: string;
  readonly holds: boolean;
}

/** True if all of these hold, so certainly if there is none; undefined where it is certainly false. */
export type Truth = readonly Literal[] | undefined;

export const yes: Truth = [];
export const isOpen = (truth: Truth): boolean => truth !== undefined && truth.length > 0;

export const both = (one: Truth, other: Truth): Truth =>
  one?.length === 0 ? other : other?.length === 0 ? one : one && other && [...one, ...other];

/**
 * A match with the values that have no variable is certain; so is a mismatch with any text in a variable's place. Values of a
 * class fit the same ones (see `valuesOf`), so what is certain of one is certain of all.
 */
export function truthOf({ condition, variables }: Tested, context: ReadonlyMap<string, readonly string[]>): Truth {
  const { operator, key, values } = condition;
  const patterns = patternsOf(condition, variables);
  if (!context.has(key) || !patterns.some(hasVariable)) return condition.holds(context) ? yes : undefined;
  const fixed = values.filter((_, index) => !hasVariable(patterns[index] ?? []));
  const narrow = compileCondition({ ...condition, values: fixed, variables: true });
  const wide = compileCondition({
    ...condition,
    operator: operator.replace(/^((?:\w+:)?String(?:Not)?)Equals/, "$1Like"),
    values: values.map((value) => value.replace(/\$\{[^}]*\}/g, "*")),
    variables: true,
  });
  const parts = parseOperatorName(operator);
  const isNegated = parts?.operator?.negated === true;
  const [least, most] = isNegated ? [wide, narrow] : [narrow, wide];
  if (least.holds(context)) return yes;
  if (!most.holds(context)) return undefined;
  // The key is there, so of one value NotEquals says the opposite of Equals; of sets of values it does not.
  const comparison = parts?.set ? operator : operator.replace(/Not|IfExists/g, "");
  return [{ comparison: JSON.stringify([comparison, key, values]), holds: parts?.set !== undefined || !isNegated }];
}

/** Beyond these it is taken that all may come out at will. */
const mostComparisons = 10;

/** All ways in which the comparisons can come out, each with what the truths then are: certainly true or false. */
export function resolutions(truths: readonly Truth[]): readonly (readonly Truth[])[] {
  const comparisons = [...new Set(truths.flatMap((truth) => (truth ?? []).map(({ comparison }) => comparison)))];
  if (comparisons.length > mostComparisons) return [truths];
  return Array.from({ length: 1 << comparisons.length }, (_, outcome) => {
    const comesOut = new Map(comparisons.map((comparison, index) => [comparison, ((outcome >> index) & 1) === 1]));
    return truths.map((truth) =>
      truth?.every(({ comparison, holds }) => comesOut.get(comparison) === holds) ? yes : undefined,
    );
  });
}
