/** identityCenter assigns the users of SSO teams, with a role from outside of the environment. */
import { accountOf, environmentPrefix } from "../names";
import type { Check } from "./check";

/** A key that does nothing is a mistake. */
export const identityCenterHasTeams: Check = ({ document, value: { identityCenter }, teams }) => {
  // A team whose log-in mode is wrong may be meant to have SSO.
  const isForSome = teams.some(({ value: { authMode } }) => authMode !== "IAM");
  if (identityCenter === undefined || isForSome) return [];
  return [
    document.problem(
      ["identityCenter"],
      "assigns nobody, because no team logs in through IAM Identity Center; leave it out, or write authMode: SSO in a team's file",
      "key",
    ),
  ];
};

/** As the accounts' deployers: the environment's own roles are made by Terraform, and belong to its teams. */
export const identityRoleIsOutside: Check = ({ document, name, value: { identityCenter, namePrefix, accounts } }) => {
  const role = identityCenter?.deployerRole;
  const studio = accounts?.studio?.id;
  if (role === undefined || studio === undefined || namePrefix === undefined) return [];
  const own = `${environmentPrefix({ name, namePrefix })}-`;
  if (accountOf(role) !== studio || !role.split("/").at(-1)?.startsWith(own)) return [];
  return [
    document.problem(
      ["identityCenter", "deployerRole"],
      `is named like the roles that this environment makes (${own}*); name a role from outside it`,
    ),
  ];
};
