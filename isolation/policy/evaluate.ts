/** Decides one request against all policies that AWS would ask, and cites the statements that decided. */
import { buildContext } from "./context";
import type { Policy } from "./document";
import { type Asked, ask, type Hit } from "./hits";
import { accountOf, strongest } from "./principal";
import { checkRequest, type Request } from "./request";

/** The policies that apply to a request; the caller picks them (an endpoint's only if the request goes through it). */
export interface Policies {
  readonly identity?: readonly Policy[];
  /** Bucket policy, key policy, or trust policy of the resource. */
  readonly resource?: Policy;
  readonly boundary?: Policy;
  readonly endpoint?: Policy;
  /** Session policies; each must allow. */
  readonly session?: readonly Policy[];
  /** Service control policies by level (root, units, account); each level must allow. */
  readonly serviceControl?: readonly (readonly Policy[])[];
}

export type Reason =
  | "allowed"
  | "explicit deny"
  | "no allow (identity)"
  | "no allow (resource)"
  | "no allow (endpoint)"
  | "no allow (boundary)"
  | "no allow (session)"
  | "no allow (service control)";

export interface StatementReference {
  readonly policy: string;
  readonly index: number;
  readonly sid?: string;
  /** JSON path in the policy document. */
  readonly path: string;
}

export interface Decision {
  readonly allowed: boolean;
  readonly reason: Reason;
  /** The denials that struck, or all statements that together let the request through; empty where an allow is missing. */
  readonly statements: readonly StatementReference[];
}

const cite = (hits: readonly Hit[]): readonly StatementReference[] =>
  hits.map(({ statement: { policy, index, sid, path } }) => ({
    policy,
    index,
    path,
    ...(sid === undefined ? {} : { sid }),
  }));

const isKey = (resource: string): boolean => /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource);
const isRoleTrust = (action: string, resource: string): boolean =>
  /^sts:(assumerole|tagsession|setsourceidentity)/.test(action) && /^arn:[^:]*:iam::[^:]*:role\//.test(resource);

/** Which of the caller's own policies still have to allow, once the resource's policy has spoken. */
interface Need {
  readonly identity: boolean;
  readonly limits: boolean;
}

/**
 * The resource policy's part. In the same account its direct grant is enough (for a role named by its ARN, boundary
 * and session policies still count); naming the account only hands the question to identity policies. Keys and roles
 * are never reached without their own policy; nor is anything of another account.
 */
const needAfterResource = (
  { principal, action, resource }: Asked,
  sameAccount: boolean,
  allows: readonly Hit[],
): Need | undefined => {
  if (accountOf(principal) === undefined) return allows.length > 0 ? { identity: false, limits: false } : undefined;
  const everything: Need = { identity: true, limits: true };
  if (!sameAccount) return allows.length > 0 ? everything : undefined;
  const naming = strongest(allows.map((allow) => allow.naming));
  if (naming === "none") return isKey(resource) || isRoleTrust(action, resource) ? undefined : everything;
  if (naming === "account") return everything;
  // A role's own ARN is limited by its boundary; its session's ARN, a user's ARN and everybody are not.
  return { identity: false, limits: principal.kind === "role" && naming === "exact" };
};

const allowed = (...hits: readonly (readonly Hit[])[]): Decision => ({
  allowed: true,
  reason: "allowed",
  statements: cite(hits.flat()),
});
const refused = (reason: Reason): Decision => ({ allowed: false, reason, statements: [] });

/**
 * Decides a request. Throws PolicyError where a policy or the request says something that is not understood.
 * Pages: IAM User Guide, "Policy evaluation logic", "Cross-account policy evaluation logic", "Permissions boundaries";
 * KMS Developer Guide, "Key policies"; AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
 */
export function evaluate(request: Request, policies: Policies): Decision {
  const { principal, resource, resourceAccount } = request;
  checkRequest(request);
  const action = request.action.toLowerCase();
  const service = action.slice(0, action.indexOf(":"));
  const asked: Asked = {
    principal,
    action,
    resource,
    context: buildContext(principal, service, resourceAccount, request.context),
    bounded: policies.boundary !== undefined,
  };

  const { identity = [], session = [], serviceControl = [] } = policies;
  // Service control policies bind the accounts' own principals only.
  const levels = accountOf(principal) === undefined ? [] : serviceControl.map((level) => ask(level, asked));
  const own = ask(identity, asked);
  const onResource = ask(policies.resource ? [policies.resource] : [], asked);
  const boundary = policies.boundary ? ask([policies.boundary], asked) : undefined;
  const sessions = session.map((policy) => ask([policy], asked));
  const endpoint = policies.endpoint ? ask([policies.endpoint], asked) : undefined;

  const all = [
    ...levels,
    own,
    onResource,
    ...(boundary ? [boundary] : []),
    ...sessions,
    ...(endpoint ? [endpoint] : []),
  ];
  const denies = all.flatMap((hits) => hits.denies);
  if (denies.length > 0) return { allowed: false, reason: "explicit deny", statements: cite(denies) };
  if (endpoint && endpoint.allows.length === 0) return refused("no allow (endpoint)");
  if (levels.some((level) => level.allows.length === 0)) return refused("no allow (service control)");

  const need = needAfterResource(asked, accountOf(principal) === resourceAccount, onResource.allows);
  if (!need) return refused("no allow (resource)");
  // The root user needs no identity policy and has no boundary.
  const isRoot = principal.kind === "root";
  if (need.identity && !isRoot && own.allows.length === 0) return refused("no allow (identity)");
  if (need.limits && !isRoot && boundary?.allows.length === 0) return refused("no allow (boundary)");
  if (need.limits && sessions.some((hits) => hits.allows.length === 0)) return refused("no allow (session)");
  return allowed(onResource.allows, own.allows, boundary?.allows ?? [], endpoint?.allows ?? []);
}
