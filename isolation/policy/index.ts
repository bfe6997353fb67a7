/** The policy evaluator's public face: read policies, decide requests. */
export type { Condition, Context } from "./condition";
export type { ContextValues } from "./context";
export { type Policy, type PolicyKind, parsePolicy, type Statement } from "./document";
export type { Choice } from "./elements";
export { PolicyError } from "./error";
export { type Decision, evaluate, type Policies, type Reason, type StatementReference } from "./evaluate";
export { type ConditionKey, conditionKey } from "./keys";
export { type Operator, operatorNames, parseOperatorName } from "./operators";
export { foldCase, matches, type Pattern, parsePattern, resolvePattern, showPattern, type Token } from "./pattern";
export type { Principal, PrincipalEntry } from "./principal";
export type { Request } from "./request";
