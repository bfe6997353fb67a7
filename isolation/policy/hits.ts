/** Which statements apply to a request: action, resource, principal and every condition. */
import { type Context, lookupIn } from "./condition";
import type { Policy, Statement } from "./document";
import { matches, resolvePattern } from "./pattern";
import { type Naming, namingOf, type Principal, spares, strongest } from "./principal";

/** A statement that applies to the request, and how exactly its Principal names the caller. */
export interface Hit {
  readonly statement: Statement;
  readonly naming: Naming;
}

const chooses = <Entry>(
  choice: { not: boolean; entries: readonly Entry[] },
  test: (entry: Entry) => boolean,
): boolean => choice.entries.some(test) !== choice.not;

/** A request, made ready for comparing. */
export interface Asked {
  readonly principal: Principal;
  /** Lower case. */
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
  /** Whether the caller has a permissions boundary. */
  readonly bounded: boolean;
}

const namingIn = (statement: Statement, { principal, bounded }: Pick<Asked, "principal" | "bounded">): Naming => {
  const { principals, policy, path } = statement;
  // An identity policy speaks of whoever it is attached to.
  if (!principals) return "exact";
  if (!principals.not) return strongest(principals.entries.map((entry) => namingOf(entry, principal)));
  // NotPrincipal never spares a caller with a permissions boundary (IAM User Guide, "NotPrincipal").
  const spared = !bounded && spares(principals.entries, principal, `${policy} ${path}.NotPrincipal`);
  return spared ? "none" : "everyone";
};

/** Whether the statement names the action and the caller, whatever it says of resources and conditions. */
export const mayMean = (statement: Statement, asked: Pick<Asked, "action" | "principal" | "bounded">): boolean =>
  chooses(statement.actions, (pattern) => matches(pattern, asked.action)) && namingIn(statement, asked) !== "none";

/** Whether the statement names the resource, with the request's values in place of policy variables. */
export const meansResource = (
  { resources, policy, path }: Statement,
  { resource, context }: Pick<Asked, "resource" | "context">,
): boolean => {
  const lookup = lookupIn(context, `${policy} ${path}`);
  return (
    resources === undefined ||
    chooses(resources, (pattern) => {
      const resolved = resolvePattern(pattern, lookup);
      return resolved !== undefined && matches(resolved, resource);
    })
  );
};

const hit = (statement: Statement, asked: Asked): Hit | undefined => {
  const { actions, conditions } = statement;
  if (!chooses(actions, (pattern) => matches(pattern, asked.action))) return undefined;
  if (!meansResource(statement, asked)) return undefined;
  const naming = namingIn(statement, asked);
  if (naming === "none" || !conditions.every((condition) => condition.holds(asked.context))) return undefined;
  return { statement, naming };
};

export interface Hits {
  readonly allows: readonly Hit[];
  readonly denies: readonly Hit[];
}

/** All statements of the policies that apply, by effect. */
export const ask = (policies: readonly Policy[], asked: Asked): Hits => {
  const hits = policies.flatMap((policy) => policy.statements.flatMap((statement) => hit(statement, asked) ?? []));
  return {
    allows: hits.filter(({ statement }) => statement.effect === "Allow"),
    denies: hits.filter(({ statement }) => statement.effect === "Deny"),
  };
};
