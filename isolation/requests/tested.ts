/** The statements that can bear on a call, and the keys that they test. */
import { patternsOf } from "../decide/condition-language";
import { type Condition, type Pattern, type Policies, type Policy, parsePattern, type Statement } from "../policy";
import { meansResource } from "../policy/hits";

/** A statement with the language version of its policy: the old one has no policy variables. */
export interface Versioned {
  readonly statement: Statement;
  readonly variables: boolean;
}

export const statementsOf = ({ identity = [], resource, boundary, endpoint }: Policies): readonly Versioned[] =>
  [...identity, resource, boundary, endpoint].flatMap((policy) =>
    (policy?.statements ?? []).map((statement) => ({ statement, variables: policy?.version === "2012-10-17" })),
  );

/** Policies with some of their statements. */
export function narrowed(policies: Policies, keeps: (statement: Statement) => boolean): Policies {
  const of = (policy: Policy): Policy => ({ ...policy, statements: policy.statements.filter(keeps) });
  const { identity, resource, boundary, endpoint } = policies;
  return {
    ...(identity && { identity: identity.map(of) }),
    ...(resource && { resource: of(resource) }),
    ...(boundary && { boundary: of(boundary) }),
    ...(endpoint && { endpoint: of(endpoint) }),
  };
}

const keysIn = (patterns: readonly Pattern[]): readonly string[] =>
  patterns.flatMap((pattern) => pattern.flatMap((token) => (token.kind === "variable" ? [token.key] : [])));

const comparesText = ({ operator }: Condition): boolean => /^(For\w+:)?(String|Arn)/.test(operator);

/** Keys whose values stand in a condition's values. */
function variablesIn(condition: Condition, variables: boolean): readonly string[] {
  const { values, where } = condition;
  if (!variables || !values.some((value) => value.includes("${"))) return [];
  if (comparesText(condition)) return keysIn(patternsOf(condition, true));
  return keysIn(values.map((value) => parsePattern(value, { wildcards: false, variables, where })));
}

/** Keys whose values stand in a statement's resources and conditions. */
export const variablesOf = ({ statement, variables }: Versioned): readonly string[] => [
  ...keysIn(statement.resources?.entries ?? []),
  ...statement.conditions.flatMap((condition) => variablesIn(condition, variables)),
];

/** Keys that decide whether a statement applies. */
export const keysOf = (each: Versioned): readonly string[] => [
  ...each.statement.conditions.map(({ key }) => key),
  ...variablesOf(each),
];

/** Whether what is known leaves it open that the statement applies. */
export function mayApply(
  { statement, variables }: Versioned,
  resource: string,
  context: ReadonlyMap<string, readonly string[]>,
  isKnown: (key: string) => boolean,
): boolean {
  if (keysIn(statement.resources?.entries ?? []).every(isKnown) && !meansResource(statement, { resource, context })) {
    return false;
  }
  return statement.conditions.every(
    (condition) =>
      !isKnown(condition.key) || !variablesIn(condition, variables).every(isKnown) || condition.holds(context),
  );
}
