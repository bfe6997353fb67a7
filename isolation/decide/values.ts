/** All ways in which one condition key's value can answer the conditions on it: a value for each, absence and sets included. */
import { type Condition, conditionKey } from "../policy";
import { parseRange, showAddress } from "../policy/address";
import { classesOf, type Test } from "./classes";
import { type Family, familyOf, hasVariable, languagesOf, patternsOf, setOperatorOf } from "./condition-language";
import { anything, type Language, nonEmpty, signatureOf } from "./language";
import { Undecided } from "./undecided";

/** A condition with the language version of its policy. */
export interface Tested {
  readonly condition: Condition;
  readonly variables: boolean;
}

/** The values of a request's key; undefined where the request has none. */
export type Values = readonly string[] | undefined;

const mostSets = 10;

/** Kinds of requests have the key always; they never lack it. Page: IAM User Guide, "AWS global condition context keys". */
const alwaysThere = new Set(["aws:securetransport", "aws:viaawsservice"]);

const samples: Readonly<Record<string, readonly string[]>> = {
  Bool: ["true", "false"],
  Numeric: ["1"],
  Date: ["2020-01-01T00:00:00Z"],
  IPAddress: ["192.0.2.1"],
  Binary: ["QmluYXJ5"],
};

/**
 * Single values of a key, one for each way of answering the conditions. Empty texts are left out where the key has several
 * values: an empty one counts as none (IAM User Guide, "Single-valued vs. multivalued context keys").
 */
function singleValues(
  key: string,
  tested: readonly Tested[],
  several: boolean,
  among: readonly Language[] | undefined,
): readonly string[] {
  const families = new Set(tested.map(({ condition }) => familyOf(condition)).filter((family) => family !== "null"));
  const type = conditionKey(key)?.type ?? "String";
  if (type === "Bool") return ["true", "false"];
  if (families.size === 0 && !among) return samples[type] ?? ["value"];
  const texts = families.has("string") || families.has("arn");
  if ((texts || families.size === 0) && [...families].every((family) => family === "string" || family === "arn")) {
    const universe = among ?? [several ? nonEmpty : anything];
    const tests = tested
      .filter(({ condition }) => familyOf(condition) !== "null")
      .flatMap(({ condition, variables }): readonly Test[] => {
        const languages = languagesOf(condition, variables);
        // What a value fits for certain, and what it fits by a variable, are told apart.
        return patternsOf(condition, variables).some(hasVariable) ? languages.map((each) => [each]) : [languages];
      });
    return classesOf(universe, tests).map(({ text }) => text);
  }
  const [family, ...others] = [...families];
  if (family === undefined || others.length > 0) {
    throw new Undecided(tested[0]?.condition.where ?? key, `"${key}" is compared as ${[...families].join(" and ")}`);
  }
  return pointsOf(family, key, tested);
}

function pointsOf(family: Family, key: string, tested: readonly Tested[]): readonly string[] {
  const written = tested
    .filter(({ condition }) => familyOf(condition) === family)
    .flatMap((each) => each.condition.values);
  if (family === "bool") return ["true", "false"];
  if (family === "binary") return [...new Set([...written, "b3RoZXI="])];
  if (family === "ip") return addresses(written);
  if (family === "numeric") return between(written.map(Number)).map(String);
  if (family === "date") {
    const times = written.map((value) => (/^\d{5,12}$/.test(value) ? Number(value) * 1000 : Date.parse(value)));
    return between(times, 1000).map((time) => new Date(Math.floor(time)).toISOString());
  }
  throw new Undecided(tested[0]?.condition.where ?? key, `"${key}" cannot be enumerated`);
}

/** Each number, one between each two, one below all and one above all. */
function between(numbers: readonly number[], step = 1): number[] {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other);
  const first = sorted[0] ?? 0;
  const last = sorted.at(-1) ?? 0;
  const gaps = sorted.slice(1).map((value, index) => (value + (sorted[index] ?? 0)) / 2);
  return [first - step, ...sorted, ...gaps, last + step];
}

/** The first address of each stretch that no range's boundary parts, of both families. */
function addresses(ranges: readonly string[]): string[] {
  const parsed = ranges.flatMap((range) => parseRange(range) ?? []);
  return ([4, 6] as const).flatMap((family) => {
    const last = (1n << (family === 4 ? 32n : 128n)) - 1n;
    const starts = new Set([family === 4 ? 16909060n : 1n << 125n, 0n]);
    for (const range of parsed.filter((each) => each.family === family)) {
      starts.add(range.first);
      if (range.last < last) starts.add(range.last + 1n);
    }
    return [...starts].map((start) => showAddress(family, start));
  });
}

const holds = (tested: readonly Tested[], key: string, values: Values): string =>
  tested
    .map(({ condition }) => {
      try {
        return Number(condition.holds(new Map(values ? [[key, values]] : [])));
      } catch {
        return "?";
      }
    })
    .join("");

/** One of each that answer alike; the first stays. */
function distinct(key: string, tested: readonly Tested[], all: readonly Values[]): Values[] {
  const found = new Map<string, Values>();
  for (const values of all) {
    const answers = `${values === undefined ? "-" : "+"}${holds(tested, key, values)}`;
    if (!found.has(answers)) found.set(answers, values);
  }
  return [...found.values()];
}

/**
 * Values of a key, absence first: every value that a request can have answers the conditions as one of these does.
 * Throws Undecided where conditions compare the key in ways that cannot be enumerated together.
 * @param among the texts that the key can have; undefined where it may have any
 */
export function valuesOf(key: string, tested: readonly Tested[], among?: readonly Language[]): readonly Values[] {
  const distinctTests = new Map(
    tested.map((each) => [
      `${each.variables} ${each.condition.operator} ${JSON.stringify(each.condition.values)}`,
      each,
    ]),
  );
  const name = [key, ...(among ?? []).map(signatureOf), ...[...distinctTests.keys()].sort()].join("\n");
  const found = remembered.get(name) ?? enumerate(key, [...distinctTests.values()], among);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(name, found);
  return found;
}

const remembered = new Map<string, readonly Values[]>();
const mostRemembered = 5_000;

function enumerate(key: string, tested: readonly Tested[], among?: readonly Language[]): readonly Values[] {
  const withSet = tested.filter(({ condition }) => setOperatorOf(condition) !== undefined);
  const single = tested.some(({ condition }) => familyOf(condition) !== "null" && !setOperatorOf(condition));
  const several = !single && (withSet.length > 0 || conditionKey(key)?.multivalued === true);
  const variables = tested.some(
    ({ condition, variables }) => variables && condition.values.some((value) => value.includes("${")),
  );
  const ones = singleValues(key, tested, several, among).map((value): Values => [value]);
  const absent: Values[] = alwaysThere.has(key) ? [] : [undefined];
  // Two values that answer alike without their policy variables may differ with them.
  const classes = variables ? ones : distinct(key, tested, ones);
  if (!several) return [...absent, ...classes];
  if (classes.length > mostSets) {
    throw new Undecided(
      tested[0]?.condition.where ?? key,
      `"${key}" has too many kinds of values to enumerate sets of them`,
    );
  }
  const sets: Values[] = [];
  for (let chosen = 1; chosen < 1 << classes.length; chosen += 1) {
    sets.push(classes.flatMap((values, index) => ((chosen >> index) & 1 ? (values ?? []) : [])));
  }
  return [...absent, ...(variables ? sets : distinct(key, tested, sets))];
}
