/** One person of a team, for commands: whether anybody knows them, and how they still get in. */
import { peoplePolicyName, policyArn } from "../config/names";
import { suggestion } from "../config/nearest";
import { quote } from "../config/problems";
import type { Environment, Team } from "../config/schema";
import { shellLine, shellWord } from "../config/shell-line";
import type { Examination } from "../doctor/findings";
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
export function accessLeft(
  environment: Environment,
  team: Team,
  user: string,
  { application }: TeamDomain,
  line: Examination["line"],
): string {
  if (team.authMode === "IAM") {
    const policy = policyArn(environment, peoplePolicyName(environment, team));
    const ask = shellLine(["aws", "iam", "list-entities-for-policy", "--policy-arn", policy]);
    return `detach ${policy} from the role or user of ${user}: ${ask} lists what it is attached to`;
  }
  if (application === undefined) return `take the assignment of ${user} to the domain away in IAM Identity Center`;
  const take = assignmentLine("delete", environment, team, user, application);
  if (take === undefined) {
    const ask = line("doctor", environment.name, team.name);
    return `no file declares ${user}, so a group lets them in, or somebody assigned them: ${ask} lists who is assigned`;
  }
  const { identityCenter } = environment;
  if (identityCenter === undefined) return `take the assignment of ${user} away: ${take}`;
  const now = `as ${identityCenter.deployerRole}, take the assignment of ${user} away now: ${take}`;
  return `${now} (suspend --user takes it away too; a deployment makes it anew until ${user} is out of the team's file)`;
}

/** In SSO mode: how whoever took an assignment away by hand makes it again. Undefined where there is none to make. */
export function assignAgain(
  environment: Environment,
  team: Team,
  user: string,
  domain: TeamDomain | undefined,
): string | undefined {
  if (team.authMode !== "SSO" || domain?.application === undefined) return undefined;
  const line = assignmentLine("create", environment, team, user, domain.application);
  return line && `where the assignment of ${user} was taken away, make it again: ${line}`;
}

/**
 * The line that assigns a declared person to the domain's application, or takes the assignment away; for whoever may in IAM
 * Identity Center. Undefined where no file declares them.
 */
export function assignmentLine(
  what: "create" | "delete",
  { region, identityCenter }: Environment,
  { users }: Team,
  user: string,
  application: string,
): string | undefined {
  const ssoUser = users.find(({ name }) => name === user)?.ssoUser;
  if (ssoUser === undefined) return undefined;
  const asText = ["--output", "text"];
  const instances = ["aws", "sso-admin", "list-instances", "--region", region];
  const onlyStore = shellLine([...instances, "--query", "Instances[0].IdentityStoreId", ...asText]);
  const store = identityCenter === undefined ? `"$(${onlyStore})"` : shellWord(identityCenter.identityStoreId);
  const name = JSON.stringify({ UniqueAttribute: { AttributePath: "userName", AttributeValue: ssoUser } });
  const find = shellLine(["aws", "identitystore", "get-user-id", "--region", region, "--identity-store-id"]);
  const id = `${find} ${store} ${shellLine(["--alternate-identifier", name, "--query", "UserId", ...asText])}`;
  const change = ["aws", "sso-admin", `${what}-application-assignment`, "--region", region];
  const principal = ["--application-arn", application, "--principal-type", "USER", "--principal-id"];
  return `${shellLine([...change, ...principal])} "$(${id})"`;
}
