/** Who may be named in Principal and NotPrincipal, who may call, and how exactly the one names the other. */
import { PolicyError } from "./error";

/** Who makes the request. Accounts are 12 digits; ARNs are whole. */
export type Principal =
  /** A session of a role; arn is the ROLE's ARN (arn:aws:iam::111122223333:role/path/name). */
  | {
      readonly kind: "role";
      readonly arn: string;
      readonly account: string;
      /** Role session name; "session" where it does not matter. */
      readonly session?: string;
      /** The role's unique id (AROA...). */
      readonly id?: string;
    }
  /** Or a user's session by GetFederationToken (arn:aws:sts::111122223333:federated-user/name). */
  | { readonly kind: "user"; readonly arn: string; readonly account: string; readonly id?: string }
  /** The account's root user. */
  | { readonly kind: "root"; readonly account: string; readonly partition?: string }
  /** An AWS service that acts by itself, for example logging.s3.amazonaws.com. */
  | { readonly kind: "service"; readonly service: string }
  /** Someone with an identity provider's token (AssumeRoleWithWebIdentity, AssumeRoleWithSAML). */
  | { readonly kind: "federated"; readonly provider: string }
  | { readonly kind: "anonymous" };

export const isFederatedUser = (principal: Principal): boolean =>
  principal.kind === "user" && principal.arn.includes(":federated-user/");

/** One entry of Principal or NotPrincipal. */
export type PrincipalEntry =
  | { readonly kind: "everyone" }
  | { readonly kind: "account"; readonly account: string }
  | { readonly kind: "arn"; readonly arn: string }
  | { readonly kind: "session"; readonly arn: string }
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "federated"; readonly provider: string }
  | { readonly kind: "canonical"; readonly id: string };

/** How exactly an entry names a caller; it decides whether identity policies and boundaries still count. */
export type Naming = "none" | "account" | "everyone" | "exact" | "session";

const rootArn = /^arn:aws[a-z-]*:iam::(\d{12}):root$/;
const identityArn = /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/;
const sessionArn = /^arn:aws[a-z-]*:sts::\d{12}:assumed-role\/[\w+=,.@-]+\/[\w+=,.@-]+$/;

const awsEntry = (value: string, where: string): PrincipalEntry => {
  if (value === "*") return { kind: "everyone" };
  const account = /^\d{12}$/.exec(value)?.[0] ?? rootArn.exec(value)?.[1];
  if (account) return { kind: "account", account };
  if (identityArn.test(value)) return { kind: "arn", arn: value };
  if (sessionArn.test(value)) return { kind: "session", arn: value };
  if (/^A(ROA|IDA)[A-Z0-9]{12,}$/.test(value)) return { kind: "id", id: value };
  throw new PolicyError(where, `"${value}" is not an account, role, user or role session; IAM takes no wildcards here`);
};

const entryReaders: Readonly<Record<string, (value: string, where: string) => PrincipalEntry>> = {
  AWS: awsEntry,
  Service: (value, where) => {
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value))
      throw new PolicyError(where, `"${value}" is not a service principal`);
    return { kind: "service", service: value };
  },
  Federated: (provider, where) => {
    if (!/^[\w.:/@+=-]+$/.test(provider)) throw new PolicyError(where, `"${provider}" is not an identity provider`);
    return { kind: "federated", provider };
  },
  CanonicalUser: (id, where) => {
    if (!/^[0-9a-f]{64}$/.test(id)) throw new PolicyError(where, `"${id}" is not a canonical user id`);
    return { kind: "canonical", id };
  },
};

/** Reads one value under a key of Principal; throws PolicyError on an unknown key or a value that IAM does not take. */
export function parsePrincipalEntry(key: string, value: string, where: string): PrincipalEntry {
  const read = Object.hasOwn(entryReaders, key) ? entryReaders[key] : undefined;
  if (!read)
    throw new PolicyError(where, `"${key}" is not a kind of principal (AWS, Service, Federated, CanonicalUser)`);
  return read(value, where);
}

/** arn:aws:sts::111122223333:assumed-role/name/session; a role's path is not part of it. */
export const sessionArnOf = (principal: Principal & { kind: "role" }): string => {
  const [, partition, , , account] = principal.arn.split(":");
  const name = principal.arn.split("/").at(-1);
  return `arn:${partition}:sts::${account}:assumed-role/${name}/${principal.session ?? "session"}`;
};

/** The caller's account; undefined for services, identity providers' users and nobody. */
export const accountOf = (principal: Principal): string | undefined =>
  "account" in principal ? principal.account : undefined;

const nothing = (): Naming => "none";

const namings: {
  readonly [Kind in PrincipalEntry["kind"]]: (entry: PrincipalEntry & { kind: Kind }, principal: Principal) => Naming;
} = {
  everyone: () => "everyone",
  account: ({ account }, principal) => {
    if (accountOf(principal) !== account) return "none";
    return principal.kind === "root" ? "exact" : "account";
  },
  arn: ({ arn }, principal) =>
    (principal.kind === "role" || principal.kind === "user") && principal.arn === arn ? "exact" : "none",
  session: ({ arn }, principal) => (principal.kind === "role" && sessionArnOf(principal) === arn ? "session" : "none"),
  id: ({ id }, principal) => ("id" in principal && principal.id === id ? "exact" : "none"),
  service: ({ service }, principal) =>
    principal.kind === "service" && principal.service === service ? "exact" : "none",
  federated: ({ provider }, principal) =>
    principal.kind === "federated" && principal.provider === provider ? "exact" : "none",
  // Canonical ids name accounts of old bucket policies; nothing here knows an account's canonical id.
  canonical: nothing,
};

/** How one entry names the caller. */
export const namingOf = (entry: PrincipalEntry, principal: Principal): Naming =>
  (namings[entry.kind] as (entry: PrincipalEntry, principal: Principal) => Naming)(entry, principal);

/** By how little it leaves to the caller's own policies: see needAfterResource in evaluate.ts. */
const strength: Readonly<Record<Naming, number>> = { none: 0, account: 1, exact: 2, everyone: 3, session: 4 };

/** The naming that leaves least to the caller's own policies. */
export const strongest = (namings: readonly Naming[]): Naming =>
  namings.reduce<Naming>((best, naming) => (strength[naming] > strength[best] ? naming : best), "none");

/**
 * Whether NotPrincipal spares the caller. IAM wants the account named together with the role or user; a caller named
 * without its account may or may not be spared, so that is an error.
 * Page: IAM User Guide, "AWS JSON policy elements: NotPrincipal".
 */
export function spares(entries: readonly PrincipalEntry[], principal: Principal, where: string): boolean {
  const found = new Set(entries.map((entry) => namingOf(entry, principal)));
  if (found.has("everyone")) return true;
  if (principal.kind !== "role" && principal.kind !== "user") return found.has("exact");
  if (!found.has("exact") && !found.has("session")) return false;
  if (!found.has("account") || !found.has("exact")) {
    throw new PolicyError(
      where,
      `NotPrincipal names ${principal.arn} in part: its account and its role or user are needed`,
    );
  }
  return true;
}
