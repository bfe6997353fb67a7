/** Examines one team: what differs from the synthesized stack, how it is put back, and who runs an older script. */
import { teamPrefix } from "../config/names";
import { isOut } from "../suspend/suspension";
import type { Clients } from "../teardown/aws";
import { appId } from "../teardown/inside-domain";
import { domainsNamed } from "../teardown/obstacles";
import { type Actual, actualOf } from "./actual";
import { type Declared, declaredIn } from "./declared";
import { assumedOf, domainFindings, type Examination, type Finding, says } from "./findings";
import { deleteApp } from "./remedies";
import { scriptFindings } from "./script-findings";
import { olderApps, runningApps, scriptState } from "./scripts";
import { type AskAssigned, strangers } from "./strangers";
import { suspensionFindings } from "./suspension-findings";

export interface OldScript {
  /** d-…/space/JupyterLab/default */
  readonly app: string;
  /** Name of the profile; undefined where AWS does not tell whose space it is. */
  readonly who?: string;
  readonly since: string;
  /** The call that stops it. */
  readonly stop: string;
}

export interface Examined {
  readonly team: string;
  readonly findings: readonly Finding[];
  /** What this cannot read, in words: no fault, so no finding. */
  readonly unread?: string;
  /** Members with a value that nobody declares, and that this takes for AWS's default though AWS does not say so: no finding. */
  readonly assumed: readonly string[];
  /** Running apps with an older script than the current one: no fault, so no finding. */
  readonly oldScripts: {
    readonly script: string;
    readonly deployed: string;
    readonly apps: readonly OldScript[];
    readonly of: number;
  };
}

/** Asks AWS, and changes nothing. Rejects with what AWS refuses. */
export async function examine(of: Examination, clients: Clients, askAssigned?: AskAssigned): Promise<Examined> {
  const { environment, team, stack } = of;
  const declared = declaredIn(stack);
  const domains = await domainsNamed(teamPrefix(environment, team), clients);
  const name = `domain ${String(declared.domain["DomainName"])}`;
  const scripts = await scriptState(stack, environment, clients);
  const findings: Finding[] = [];
  if (domains.length === 0) {
    const text = "does not exist in AWS: it was never deployed, or somebody deleted it";
    findings.push(says(of, "not comparable", name, text, of.deploy));
  } else findings.push(...scriptFindings(of, scripts));
  if (domains.length > 1) {
    const text = `exists ${domains.length} times (${domains.join(", ")}); delete those that are not Terraform's`;
    findings.push(says(of, "not comparable", name, text));
  }
  const actuals: Actual[] = [];
  for (const id of domains) actuals.push(await actualOf(id, environment, team, clients));
  for (const actual of actuals) findings.push(...domainFindings(of, declared, actual));
  const suspended = await suspensionFindings(of, domains[0] ?? "", clients);
  if (team.authMode === "SSO" && askAssigned !== undefined) {
    const { state } = suspended;
    const suspendedWith = (name: string) =>
      state === undefined || !isOut(name, state) ? undefined : state.team ? [] : ["--user", name];
    for (const actual of actuals) {
      findings.push(...(await assignmentFindings(of, { actual, declared, suspendedWith }, askAssigned)));
    }
  }
  findings.push(...suspended.findings);
  const deployed = scripts.deployed?.toISOString() ?? "";
  const apps = actuals.flatMap((actual) => oldScripts(actual, scripts.deployed, environment.region));
  const running = actuals.reduce((sum, actual) => sum + runningApps(actual.apps).length, 0);
  const isUnread = team.authMode === "SSO" && askAssigned === undefined && actuals.length > 0;
  return {
    team: team.name,
    findings,
    assumed: [...new Set(actuals.flatMap((actual) => assumedOf(of, declared, actual)))],
    ...(isUnread && { unread: assignmentsUnread }),
    oldScripts: { script: scripts.declared, deployed, apps, of: running },
  };
}

const assignmentsUnread =
  "who is assigned to the domain in IAM Identity Center cannot be read here, because environment.yaml names no role for it (identityCenter)";

interface Assignments {
  readonly actual: Actual;
  readonly declared: Declared;
  readonly suspendedWith: (user: string) => readonly string[] | undefined;
}

async function assignmentFindings(
  of: Examination,
  { actual: { id, domain, profiles }, declared, suspendedWith }: Assignments,
  askAssigned: AskAssigned,
): Promise<Finding[]> {
  const application = String(domain["SingleSignOnApplicationArn"] ?? "");
  if (application === "") {
    // Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeDomain.html
    const text =
      "has no application that AWS tells: it is from before October 2023, and its assignments can be seen in the console only";
    return [says(of, "not comparable", id, text)];
  }
  const assigned = await askAssigned(application);
  if ("unread" in assigned) {
    return [says(of, "not comparable", id, `cannot be compared with IAM Identity Center: ${assigned.unread}`)];
  }
  const undeclared = [...profiles.keys()].filter((name) => !declared.profiles.has(name));
  return strangers(of, { id, application, undeclared, suspendedWith }, assigned);
}

/** Empty where AWS does not have the current script: nothing tells then which script an app runs. */
function oldScripts({ apps, owners }: Actual, deployed: Date | undefined, region: string): OldScript[] {
  if (deployed === undefined) return [];
  return olderApps(apps, deployed).map((app) => {
    const who = app.UserProfileName ?? owners.get(app.SpaceName ?? "");
    const since = app.CreationTime?.toISOString() ?? "";
    return { app: appId(app), ...(who && { who }), since, stop: deleteApp(app, region) };
  });
}
