/** A request's condition keys: what the caller gives, and what AWS derives from principal, resource and connection. */
import type { Context } from "./condition";
import { PolicyError } from "./error";
import { conditionKey } from "./keys";
import { accountOf, isFederatedUser, type Principal } from "./principal";

/** Values by condition key, in any case; undefined says that the key is absent even where AWS would derive it. */
export type ContextValues = Readonly<Record<string, string | readonly string[] | undefined>>;

type Derived = Readonly<Record<string, string | undefined>>;

const principalTypes: Readonly<Record<Principal["kind"], string | undefined>> = {
  role: "AssumedRole",
  user: "User",
  root: "Account",
  anonymous: "Anonymous",
  service: undefined,
  federated: undefined,
};

const principalArn = (principal: Principal): string | undefined => {
  if (principal.kind === "root") return `arn:${principal.partition ?? "aws"}:iam::${principal.account}:root`;
  return "arn" in principal ? principal.arn : undefined;
};

const userId = (principal: Principal): string | undefined => {
  if (principal.kind === "anonymous") return "anonymous";
  if (principal.kind === "root") return principal.account;
  if (!("id" in principal) || principal.id === undefined) return undefined;
  return principal.kind === "role" ? `${principal.id}:${principal.session ?? "session"}` : principal.id;
};

const derive = (principal: Principal, service: string, resourceAccount: string): Derived => ({
  "aws:principalarn": principalArn(principal),
  "aws:principalaccount": principal.kind === "anonymous" ? "anonymous" : accountOf(principal),
  "aws:principaltype": isFederatedUser(principal) ? "FederatedUser" : principalTypes[principal.kind],
  "aws:principalisawsservice": principal.kind === "anonymous" ? undefined : String(principal.kind === "service"),
  "aws:principalservicename": principal.kind === "service" ? principal.service : undefined,
  "aws:userid": userId(principal),
  "aws:username":
    principal.kind === "user" && !isFederatedUser(principal) ? principal.arn.split("/").at(-1) : undefined,
  "aws:resourceaccount": resourceAccount,
  "aws:securetransport": "true",
  "aws:viaawsservice": "false",
  "s3:resourceaccount": service === "s3" ? resourceAccount : undefined,
  "kms:calleraccount": service === "kms" ? accountOf(principal) : undefined,
});

/**
 * The keys of one request. Given keys win over derived ones (aws:PrincipalArn, aws:PrincipalAccount,
 * aws:ResourceAccount, aws:PrincipalIsAWSService, aws:SecureTransport true, aws:ViaAWSService false, ...).
 * Throws PolicyError on a key that AWS does not have, or given twice in different case.
 * Page: IAM User Guide, "AWS global condition context keys".
 */
export function buildContext(
  principal: Principal,
  service: string,
  resourceAccount: string,
  given: ContextValues = {},
): Context {
  const context = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(derive(principal, service, resourceAccount))) {
    if (value !== undefined) context.set(key, [value]);
  }
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (!conditionKey(key)) throw new PolicyError("request", `"${name}" is not a condition key of AWS`);
    if (seen.has(key)) throw new PolicyError("request", `"${name}" is given twice`);
    seen.add(key);
    if (value === undefined) context.delete(key);
    else context.set(key, typeof value === "string" ? [value] : value);
  }
  return context;
}
