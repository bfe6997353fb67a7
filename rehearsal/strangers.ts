/** Somebody assigns a person in IAM Identity Center whom no file declares: the doctor tells who, and the call that it prints takes them out. */
import { GetUserIdCommand } from "@aws-sdk/client-identitystore";
import { CreateApplicationAssignmentCommand } from "@aws-sdk/client-sso-admin";
import { identityCenterOf } from "../cli/identity-center";
import type { Team } from "../config/schema";
import { type Clients, sessionNames } from "../teardown/aws";
import { findTeamDomain } from "../teardown/of-user";
import { newcomerInIdentityCenter } from "./accounts";
import { askDoctor } from "./ask-doctor";
import { shellWithAws } from "./aws-cli";
import type { Stage } from "./stage";

/** Rejects where the doctor tells anything else, or the call does not take them out. */
export async function assignAStranger(stage: Stage, team: Team, clients: Clients): Promise<void> {
  const { environment, localAws } = stage;
  const application = (await findTeamDomain(environment, team, clients))?.application;
  const identity = identityCenterOf(environment, localAws.environment, sessionNames.teardown);
  if (application === undefined || identity === undefined) throw new Error(`${team.name} has nobody assigned`);
  const assigned = await identity.work(async ({ users, assignments }, IdentityStoreId) => {
    const UniqueAttribute = { AttributePath: "userName", AttributeValue: newcomerInIdentityCenter };
    const ask = new GetUserIdCommand({ IdentityStoreId, AlternateIdentifier: { UniqueAttribute } });
    const PrincipalId = (await users.send(ask)).UserId;
    const whom = { ApplicationArn: application, PrincipalId, PrincipalType: "USER" } as const;
    await assignments.send(new CreateApplicationAssignmentCommand(whom));
    return {};
  });
  identity.close();
  if ("unread" in assigned) throw new Error(assigned.unread);
  const { findings } = await askDoctor(stage, team, clients);
  const [told, ...others] = findings;
  if (others.length > 0 || !told?.says?.startsWith(`${newcomerInIdentityCenter} is assigned`)) {
    throw new Error(`expected ${newcomerInIdentityCenter} as the only finding, found ${JSON.stringify(findings)}`);
  }
  const line = /aws sso-admin .*$/.exec(told.next ?? "")?.[0] ?? "";
  const paste = await shellWithAws(localAws, environment.identityCenter?.deployerRole ?? "");
  const { ok, output } = await paste(line);
  if (!ok) throw new Error(`${line}\n${output}`);
  const after = await askDoctor(stage, team, clients);
  if (after.findings.length > 0) throw new Error(`expected nothing, found ${JSON.stringify(after.findings)}`);
}
