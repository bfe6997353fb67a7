/** Values that a request's keys would need for the policy variables of statements to fit it. */
import type { Pattern, Request } from "../policy";
import type { Versioned } from "./callers";
import { patternsOf } from "./condition-language";

/** The text in place of a pattern's only variable; undefined where the pattern is not of that simple shape. */
function textFor(pattern: Pattern, text: string): readonly [key: string, value: string] | undefined {
  const at = pattern.findIndex(({ kind }) => kind === "variable");
  const variable = pattern[at];
  if (variable?.kind !== "variable") return undefined;
  const textOf = (part: Pattern): string => part.map((token) => (token.kind === "text" ? token.text : "")).join("");
  const [before, after] = [textOf(pattern.slice(0, at)), textOf(pattern.slice(at + 1))];
  if (!text.startsWith(before) || !text.endsWith(after) || text.length < before.length + after.length) return undefined;
  return [variable.key, text.slice(before.length, text.length - after.length)];
}

const single = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === "string" ? value : value?.[0];

/**
 * Each way of choosing one value for each variable.
 * @param isFixed whether a key follows from who calls what, so that the request cannot choose it
 */
export function variableValues(
  statements: readonly Versioned[],
  { resource, context = {} }: Request,
  isFixed: (key: string) => boolean,
): readonly Readonly<Record<string, string>>[] {
  const fits = statements.flatMap(({ statement, variables }) => [
    ...(statement.resources?.entries ?? []).flatMap((pattern) => [textFor(pattern, resource)]),
    ...statement.conditions.flatMap((condition) => {
      const value = single(context[condition.key]);
      if (!variables || value === undefined || /^(Null|Bool|Numeric|Date|Binary|.*Ip)/.test(condition.operator))
        return [];
      return patternsOf(condition, variables).map((pattern) => textFor(pattern, value));
    }),
  ]);
  const byKey = new Map<string, Set<string>>();
  for (const each of fits) {
    if (!each || isFixed(each[0])) continue;
    const values = byKey.get(each[0]) ?? new Set();
    values.add(each[1]);
    byKey.set(each[0], values);
  }
  return [...byKey].reduce<Record<string, string>[]>(
    (choices, [key, values]) => choices.flatMap((choice) => [...values].map((value) => ({ ...choice, [key]: value }))),
    [{}],
  );
}
