/** How the teams of a studio account are told apart: what the configuration declares, or what the roles' policies read like. */
import type { Separation } from "../../config/schema";
import { placeOf } from "../model";
import { evaluate } from "../policy";
import type { Facts, TeamFacts } from "./facts";
import { oncePerEnvironment } from "./once";
import { asRole, leftTo, policiesOf } from "./role-grants";

/**
 * Only a reading: whether a role sees a training job that is not named after its team. That it reaches no more is decided by
 * G2, for all requests.
 * @returns the mode, and `<stack> <type>.<name> <JSON path>` of what says so
 */
export function separationRead(
  { partition, region, account }: Pick<Facts, "partition" | "region" | "account">,
  { role }: Pick<TeamFacts, "role">,
): { readonly value: Separation; readonly where: string } {
  const { allowed, statements } = evaluate(
    {
      principal: asRole(role),
      action: "sagemaker:DescribeTrainingJob",
      // Names of environments begin with a letter, so no team's objects are named so.
      resource: `arn:${partition}:sagemaker:${region}:${account}:training-job/0`,
      resourceAccount: account,
    },
    { ...policiesOf(role), resource: leftTo(account) },
  );
  const own = statements.find(({ policy }) => role.identity.some(({ name }) => name === policy));
  if (!allowed) return { value: "names", where: placeOf(role.resource) };
  return { value: "account", where: own ? `${own.policy} ${own.path}` : placeOf(role.resource) };
}

/** Of one environment all teams: where policies read differently, as the widest of them. */
export const separationOf = oncePerEnvironment((facts): Separation => {
  if (facts.declared) return facts.declared.separation;
  const found = facts.teams.map((team) => separationRead(facts, team).value);
  return found.includes("account") ? "account" : "names";
});
