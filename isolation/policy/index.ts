/** The policy evaluator's public face: read policies, decide requests. */
export type { Condition, Context } from "./condition";
export { type Policy, type PolicyKind, parsePolicy, type Statement } from "./document";
export type { Choice } from "./elements";
export { PolicyError } from "./error";
export { type Decision, evaluate, type Policies, type StatementReference } from "./evaluate";
export { conditionKey } from "./keys";
export { operatorNames, parseOperatorName } from "./operators";
export { foldCase, matches, type Pattern, parsePattern, showPattern, type Token } from "./pattern";
export type { Principal } from "./principal";
export type { Request } from "./request";
