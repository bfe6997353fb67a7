/** Assignments in IAM Identity Center, by which the people of a team in SSO mode log in: a suspension takes them away, a resumption makes them again. */
import { GetUserIdCommand } from "@aws-sdk/client-identitystore";
import {
  CreateApplicationAssignmentCommand,
  DeleteApplicationAssignmentCommand,
  DescribeApplicationAssignmentCommand,
} from "@aws-sdk/client-sso-admin";
import type { IdentityClients } from "../teardown/aws";
import { orGone } from "../teardown/or-gone";

/** A call that is to be made. */
export interface SeatStep {
  readonly does: "remove" | "make";
  /** Name of the profile. */
  readonly user: string;
  /** ARN of the domain's application. */
  readonly application: string;
  /** GUID of the user in the identity store. */
  readonly principal: string;
}

export interface Seats {
  readonly steps: readonly SeatStep[];
  /** Why IAM Identity Center cannot be asked. */
  readonly problem?: string;
  /** Makes the call, as the role that may; what AWS refuses, in words. */
  readonly turn: (step: SeatStep) => Promise<string | undefined>;
}

interface Wanted {
  readonly name: string;
  /** User name in IAM Identity Center. */
  readonly ssoUser: string;
  readonly isAssigned: boolean;
}

/** Steps after which each is assigned, or not, as wanted. Whom the identity store does not know cannot log in, and is left out. */
export async function seatSteps(
  ApplicationArn: string,
  IdentityStoreId: string,
  people: readonly Wanted[],
  { users, assignments }: IdentityClients,
): Promise<SeatStep[]> {
  const steps: SeatStep[] = [];
  for (const { name, ssoUser, isAssigned } of people) {
    const AlternateIdentifier = { UniqueAttribute: { AttributePath: "userName", AttributeValue: ssoUser } };
    const id = await orGone(() => users.send(new GetUserIdCommand({ IdentityStoreId, AlternateIdentifier })));
    const principal = id?.UserId;
    if (principal === undefined) continue;
    const ask = { ApplicationArn, PrincipalId: principal, PrincipalType: "USER" } as const;
    const found = await orGone(() => assignments.send(new DescribeApplicationAssignmentCommand(ask)));
    if ((found !== undefined) === isAssigned) continue;
    steps.push({ does: isAssigned ? "make" : "remove", user: name, application: ApplicationArn, principal });
  }
  return steps;
}

/** Rejects with AWS's error. */
export async function turnSeat(step: SeatStep, { assignments }: IdentityClients): Promise<void> {
  const of = { ApplicationArn: step.application, PrincipalId: step.principal, PrincipalType: "USER" } as const;
  await (step.does === "make"
    ? assignments.send(new CreateApplicationAssignmentCommand(of))
    : orGone(() => assignments.send(new DeleteApplicationAssignmentCommand(of))));
}
