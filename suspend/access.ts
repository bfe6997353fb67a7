/** How a team's people and roles get in: changed in one order, by a suspension and by a resumption. */
import type { IAMClient } from "@aws-sdk/client-iam";
import type { Done } from "./done";
import { type Door, turn } from "./people-policy";
import { type Denial, writeDenial } from "./role";
import type { Seats } from "./seats";
import { suspensionPolicyName } from "./statements";

export interface Access {
  /** The execution role's first. */
  readonly denials: readonly Denial[];
  /** In IAM mode. */
  readonly door: Door | undefined;
  /** In SSO mode, where the environment names a role that assigns. */
  readonly seats?: Seats | undefined;
}

/** Rejects with AWS's error for the first call to IAM that it refuses. Answers what IAM Identity Center refused, in words. */
export async function changeAccess(
  { denials, door, seats }: Access,
  iam: IAMClient,
  onDone?: (done: Done) => void,
): Promise<string[]> {
  for (const denial of denials) {
    const isThere = await writeDenial(denial, iam);
    if (isThere) onDone?.({ kind: "inline policy", id: `${suspensionPolicyName} of ${denial.role}` });
  }
  if (door && door.steps.length > 0) {
    await turn(door, iam);
    onDone?.({ kind: "policy", id: door.policy });
  }
  const refusals: string[] = [];
  for (const step of seats?.steps ?? []) {
    const refused = await seats?.turn(step);
    if (refused === undefined) onDone?.({ kind: "assignment", id: step.user });
    else refusals.push(refused);
  }
  return [...new Set(refusals)];
}
