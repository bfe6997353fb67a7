/** One condition of a statement: an operator, a key and values, decided against the keys of a request. */
import type { Comparison } from "./comparisons";
import { PolicyError } from "./error";
import { conditionKey } from "./keys";
import { parseOperatorName } from "./operators";
import type { Lookup } from "./pattern";

/** A request's condition keys, lower case; a key without an entry, or with an empty list, is absent. */
export type Context = ReadonlyMap<string, readonly string[]>;

export interface Condition {
  /** As written, with prefix and suffix. */
  readonly operator: string;
  /** Lower case. */
  readonly key: string;
  /** As written. */
  readonly values: readonly string[];
  /** Policy and JSON path. */
  readonly where: string;
  readonly holds: (context: Context) => boolean;
}

interface ConditionSource {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly variables: boolean;
  readonly where: string;
}

/** The request's value of a key, for policy variables; throws PolicyError where it has several. */
export const lookupIn =
  (context: Context, where: string): Lookup =>
  (key) => {
    const values = context.get(key);
    if (values !== undefined && values.length > 1) {
      throw new PolicyError(where, `the policy variable ${key} has several values in the request`);
    }
    return values?.[0];
  };

/** ForAllValues and ForAnyValue take an empty string for an empty set, as IAM does. */
const asSet = (values: readonly string[]): readonly string[] => (values.length === 1 && values[0] === "" ? [] : values);

const nullCondition = (values: readonly string[], key: string, where: string): Condition["holds"] => {
  const wanted = values.map((value) => {
    if (value !== "true" && value !== "false") throw new PolicyError(where, `Null takes true or false, not "${value}"`);
    return value === "true";
  });
  return (context) => wanted.includes((context.get(key)?.length ?? 0) === 0);
};

/**
 * Compiles one condition. Throws PolicyError on an unknown operator or key, on a value that the operator cannot take,
 * on a time that is compared as text, and on a key of several values without ForAllValues or ForAnyValue.
 * Pages: IAM User Guide, "Condition operators", "Conditions with multiple context keys or values",
 * "Single-valued vs. multivalued context keys".
 */
export function compileCondition({
  operator: name,
  key: keyText,
  values,
  variables,
  where,
}: ConditionSource): Condition {
  const parts = parseOperatorName(name);
  if (!parts) throw new PolicyError(where, `"${name}" is not a condition operator of IAM`);
  const known = conditionKey(keyText);
  if (!known) throw new PolicyError(where, `"${keyText}" is not a condition key of AWS`);
  const key = keyText.toLowerCase();
  const { operator, set, ifExists } = parts;
  if (known.type === "Date" && (operator?.family === "string" || operator?.family === "arn")) {
    throw new PolicyError(
      where,
      `compares the time "${keyText}" as text, and AWS does not document how it writes it: use an operator of dates (DateLessThan, DateGreaterThan, ...)`,
    );
  }
  if (!operator) return { operator: name, key, values, where, holds: nullCondition(values, key, where) };
  if (known.multivalued && !set) {
    throw new PolicyError(where, `"${keyText}" has several values and needs ForAllValues: or ForAnyValue:`);
  }
  const comparisons: readonly Comparison[] = values.map((value) => operator.compile(value, { variables, where }));

  const one = (actual: string, lookup: Lookup): boolean =>
    comparisons.some((compare) => compare(actual, lookup)) !== operator.negated;

  const holds = (context: Context): boolean => {
    const actual = context.get(key);
    const lookup = lookupIn(context, where);
    if (set === "ForAllValues") return asSet(actual ?? []).every((value) => one(value, lookup));
    if (actual === undefined || actual.length === 0) return ifExists || (operator.negated && !set);
    if (set === "ForAnyValue") return asSet(actual).some((value) => one(value, lookup));
    if (actual.length > 1) throw new PolicyError(where, `the request has several values for "${keyText}"`);
    return one(actual[0] ?? "", lookup);
  };
  return { operator: name, key, values, where, holds };
}
