/** The keys whose value is open in a call's requests, each with one value for each way of answering the policies' tests. */
import { Undecided } from "../decide";
import { familyOf, patternsOf } from "../decide/condition-language";
import { languageOf } from "../decide/language";
import { type Tested, valuesOf } from "../decide/values";
import { type Context, parsePattern, type Request } from "../policy";
import { parseRange, showAddress } from "../policy/address";
import { compileCondition, lookupIn } from "../policy/condition";
import { spelledKey } from "../policy/keys";
import { resolvePattern, writePattern } from "../policy/pattern";
import type { Sent, Values } from "./call";
import { type Versioned, variablesOf } from "./tested";

export interface Option {
  readonly values: Values;
  /** Some request is certain to have it; others may. */
  readonly isCertain: boolean;
}

export interface Dimension {
  readonly key: string;
  readonly because: string;
  readonly advice?: string;
  readonly options: readonly Option[];
}

/** The only values that requests have; undefined where there are several ways. */
export function onlyValues(sent: Sent | undefined): { readonly values: Values } | undefined {
  if (!sent || sent.like.length > 0 || sent.within.length > 0 || sent.possible.length > 0 || sent.certain.length !== 1)
    return undefined;
  return { values: sent.certain[0] };
}

/**
 * Throws Undecided where a statement's policy variable is open.
 * @param context what every request of the call says
 */
export function dimensionsOf(
  statements: readonly Versioned[],
  sent: ReadonlyMap<string, Sent>,
  isKnown: (key: string) => boolean,
  context: Context,
): readonly Dimension[] {
  for (const each of statements) {
    const open = variablesOf(each).find((key) => !isKnown(key));
    if (open === undefined) continue;
    const { policy, path } = each.statement;
    throw new Undecided(`${policy} ${path}`, `rests on the policy variable ${open}, and ${sent.get(open)?.because}`);
  }
  const tested = new Map<string, Tested[]>();
  for (const { statement, variables } of statements) {
    for (const condition of statement.conditions) {
      if (isKnown(condition.key)) continue;
      const test = writtenOut({ condition, variables }, context);
      tested.set(condition.key, [...(tested.get(condition.key) ?? []), test]);
    }
  }
  return [...tested].flatMap(([key, tests]): Dimension[] => {
    const each = sent.get(key);
    if (!each) return [];
    return [
      {
        key,
        because: each.because,
        ...(each.advice !== undefined && { advice: each.advice }),
        options: optionsOf(key, tests, each),
      },
    ];
  });
}

/** A condition with the known values of its policy variables in their places: what equals one is a value of its own. */
function writtenOut({ condition, variables }: Tested, context: Context): Tested {
  const { operator, key, values, where } = condition;
  if (!variables || !values.some((value) => value.includes("${"))) return { condition, variables };
  const lookup = lookupIn(context, where);
  const written = patternsOf(condition, true).flatMap((pattern) => {
    const resolved = resolvePattern(pattern, lookup);
    return resolved ? [writePattern(resolved)] : [];
  });
  return { condition: compileCondition({ operator, key, values: written, variables, where }), variables };
}

/** What is certain comes before what is possible. */
function optionsOf(
  key: string,
  tests: readonly Tested[],
  { certain, possible, like, within }: Sent,
): readonly Option[] {
  const languages = like.map((text) =>
    languageOf(parsePattern(text, { wildcards: true, variables: false, where: key })),
  );
  const among = like.includes("*") ? undefined : languages;
  const enumerated = like.length === 0 ? [] : valuesOf(key, tests, among).filter((values) => values !== undefined);
  const found = new Map<string, Option>();
  for (const option of [
    ...[...certain, ...addressesOf(tests, within)].map((values) => ({ values, isCertain: true })),
    ...[...possible, ...enumerated].map((values) => ({ values, isCertain: false })),
  ]) {
    const context = new Map(option.values ? [[key, option.values] as const] : []);
    const answers = tests.map(({ condition }) => condition.holds(context)).join();
    if (!found.has(answers)) found.set(answers, option);
  }
  return [...found.values()];
}

/** Of each stretch of the ranges that no tested range parts, the first address. */
function addressesOf(tests: readonly Tested[], within: Sent["within"]): readonly Values[] {
  if (within.length === 0) return [];
  const compared = tests.filter(({ condition }) => familyOf(condition) !== "null");
  const other = compared.find(({ condition }) => familyOf(condition) !== "ip");
  if (other) throw new Undecided(other.condition.where, `compares an address as ${familyOf(other.condition)}`);
  const parts = compared.flatMap(({ condition }) => condition.values.flatMap((value) => parseRange(value) ?? []));
  return within.flatMap(({ family, first, last }) => {
    const starts = parts
      .filter((part) => part.family === family)
      .flatMap((part) => [part.first, part.last + 1n])
      .filter((start) => first < start && start <= last);
    return [first, ...starts].map((start): Values => [showAddress(family, start)]);
  });
}

/** A request with a choice of values, one for each of the keys. */
export const requestWith = (
  request: Request,
  dimensions: readonly Dimension[],
  choice: readonly Option[],
): Request => ({
  ...request,
  context: {
    ...request.context,
    ...Object.fromEntries(dimensions.map(({ key }, at) => [spelledKey(key), inContext(choice[at]?.values)])),
  },
});

/** As a request says it. */
export const inContext = (values: Values): string | readonly string[] | undefined =>
  values?.length === 1 ? values[0] : values;
