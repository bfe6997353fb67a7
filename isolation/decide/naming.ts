/** How a statement names a caller, and which of the caller's own policies must then allow as well. */
import type { Policies, Principal, Statement } from "../policy";
import { accountOf, type Naming, namingOf, spares, strongest } from "../policy/principal";

/** "none" where the statement does not speak of the caller. */
export function namingIn({ principals, policy, path }: Statement, caller: Principal, bounded: boolean): Naming {
  if (!principals) return "exact";
  if (!principals.not) return strongest(principals.entries.map((entry) => namingOf(entry, caller)));
  return !bounded && spares(principals.entries, caller, `${policy} ${path}.NotPrincipal`) ? "none" : "everyone";
}

export interface Call {
  readonly caller: Principal;
  /** Lower case. */
  readonly action: string;
  readonly resource: string;
  readonly owner: string;
}

/** Keys and roles are never reached without their own policy. */
export const needsItsOwnPolicy = ({ action, resource }: Pick<Call, "action" | "resource">): boolean =>
  /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource) ||
  (/^sts:(assumerole|tagsession|setsourceidentity)/.test(action) && /^arn:[^:]*:iam::[^:]*:role\//.test(resource));

/**
 * Whether the allowing statements suffice, denials aside. More of them never suffice less.
 * Pages: IAM User Guide, "Policy evaluation logic", "Cross-account policy evaluation logic".
 */
export function suffices(
  call: Call,
  allows: { readonly identity: boolean; readonly boundary: boolean; readonly resource: readonly Naming[] },
  policies: Policies,
): boolean {
  const { caller, owner } = call;
  const account = accountOf(caller);
  if (account === undefined) return allows.resource.length > 0;
  const isRoot = caller.kind === "root";
  const own = isRoot || (allows.identity && (policies.boundary === undefined || allows.boundary));
  if (account !== owner) return allows.resource.length > 0 && own;
  const naming = strongest(allows.resource);
  if (naming === "none") return !needsItsOwnPolicy(call) && own;
  if (naming === "account") return own;
  const limited = caller.kind === "role" && naming === "exact";
  return !limited || policies.boundary === undefined || allows.boundary;
}
