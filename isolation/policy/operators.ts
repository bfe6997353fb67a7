/** Every condition operator of the IAM reference, as one table from its name to what it compares and whether it negates. */
import { contains, parseRange } from "./address";
import { PolicyError } from "./error";
import {
  foldCase,
  type Lookup,
  matches,
  type Pattern,
  parsePattern,
  resolvePattern,
  showPattern,
  type Token,
} from "./pattern";

/** Whether one value of the request equals (or is less than, ...) one value of the policy. */
export type Comparison = (actual: string, lookup: Lookup) => boolean;

export interface Operator {
  /** StringNotEquals and its like: true where no value compares, and where the key is absent. */
  readonly negated: boolean;
  /** Reads one value of the policy; throws PolicyError where the operator cannot take it. */
  readonly compile: (value: string, options: CompileOptions) => Comparison;
  /** Text and ARN operators compare patterns, for those who reason about all values at once. */
  readonly family: "string" | "numeric" | "date" | "bool" | "binary" | "ip" | "arn";
}

export interface CompileOptions {
  /** Whether the policy's Version has policy variables; only the string, ARN and Bool operators take them. */
  readonly variables: boolean;
  /** Policy and JSON path, for errors. */
  readonly where: string;
}

type Compile = Operator["compile"];

const text =
  ({ wildcards, ignoreCase }: { wildcards: boolean; ignoreCase: boolean }): Compile =>
  (value, { variables, where }) => {
    const pattern = parsePattern(value, { wildcards, variables, where });
    return (actual, lookup) => {
      const resolved = resolvePattern(pattern, lookup);
      if (!resolved) return false;
      return ignoreCase ? matches(foldCase(resolved), actual.toLowerCase()) : matches(resolved, actual);
    };
  };

const splitArn = (arn: string): readonly string[] => {
  const parts = arn.split(":");
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
};

/** The pattern's first five colons part it; the sixth part keeps its colons. */
const splitArnPattern = (pattern: Pattern): readonly Pattern[] => {
  const parts: Token[][] = [[]];
  for (const token of pattern) {
    if (token.kind !== "text") {
      parts.at(-1)?.push(token);
      continue;
    }
    let rest = token.text;
    for (let colon = rest.indexOf(":"); colon >= 0 && parts.length < 6; colon = rest.indexOf(":")) {
      parts.at(-1)?.push({ kind: "text", text: rest.slice(0, colon) });
      parts.push([]);
      rest = rest.slice(colon + 1);
    }
    if (rest !== "") parts.at(-1)?.push({ kind: "text", text: rest });
  }
  return parts;
};

const isLoneStar = (pattern: Pattern): boolean => pattern.length === 1 && pattern[0]?.kind === "run";

/** Each of the six parts of an ARN is compared by itself; ArnEquals and ArnLike are the same. */
const arn: Compile = (value, { variables, where }) => {
  const pattern = parsePattern(value, { wildcards: true, variables, where });
  const fixed = !pattern.some((token) => token.kind === "variable");
  if (fixed && !isLoneStar(pattern) && splitArnPattern(pattern).length < 6) {
    throw new PolicyError(where, `"${value}" is not a whole ARN of six parts`);
  }
  return (actual, lookup) => {
    if (isLoneStar(pattern)) return true;
    const resolved = resolvePattern(pattern, lookup);
    if (!resolved) return false;
    const wanted = splitArnPattern(resolved);
    const given = splitArn(actual);
    return wanted.length === given.length && wanted.every((part, index) => matches(part, given[index] ?? ""));
  };
};

const parsed =
  <Value>(
    parse: (text: string) => Value | undefined,
    wanted: string,
    compare: (actual: Value, policy: Value) => boolean,
  ): Compile =>
  (value, { where }) => {
    const policy = parse(value);
    if (policy === undefined) throw new PolicyError(where, `"${value}" is not ${wanted}`);
    return (actual) => {
      const given = parse(actual);
      if (given === undefined) throw new PolicyError(where, `the request's value "${actual}" is not ${wanted}`);
      return compare(given, policy);
    };
  };

const parseNumber = (value: string): number | undefined =>
  /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(value) ? Number(value) : undefined;

const w3cDate = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?$/;

/** Milliseconds since 1970, from a W3C ISO 8601 date or from seconds since 1970. */
const parseDate = (value: string): number | undefined => {
  if (/^\d{5,12}$/.test(value)) return Number(value) * 1000;
  if (!w3cDate.test(value)) return undefined;
  // Date.parse takes 30 February for 1 March.
  const [year = 0, month = 0, day = 1] = value.slice(0, 10).split("-").map(Number);
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
};

const parseBool = (value: string): boolean | undefined =>
  ({ true: true, false: false })[value.toLowerCase() as "true" | "false"];

const fixedBool = parsed(parseBool, "true or false", (actual, policy) => actual === policy);

/** The only operator of another family that takes policy variables. */
const bool: Compile = (value, options) => {
  const { variables, where } = options;
  const pattern = parsePattern(value, { wildcards: false, variables, where });
  if (!pattern.some((token) => token.kind === "variable")) return fixedBool(value, options);
  return (actual, lookup) => {
    const resolved = resolvePattern(pattern, lookup);
    return resolved !== undefined && fixedBool(showPattern(resolved), options)(actual, lookup);
  };
};

const parseBinary = (value: string): string | undefined =>
  value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value)
    ? Buffer.from(value, "base64").toString("hex")
    : undefined;

const number = (compare: (actual: number, policy: number) => boolean) => parsed(parseNumber, "a number", compare);
const date = (compare: (actual: number, policy: number) => boolean) =>
  parsed(parseDate, "a date (ISO 8601, or seconds since 1970)", compare);
const binary = parsed(parseBinary, "base64", (actual, policy) => actual === policy);
const ip = parsed(parseRange, "an IP address or range", (actual, policy) => contains(policy, actual));

const equal = <Value>(actual: Value, policy: Value) => actual === policy;
const less = (actual: number, policy: number) => actual < policy;
const lessOrEqual = (actual: number, policy: number) => actual <= policy;
const greater = (actual: number, policy: number) => actual > policy;
const greaterOrEqual = (actual: number, policy: number) => actual >= policy;

const exact = text({ wildcards: false, ignoreCase: false });
const exactIgnoringCase = text({ wildcards: false, ignoreCase: true });
const like = text({ wildcards: true, ignoreCase: false });

const row = (family: Operator["family"], compile: Compile, negated = false): Operator => ({ family, compile, negated });

const operators: Readonly<Record<string, Operator>> = {
  StringEquals: row("string", exact),
  StringNotEquals: row("string", exact, true),
  StringEqualsIgnoreCase: row("string", exactIgnoringCase),
  StringNotEqualsIgnoreCase: row("string", exactIgnoringCase, true),
  StringLike: row("string", like),
  StringNotLike: row("string", like, true),
  NumericEquals: row("numeric", number(equal)),
  NumericNotEquals: row("numeric", number(equal), true),
  NumericLessThan: row("numeric", number(less)),
  NumericLessThanEquals: row("numeric", number(lessOrEqual)),
  NumericGreaterThan: row("numeric", number(greater)),
  NumericGreaterThanEquals: row("numeric", number(greaterOrEqual)),
  DateEquals: row("date", date(equal)),
  DateNotEquals: row("date", date(equal), true),
  DateLessThan: row("date", date(less)),
  DateLessThanEquals: row("date", date(lessOrEqual)),
  DateGreaterThan: row("date", date(greater)),
  DateGreaterThanEquals: row("date", date(greaterOrEqual)),
  Bool: row("bool", bool),
  BinaryEquals: row("binary", binary),
  IpAddress: row("ip", ip),
  NotIpAddress: row("ip", ip, true),
  ArnEquals: row("arn", arn),
  ArnLike: row("arn", arn),
  ArnNotEquals: row("arn", arn, true),
  ArnNotLike: row("arn", arn, true),
};

/** Names of all operators but Null, without prefix and suffix. */
export const operatorNames: readonly string[] = Object.keys(operators);

export type OperatorName = {
  /** The operator; undefined for Null. */
  readonly operator?: Operator;
  readonly set?: "ForAllValues" | "ForAnyValue";
  readonly ifExists: boolean;
};

/**
 * Reads an operator's name with its prefix and suffix; undefined where IAM has no such operator.
 * Null takes neither. Page: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
export function parseOperatorName(name: string): OperatorName | undefined {
  if (name === "Null") return { ifExists: false };
  const parts = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name);
  const base = parts?.[2] ?? "";
  const operator = Object.hasOwn(operators, base) ? operators[base] : undefined;
  if (!parts || !operator) return undefined;
  const set = parts[1] as OperatorName["set"];
  return { operator, ifExists: parts[3] !== undefined, ...(set ? { set } : {}) };
}
