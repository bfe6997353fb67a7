/** The values that a text or ARN condition compares with, as languages. */
import { type Condition, type Pattern, parseOperatorName, parsePattern } from "../policy";
import { arnLanguageOf, type Language, languageOf } from "./language";
import { Undecided } from "./undecided";

export type Family = "string" | "arn" | "bool" | "ip" | "numeric" | "date" | "binary" | "null";

export const familyOf = ({ operator, where }: Condition): Family => {
  const parts = parseOperatorName(operator);
  if (!parts) throw new Undecided(where, `the operator ${operator} is not known`);
  return parts.operator?.family ?? "null";
};

export const setOperatorOf = ({ operator }: Condition): "ForAllValues" | "ForAnyValue" | undefined =>
  parseOperatorName(operator)?.set;

const wildcards = /Like(IfExists)?$/;
const ignoresCase = /IgnoreCase(IfExists)?$/;

/** The patterns of a condition's values. A policy of the old version has no variables. */
export function patternsOf(condition: Condition, variables: boolean): readonly Pattern[] {
  const { operator, values, where } = condition;
  const wild = wildcards.test(operator) || /Arn/.test(operator);
  const known =
    patterns.get(condition) ?? values.map((value) => parsePattern(value, { wildcards: wild, variables, where }));
  patterns.set(condition, known);
  return known;
}
const patterns = new WeakMap<Condition, readonly Pattern[]>();

export const hasVariable = (pattern: Pattern): boolean => pattern.some(({ kind }) => kind === "variable");

/** A value with a colon would move the parts of an ARN behind it. */
function refuseInHead(pattern: Pattern, where: string): Pattern {
  const first = pattern.findIndex(({ kind }) => kind === "variable");
  const head = pattern.slice(0, first).map((token) => (token.kind === "text" ? token.text : ""));
  if (first > 0 && head.join("").split(":").length < 6) {
    throw new Undecided(where, "has a policy variable before the sixth part of an ARN");
  }
  return pattern;
}

/** One language for each value of a text or ARN condition; `variables` is its policy's, the same each time. */
export function languagesOf(condition: Condition, variables: boolean): readonly Language[] {
  const known =
    languages.get(condition) ??
    patternsOf(condition, variables).map((pattern) =>
      familyOf(condition) === "arn"
        ? arnLanguageOf(refuseInHead(pattern, condition.where))
        : languageOf(pattern, { foldCase: ignoresCase.test(condition.operator) }),
    );
  languages.set(condition, known);
  return known;
}
const languages = new WeakMap<Condition, readonly Language[]>();
