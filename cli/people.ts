/** One person of a team, for commands: whether anybody knows them, and how they still get in. */
import { peoplePolicyName, policyArn } from "../config/names";
import { suggestion } from "../config/nearest";
import { quote } from "../config/problems";
import type { Environment, Team } from "../config/schema";
import { shellLine } from "../config/shell-line";
import type { TeamDomain } from "../teardown/of-user";
import { UsageError } from "./context";

/** @throws UsageError */
export function refuseStranger(user: string, { name, users }: Team, domain: TeamDomain | undefined): void {
  const known = [...new Set([...users.map((each) => each.name), ...(domain?.profiles ?? [])])];
  if (known.includes(user)) return;
  throw new UsageError(
    `neither the file of ${name} nor its domain knows a user ${quote(user)}; ${suggestion(user, known)}`,
  );
}

/** How they still get in: docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeleteApplicationAssignment.html. */
export function accessLeft(environment: Environment, team: Team, user: string, { application }: TeamDomain): string {
  if (team.authMode === "IAM") {
    const policy = policyArn(environment, peoplePolicyName(environment, team));
    const ask = shellLine(["aws", "iam", "list-entities-for-policy", "--policy-arn", policy]);
    return `detach ${policy} from the role or user of ${user}: ${ask} lists what it is attached to`;
  }
  if (application === undefined) return `take the assignment of ${user} to the domain away in IAM Identity Center`;
  const { region, identityCenter } = environment;
  const take = ["aws", "sso-admin", "delete-application-assignment", "--region", region];
  const ofApplication = ["--application-arn", application, "--principal-type", "USER", "--principal-id"];
  const ssoUser = team.users.find(({ name }) => name === user)?.ssoUser;
  if (identityCenter === undefined || ssoUser === undefined) {
    const line = `${shellLine([...take, ...ofApplication])} <id of ${user} in IAM Identity Center>`;
    return `take the assignment of ${user} away: ${line}`;
  }
  const { identityStoreId, deployerRole } = identityCenter;
  const name = JSON.stringify({ UniqueAttribute: { AttributePath: "userName", AttributeValue: ssoUser } });
  const find = ["aws", "identitystore", "get-user-id", "--region", region, "--identity-store-id", identityStoreId];
  const id = shellLine([...find, "--alternate-identifier", name, "--query", "UserId", "--output", "text"]);
  const now = `as ${deployerRole}, take the assignment of ${user} away now: ${shellLine([...take, ...ofApplication])} "$(${id})"`;
  return `${now} (a deployment makes it anew until ${user} is out of the team's file)`;
}
