/** The policy by which people open Studio in IAM mode, closed for a suspension and opened again: which versions to make, choose and delete. */
import type { Statement } from "../policies/document";

export interface Version {
  /** v1, v2, ... */
  readonly id: string;
  readonly isDefault: boolean;
  /** JSON text, decoded. */
  readonly document: string;
}

export type DoorStep =
  | { readonly call: "CreatePolicyVersion"; readonly document: string }
  | { readonly call: "SetDefaultPolicyVersion"; readonly version: string }
  | { readonly call: "DeletePolicyVersion"; readonly version: string };

/** Versions of a managed policy at most; docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html. */
const mostVersions = 5;
/** Characters of a managed policy at most, whitespace not counted; docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html. */
export const mostManagedCharacters = 6144;

export const doorSid = "StudioSuspended";

/**
 * A denial of the presigned URLs of these profiles (ARNs, patterns too). AWS asks the policy at every request to an app as
 * well, so it also ends what is open in a browser: docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html.
 */
export const closedDoor = (profiles: readonly string[]): Statement => ({
  Sid: doorSid,
  Effect: "Deny",
  Action: "sagemaker:CreatePresignedDomainUrl",
  Resource: profiles,
});

/**
 * Calls, in this order, after which the policy's default version is what Terraform wrote, with `closed` behind it or, where
 * that is undefined, as it was. A problem in words where the versions are not as these commands and Terraform leave them.
 */
export function doorSteps(versions: readonly Version[], closed: Statement | undefined): DoorStep[] | string {
  const present = versions.find(({ isDefault }) => isDefault);
  const own = versions.filter(isOurs);
  const open = present && isOurs(present) ? newest(versions.filter((each) => !isOurs(each))) : present;
  if (present === undefined || open === undefined) return "no version of the policy is without the suspension";
  if (isOurs(present) && without(present.document) !== canonical(open.document)) {
    return `its default version ${present.id} differs from ${open.id} by more than the suspension; somebody changed it`;
  }
  const drop = (some: readonly Version[]): DoorStep[] =>
    some.map(({ id }) => ({ call: "DeletePolicyVersion", version: id }));
  if (closed === undefined) {
    const back: DoorStep[] = present === open ? [] : [{ call: "SetDefaultPolicyVersion", version: open.id }];
    return [...back, ...drop(own)];
  }
  const document = shaped(open.document, (statements) => [...statements, closed]);
  const others = own.filter((each) => each !== present);
  if (canonical(present.document) === document) return drop(others);
  const left = versions.filter((each) => !others.includes(each));
  const oldest = left.filter((each) => each !== open && each !== present).sort(byAge)[0];
  return [
    ...drop(others),
    ...(left.length >= mostVersions && oldest ? drop([oldest]) : []),
    { call: "CreatePolicyVersion", document },
    ...drop(present === open ? [] : [present]),
  ];
}

type Statements = readonly { readonly Sid?: string }[];

const statementsOf = (document: string): Statements => [JSON.parse(document).Statement].flat();

const isOurs = ({ document }: Version): boolean => statementsOf(document).some(({ Sid }) => Sid === doorSid);

const canonical = (document: string): string => shaped(document, (statements) => statements);

const without = (document: string): string =>
  shaped(document, (statements) => statements.filter(({ Sid }) => Sid !== doorSid));

/** Statements last, wherever the text has them: the provider writes members in another order than these commands. */
function shaped(document: string, change: (statements: Statements) => Statements): string {
  const { Statement: _, ...rest } = JSON.parse(document);
  return JSON.stringify({ ...rest, Statement: change(statementsOf(document)) });
}

const byAge = (one: Version, other: Version): number => Number(one.id.slice(1)) - Number(other.id.slice(1));
const newest = (versions: readonly Version[]): Version | undefined => [...versions].sort(byAge).at(-1);
