/** Examines one team: what differs from the synthesized stack, and how it is put back. */
import { studioStackName } from "../config/names";
import type { Environment, Team } from "../config/schema";
import { shellLine, shellWord } from "../config/shell-line";
import { lifecycleScriptTag } from "../config/tables/studio-code";
import type { Clients } from "../teardown/aws";
import { type Actual, actualOf, domainsOf } from "./actual";
import { compare, type Difference } from "./compare";
import { type Declared, declaredIn, type StackJson } from "./declared";
import { memberOf, readOnly } from "./members";
import type { Block, Json } from "./model";
import { resolved } from "./references";
import { deleteApp, nameOf, type Remedy, remedyOfDomain, remedyOfProfile } from "./remedies";
import { olderApps, type ScriptState, scriptState } from "./scripts";

export interface Change {
  readonly member: string;
  readonly declared?: Json;
  readonly found?: Json;
  readonly means: string;
  /** Why no call puts it back. */
  readonly noCall?: string;
}

/** Something that is not as declared. */
export interface Finding {
  readonly team: string;
  readonly kind: "domain" | "profile" | "profile is missing" | "profile is not declared" | "script" | "not comparable";
  /** Whose it is: d-…, d-…/ada, the name of a lifecycle configuration. */
  readonly where: string;
  readonly changes: readonly Change[];
  /** A sentence about what is no member's change. */
  readonly says?: string;
  readonly remedy?: Remedy;
  /** What else can be done; a sentence or a line to paste. */
  readonly next?: string;
}

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
  /** Running apps with an older script than the current one: no fault, so no finding. */
  readonly oldScripts: {
    readonly script: string;
    readonly deployed: string;
    readonly apps: readonly OldScript[];
    readonly of: number;
  };
}

export async function examine(
  environment: Environment,
  team: Team,
  stack: StackJson,
  clients: Clients,
): Promise<Examined> {
  const declared = declaredIn(stack);
  const domains = await domainsOf(environment, team, clients);
  const name = `${team.name}: domain ${String(declared.domain["DomainName"])}`;
  const deploy = `npx cdktf deploy ${studioStackName(environment, team)}`;
  const findings: Finding[] = [];
  const say = (kind: Finding["kind"], where: string, says: string, next?: string) =>
    findings.push({ team: team.name, kind, where, changes: [], says, ...(next !== undefined && { next }) });
  if (domains.length === 0)
    say("not comparable", name, "AWS has no such domain: it was never deployed, or somebody deleted it", deploy);
  if (domains.length > 1) {
    say(
      "not comparable",
      name,
      `AWS has ${domains.length} such domains (${domains.join(", ")}); delete those that are not Terraform's`,
    );
  }
  const scripts = await scriptState(stack, environment, clients);
  if (domains.length > 0) findings.push(...scriptFindings(team, scripts, environment, deploy));
  const older: OldScript[] = [];
  let running = 0;
  for (const id of domains) {
    const actual = await actualOf(id, environment, team, clients);
    findings.push(...domainFindings(team, declared, actual, stack, environment, deploy));
    const { apps, owners } = actual;
    running += apps.length;
    older.push(
      ...olderApps(apps, scripts.deployed ?? new Date(0)).map((app) => {
        const who = app.UserProfileName ?? owners.get(app.SpaceName ?? "");
        const since = app.CreationTime?.toISOString() ?? "";
        return { app: nameOf(app), ...(who && { who }), since, stop: deleteApp(app, environment.region) };
      }),
    );
  }
  const deployed = scripts.deployed?.toISOString() ?? "";
  return { team: team.name, findings, oldScripts: { script: scripts.declared, deployed, apps: older, of: running } };
}

function domainFindings(
  team: Team,
  declared: Declared,
  actual: Actual,
  stack: StackJson,
  environment: Environment,
  deploy: string,
): Finding[] {
  const { region } = environment;
  const { id, apps } = actual;
  const findings: Finding[] = [];
  const state = String(actual.domain["Status"] ?? "");
  if (/Failed$/.test(state)) {
    const says = `is ${state}: ${String(actual.domain["FailureReason"] ?? "AWS gives no reason")}`;
    findings.push({ team: team.name, kind: "domain", where: id, changes: [], says });
  }
  const resolve = (block: Block, where: string): Block | undefined => {
    const { value, missing } = resolved(block, stack, environment, actual.ids);
    if (missing.length === 0) return value;
    const says = `cannot be compared: AWS does not have ${missing.join(", ")} in ${actual.ids.vpc}`;
    findings.push({ team: team.name, kind: "not comparable", where, changes: [], says, next: deploy });
    return undefined;
  };
  const domain = resolve(declared.domain, id);
  if (domain) {
    const differences = compare(writable(domain), writable(actual.domain));
    if (differences.length > 0) {
      const remedy = remedyOfDomain(differences, { declared: domain, found: actual.domain, region, apps });
      findings.push({ team: team.name, kind: "domain", where: id, changes: differences.map(toldAs), remedy });
    }
  }
  for (const [name, profile] of declared.profiles) {
    const where = `${id}/${name}`;
    const found = actual.profiles.get(name);
    if (found === undefined) {
      findings.push({
        team: team.name,
        kind: "profile is missing",
        where,
        changes: [],
        says: "is declared, and AWS does not have it",
        next: deploy,
      });
      continue;
    }
    const value = resolve(profile, where);
    const differences = value ? compare(writable(value), writable(found)) : [];
    if (!value || differences.length === 0) continue;
    const remedy = remedyOfProfile(differences, { declared: value, found, region });
    findings.push({ team: team.name, kind: "profile", where, changes: differences.map(toldAs), remedy, next: deploy });
  }
  for (const name of actual.profiles.keys()) {
    if (declared.profiles.has(name)) continue;
    const remove = ["aws", "sagemaker", "delete-user-profile", "--region", region, "--domain-id", id];
    findings.push({
      team: team.name,
      kind: "profile is not declared",
      where: `${id}/${name}`,
      changes: [],
      says: "exists, and no file declares it: it has the team's data by the domain's execution role",
      next: `add it to the team's file, or run npm run enclave -- teardown ${environment.name} ${team.name} --user ${shellWord(name)}, then ${shellLine([...remove, "--user-profile-name", name])}`,
    });
  }
  return findings;
}

const writable = (block: Block): Block =>
  Object.fromEntries(Object.entries(block).filter(([member]) => !readOnly.has(member)));

function toldAs(difference: Difference): Change {
  const { means, noCall } = memberOf(difference.member);
  return { ...difference, means, ...(noCall !== undefined && { noCall }) };
}

function scriptFindings(team: Team, scripts: ScriptState, environment: Environment, deploy: string): Finding[] {
  const { astray, missing, altered, declared } = scripts;
  const finding = (where: string, says: string, next: string): Finding => ({
    team: team.name,
    kind: "script",
    where,
    changes: [],
    says,
    next,
  });
  const tag = (arn: string) =>
    shellLine([
      ...["aws", "sagemaker", "add-tags", "--region", environment.region, "--resource-arn", arn],
      ...["--tags", `Key=${lifecycleScriptTag},Value=${declared}`],
    ]);
  return [
    ...missing.map((name) => finding(name, "is declared, and AWS does not have this lifecycle configuration", deploy)),
    ...altered.map((name) =>
      finding(name, "is a lifecycle configuration with another text than the declared one", deploy),
    ),
    ...astray.map(({ arn, runs }) =>
      finding(
        arn,
        `starts apps with ${runs ?? "no script"}, declared: ${declared}. The declared script is not deployed yet, an apply broke off, or somebody changed the tag`,
        scripts.deployed ? tag(arn) : deploy,
      ),
    ),
  ];
}
