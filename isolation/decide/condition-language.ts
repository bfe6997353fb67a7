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
export const patternsOf = ({ operator, values, where }: Condition, variables: boolean): Pattern[] =>
  values.map((value) =>
    parsePattern(value, { wildcards: wildcards.test(operator) || /Arn/.test(operator), variables, where }),
  );

export const hasVariable = (pattern: Pattern): boolean => pattern.some(({ kind }) => kind === "variable");

/** One language for each value of a text or ARN condition. */
export const languagesOf = (condition: Condition, variables: boolean): Language[] =>
  patternsOf(condition, variables).map((pattern) =>
    familyOf(condition) === "arn"
      ? arnLanguageOf(pattern)
      : languageOf(pattern, { foldCase: ignoresCase.test(condition.operator) }),
  );
