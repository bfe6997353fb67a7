/** Says which requests a question is about, in the language of policies: all that `ask` names, but those that `except` names. */
import { answer, type Found, type Question } from "../decide";
import { remembering } from "../decide/remember";
import { type Policy, parsePolicy } from "../policy";

type Text = string | readonly string[];
export type Conditions = Readonly<Record<string, Readonly<Record<string, Text>>>>;

export interface Part {
  readonly Effect: "Allow" | "Deny";
  readonly Principal: "*";
  readonly Action?: Text;
  readonly NotAction?: Text;
  readonly Resource?: Text;
  readonly NotResource?: Text;
  readonly Condition?: Conditions;
}

type What = Omit<Part, "Effect" | "Principal" | "Condition">;

const part = (Effect: Part["Effect"], what: What, Condition?: Conditions): Part => ({
  Effect,
  Principal: "*",
  ...what,
  ...(Condition && Object.keys(Condition).length > 0 && { Condition }),
});

/** Requests in question. */
export const ask = (what: What, condition?: Conditions): Part => part("Allow", what, condition);
/** Requests that are not in question. */
export const except = (what: What, condition?: Conditions): Part => part("Deny", what, condition);

export function requests(...parts: readonly Part[]): Policy {
  const document = JSON.stringify({ Version: "2012-10-17", Statement: parts });
  return asked(document, () => parsePolicy(document, "requests in question", "endpoint"));
}
/** Stacks that are proved over and over raise the same questions. */
const asked = remembering<Policy>(1_000);

/** Merges conditions that all must hold. Two tests of one key by one operator would be one: an error, for the lost one would widen what is excepted. */
export const all = (...conditions: readonly Conditions[]): Conditions => {
  const merged: Record<string, Record<string, Text>> = {};
  for (const [operator, tests] of conditions.flatMap((each) => Object.entries(each))) {
    const twice = Object.keys(tests).find((key) => merged[operator]?.[key] !== undefined);
    if (twice !== undefined) throw new Error(`${operator} tests ${twice} twice`);
    merged[operator] = { ...merged[operator], ...tests };
  }
  return merged;
};

/** The caller is one of these roles. */
export const caller = (...arns: readonly string[]): Conditions => ({ ArnEquals: { "aws:PrincipalArn": arns } });
/** The caller is none of these roles. */
export const otherThan = (...arns: readonly string[]): Conditions => ({ ArnNotEquals: { "aws:PrincipalArn": arns } });
/** The request does not say what the key tells. */
export const absent = (key: string): Conditions => ({ Null: { [key]: "true" } });

/** The request found, as the only element, or nothing: for checks that list failures. */
export const counterexamples = (question: Question): readonly Found[] => {
  const found = answer(question);
  return found ? [found] : [];
};
