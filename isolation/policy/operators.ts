/** Every condition operator of the IAM reference, as one table from its name to what it compares and whether it negates. */
import { arn, binary, bool, type Compile, date, ip, number, text } from "./comparisons";

export interface Operator {
  /** StringNotEquals and its like: true where no value compares, and where the key is absent. */
  readonly negated: boolean;
  readonly compile: Compile;
  /** Text and ARN operators compare patterns, for those who reason about all values at once. */
  readonly family: "string" | "numeric" | "date" | "bool" | "binary" | "ip" | "arn";
}

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
