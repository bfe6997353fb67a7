/** A suspension on the team's execution role: read from its inline policy and written there, where it fits. */
import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  type IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { executionRoleName } from "../config/names";
import type { Environment, Team } from "../config/schema";
import { render } from "../policies/document";
import { CannotGoOn } from "../teardown/failure";
import { orGone } from "../teardown/or-gone";
import { readSuspension } from "./read";
import { charactersOf, mostCharacters, suspensionPolicyName, suspensionStatements } from "./statements";
import { nobody, type Suspension } from "./suspension";

const nameOf = (environment: Environment, team: Team) => ({
  RoleName: executionRoleName(environment, team),
  PolicyName: suspensionPolicyName,
});

/** Rejects with CannotGoOn where the policy says what these commands do not write. */
export async function suspensionOf(environment: Environment, team: Team, iam: IAMClient): Promise<Suspension> {
  const name = nameOf(environment, team);
  const found = await orGone(() => iam.send(new GetRolePolicyCommand(name)));
  if (found === undefined) return nobody;
  // IAM's API gives documents URL-encoded: docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html.
  const state = readSuspension(environment, decodeURIComponent(found.PolicyDocument ?? ""));
  if (state !== undefined) return state;
  throw new CannotGoOn(
    `the inline policy ${name.PolicyName} of the role ${name.RoleName} is not as suspend and resume write it, so somebody changed it (CloudTrail: PutRolePolicy); delete it in the console once you know why, then run the command again`,
  );
}

/**
 * The policy's text; undefined where nothing is suspended and no session is revoked.
 * Throws CannotGoOn where the role cannot hold it.
 */
export function textOf(environment: Environment, domainId: string, state: Suspension): string | undefined {
  const statements = suspensionStatements(environment, domainId, state);
  if (statements.length === 0) return undefined;
  const text = render(statements);
  const size = charactersOf(text);
  if (size <= mostCharacters) return text;
  throw new CannotGoOn(
    `${state.users.length} suspended people make a policy of ${size} characters, and a role holds ${mostCharacters}; suspend the whole team instead`,
  );
}

/** `text` undefined: the policy goes. Rejects with CannotGoOn where the role has no room for it, else with AWS's error. */
export async function writeSuspension(
  environment: Environment,
  team: Team,
  text: string | undefined,
  iam: IAMClient,
): Promise<void> {
  const name = nameOf(environment, team);
  if (text === undefined) {
    await orGone(() => iam.send(new DeleteRolePolicyCommand(name)));
    return;
  }
  try {
    await iam.send(new PutRolePolicyCommand({ ...name, PolicyDocument: text }));
  } catch (error) {
    // The role's other inline policies count too.
    if (!/LimitExceeded/.test((error as Error).name)) throw error;
    throw new CannotGoOn(
      `the role ${name.RoleName} has no room for a policy of ${charactersOf(text)} characters (${(error as Error).message}); suspend the whole team instead of more people by name`,
    );
  }
}
