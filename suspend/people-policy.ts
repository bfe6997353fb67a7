/** The policy by which people open Studio in IAM mode, as IAM has it: its versions, and the calls that close and open it. */
import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  paginateListPolicyVersions,
  SetDefaultPolicyVersionCommand,
} from "@aws-sdk/client-iam";
import { peoplePolicyName, policyArn, sagemakerArn } from "../config/names";
import type { Environment, Team } from "../config/schema";
import { orGone } from "../teardown/or-gone";
import { closedDoor, type DoorStep, doorSteps, mostManagedCharacters, type Version } from "./door";
import { charactersOf } from "./statements";
import type { Suspension } from "./suspension";

export interface Door {
  readonly policy: string;
  /** Calls to make; none where it is as it should be. */
  readonly steps: readonly DoorStep[];
  /** Why it cannot be closed or opened. */
  readonly problem?: string;
}

/** What a suspension asks of the policy; undefined where people do not open Studio by one: in SSO mode, or where there is none. */
export async function findDoor(
  environment: Environment,
  team: Team,
  domainId: string,
  state: Suspension,
  iam: IAMClient,
): Promise<Door | undefined> {
  if (team.authMode !== "IAM") return undefined;
  const policy = policyArn(environment, peoplePolicyName(environment, team));
  const versions = await orGone(() => versionsOf(policy, iam));
  if (versions === undefined) return undefined;
  const names = state.team ? ["*"] : state.users;
  const profiles = names.map((name) => sagemakerArn(environment, `user-profile/${domainId}/${name}`));
  const steps = doorSteps(versions, profiles.length > 0 ? closedDoor(profiles) : undefined);
  if (typeof steps === "string") return { policy, steps: [], problem: `${policy} was left as it is: ${steps}` };
  const isTooLong = steps.some(
    (step) => step.call === "CreatePolicyVersion" && charactersOf(step.document) > mostManagedCharacters,
  );
  if (!isTooLong) return { policy, steps };
  const limit = `it would have more than ${mostManagedCharacters} characters`;
  return { policy, steps: [], problem: `${policy} was left as it is: ${limit}; suspend the whole team instead` };
}

async function versionsOf(PolicyArn: string, client: IAMClient): Promise<Version[]> {
  const found: Version[] = [];
  for await (const { Versions = [] } of paginateListPolicyVersions({ client }, { PolicyArn })) {
    for (const { VersionId = "", IsDefaultVersion: isDefault = false } of Versions) {
      const { PolicyVersion } = await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
      found.push({ id: VersionId, isDefault, document: decodeURIComponent(PolicyVersion?.Document ?? "") });
    }
  }
  return found;
}

/** Rejects with AWS's error for the first call that it refuses. */
export async function turn({ policy: PolicyArn, steps }: Door, iam: IAMClient): Promise<void> {
  for (const step of steps) {
    if (step.call === "CreatePolicyVersion") {
      const version = { PolicyArn, PolicyDocument: step.document, SetAsDefault: true };
      await iam.send(new CreatePolicyVersionCommand(version));
    } else {
      const version = { PolicyArn, VersionId: step.version };
      await (step.call === "SetDefaultPolicyVersion"
        ? iam.send(new SetDefaultPolicyVersionCommand(version))
        : iam.send(new DeletePolicyVersionCommand(version)));
    }
  }
}
