/** Condition keys that name an organization: of the caller, of the resource, of a calling service's resource, of an endpoint. */
import { accountOf } from "../policy/principal";
import { type Assumptions, always, type Call, never, orAbsent, type Sent, someLike } from "./call";
import { type KeyRow, pages } from "./rows";

const because = "nothing says which organization this is";
const advice = "declare organizationId in environment.yaml";

/** Of an account; one that is not the environment's may be in any organization, or in none. */
function organizationOf(account: string | undefined, { accounts, organizationId }: Assumptions): Sent {
  if (account === undefined) return never;
  if (!accounts.includes(account)) {
    return orAbsent(someLike("accounts beside the environment's may belong to any organization", "o-??????????*"));
  }
  if (organizationId !== undefined) return always(organizationId);
  return { ...orAbsent(someLike(because, "o-??????????*")), advice };
}

/** <organization>/<root>/<unit>/...; which units an account is in is not declared. */
function pathsOf(account: string | undefined, assumptions: Assumptions): Sent {
  const { organizationId } = assumptions;
  const organization = organizationOf(account, assumptions);
  if (organization === never) return never;
  const isOurs = organizationId !== undefined && assumptions.accounts.includes(account ?? "");
  return isOurs
    ? someLike("the units that the account is in are not declared", `${organizationId}/r-*/*`)
    : { ...organization, like: organization.like.map((pattern) => `${pattern}/r-*/*`) };
}

const caller = ({ request: { principal } }: Call) => accountOf(principal);
const owner = ({ request: { resourceAccount } }: Call) => resourceAccount;
const source = ({ sender, request }: Call) =>
  sender === "service" ? String(request.context?.["aws:SourceAccount"] ?? "") || undefined : undefined;

/** Few services say of an endpoint whose it is. */
const ofEndpoint =
  (tell: (account: string, assumptions: Assumptions) => Sent) =>
  ({ sender, request: { context = {} }, assumptions }: Call): Sent => {
    if (context["aws:SourceVpce"] === undefined) return never;
    const told = tell(sender === "external" ? "" : (assumptions.accounts[0] ?? ""), assumptions);
    const because = told.because || "few services say it of an endpoint";
    return { ...told, certain: [], possible: [undefined, ...told.possible, ...told.certain], because };
  };

/**
 * Keys with and without the units' path. A principal that is in no organization (an AWS service, an anonymous caller) has
 * none of the first.
 */
export const organizationKeys: readonly KeyRow[] = [
  ["aws:principalorgid", "aws:principalorgpaths", caller] as const,
  ["aws:resourceorgid", "aws:resourceorgpaths", owner] as const,
  ["aws:sourceorgid", "aws:sourceorgpaths", source] as const,
]
  .flatMap(([id, paths, account]): KeyRow[] => [
    { keys: [id], sent: (call) => organizationOf(account(call), call.assumptions), source: pages.global },
    { keys: [paths], sent: (call) => pathsOf(account(call), call.assumptions), source: pages.global },
  ])
  .concat(
    { keys: ["aws:vpceorgid"], sent: ofEndpoint(organizationOf), source: pages.global },
    { keys: ["aws:vpceorgpaths"], sent: ofEndpoint(pathsOf), source: pages.global },
  );
