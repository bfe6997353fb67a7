/** How condition operators compare one value of a request with one of a policy, by the kind of value. */
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
import { parseBinary, parseBool, parseDate, parseNumber } from "./values";

/** Whether one value of the request equals (or is less than, ...) one value of the policy. */
export type Comparison = (actual: string, lookup: Lookup) => boolean;

export interface CompileOptions {
  /** Whether the policy's Version has policy variables; only the string, ARN and Bool operators take them. */
  readonly variables: boolean;
  /** Policy and JSON path, for errors. */
  readonly where: string;
}

/** Reads one value of the policy; throws PolicyError where the operator cannot take it. */
export type Compile = (value: string, options: CompileOptions) => Comparison;

export const text =
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
export const arn: Compile = (value, { variables, where }) => {
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

const fixedBool = parsed(parseBool, "true or false", (actual, policy) => actual === policy);

/** The only operator of another family that takes policy variables. */
export const bool: Compile = (value, options) => {
  const { variables, where } = options;
  const pattern = parsePattern(value, { wildcards: false, variables, where });
  if (!pattern.some((token) => token.kind === "variable")) return fixedBool(value, options);
  return (actual, lookup) => {
    const resolved = resolvePattern(pattern, lookup);
    return resolved !== undefined && fixedBool(showPattern(resolved), options)(actual, lookup);
  };
};

export const number = (compare: (actual: number, policy: number) => boolean) =>
  parsed(parseNumber, "a number", compare);
export const date = (compare: (actual: number, policy: number) => boolean) =>
  parsed(parseDate, "a date (ISO 8601, or seconds since 1970)", compare);
export const binary = parsed(parseBinary, "base64", (actual, policy) => actual === policy);
export const ip = parsed(parseRange, "an IP address or range", (actual, policy) => contains(policy, actual));
