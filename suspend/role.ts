/** A suspension on the roles of a team: read from the execution role's inline policy, and written to each where it fits. */
import {
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { Environment, Team } from "../config/schema";
import { render } from "../policies/document";
import { CannotGoOn } from "../teardown/failure";
import { orGone } from "../teardown/or-gone";
import { readSuspension } from "./read";
import { rolesOf } from "./roles";
import { charactersOf, mostCharacters, suspensionPolicyName, suspensionStatements } from "./statements";
import { nobody, type Suspension } from "./suspension";

/** What a role's inline policy of a suspension says; undefined where it has none. */
export interface Denial {
  readonly role: string;
  readonly text: string | undefined;
  /** SageMaker becomes it by itself: it is none of a person's, and may not be deployed yet. */
  readonly isService: boolean;
}

const PolicyName = suspensionPolicyName;

/** Rejects with CannotGoOn where the policy says what these commands do not write. */
export async function suspensionOf(environment: Environment, team: Team, iam: IAMClient): Promise<Suspension> {
  const [role] = rolesOf(environment, team);
  const document = await policyOf(role, iam);
  if (document === undefined) return nobody;
  const state = readSuspension(environment, document);
  if (state !== undefined) return state;
  throw new CannotGoOn(
    `the inline policy ${PolicyName} of the role ${role} is not as suspend and resume write it, so somebody changed it (CloudTrail: PutRolePolicy); delete it in the console once you know why, then run the command again`,
  );
}

async function policyOf(RoleName: string, iam: IAMClient): Promise<string | undefined> {
  const found = await orGone(() => iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })));
  // IAM's API gives documents URL-encoded: docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html.
  return found && decodeURIComponent(found.PolicyDocument ?? "");
}

/**
 * What each role of the team is denied in a state; only the execution role's sessions are told apart by person.
 * Throws CannotGoOn where the execution role cannot hold it.
 */
export function denialsOf(environment: Environment, team: Team, domainId: string, state: Suspension): Denial[] {
  const [execution, ...services] = rolesOf(environment, team);
  const ofAll = { ...state, users: [], revoked: state.revoked.filter(({ user }) => user === undefined) };
  return [
    { role: execution, text: textOf(environment, domainId, state), isService: false },
    ...services.map((role) => ({ role, text: textOf(environment, domainId, ofAll), isService: true })),
  ];
}

function textOf(environment: Environment, domainId: string, state: Suspension): string | undefined {
  const statements = suspensionStatements(environment, domainId, state);
  if (statements.length === 0) return undefined;
  const text = render(statements);
  const size = charactersOf(text);
  if (size <= mostCharacters) return text;
  throw new CannotGoOn(
    `${state.users.length} suspended people make a policy of ${size} characters, and a role holds ${mostCharacters}; suspend the whole team instead`,
  );
}

/** Denials of service roles that are not as they should be: a role that was made since has none. Only reads. */
export async function staleDenials(denials: readonly Denial[], iam: IAMClient): Promise<Denial[]> {
  const stale: Denial[] = [];
  for (const denial of denials.filter(({ isService }) => isService)) {
    const found = await policyOf(denial.role, iam);
    const isAsItShould = found === undefined ? denial.text === undefined : sameJson(found, denial.text);
    if (!isAsItShould && (found !== undefined || (await isRole(denial.role, iam)))) stale.push(denial);
  }
  return stale;
}

/** What the team's file opts in to may not be deployed yet. */
const isRole = async (RoleName: string, iam: IAMClient): Promise<boolean> =>
  (await orGone(() => iam.send(new GetRoleCommand({ RoleName })))) !== undefined;

const sameJson = (one: string, other: string | undefined): boolean =>
  other !== undefined && JSON.stringify(JSON.parse(one)) === other;

/**
 * Without a text the policy goes. Answers whether the role is there. Rejects with CannotGoOn where the role has no room for
 * the policy, else with AWS's error.
 */
export async function writeDenial({ role: RoleName, text, isService }: Denial, iam: IAMClient): Promise<boolean> {
  if (text === undefined) {
    await orGone(() => iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })));
    return true;
  }
  const put = () => iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: text }));
  try {
    return (await (isService ? orGone(put) : put())) !== undefined;
  } catch (error) {
    // The role's other inline policies count too.
    if (!/LimitExceeded/.test((error as Error).name)) throw error;
    throw new CannotGoOn(
      `the role ${RoleName} has no room for a policy of ${charactersOf(text)} characters (${(error as Error).message}); suspend the whole team instead of more people by name`,
    );
  }
}
