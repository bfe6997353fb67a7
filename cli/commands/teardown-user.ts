/** `teardown --user`: lists, and after confirmation deletes, what keeps one person's profile from being deleted; the team stays as it is. */
import { peoplePolicyName, policyArn } from "../../config/names";
import { suggestion } from "../../config/nearest";
import { printable, quote } from "../../config/problems";
import type { Environment, Team } from "../../config/schema";
import { shellLine } from "../../config/shell-line";
import type { Clients, Surroundings } from "../../teardown/aws";
import { findOfUser, findTeamDomain, type TeamDomain } from "../../teardown/of-user";
import { planUser, type Step } from "../../teardown/plan";
import { asDeployer, type Deleted } from "../as-deployer";
import { type Context, exitCodes, UsageError } from "../context";
import { type DeleteOptions, deleteSteps, printSteps } from "../deleting";
import { deployCommand } from "../deploy-command";
import { withProgress } from "../progress";

export interface UserTeardown {
  readonly context: Context;
  /** With the one team. */
  readonly environment: Environment;
  readonly user: string;
  readonly options: DeleteOptions & { readonly withSharedSpaces?: boolean };
  readonly surroundings: Surroundings;
}

/**
 * The profile itself stays: it is Terraform's, and while the team's file names the person, Terraform would make it anew.
 * Throws UsageError where neither the team's file nor its domain knows the user, and StoppedError where AWS does not let it go on.
 */
export function teardownUser(leaving: UserTeardown): Promise<number> {
  const { environment, surroundings } = leaving;
  return asDeployer(environment, surroundings, (clients, deleted) => work(leaving, clients, deleted));
}

async function work(leaving: UserTeardown, clients: Clients, deleted: Deleted[]): Promise<number> {
  const { context, environment, user, options } = leaving;
  const { terminal } = context;
  const [team] = environment.teams;
  if (team === undefined) throw new Error("the environment was loaded without its team");
  const { domain, found } = await withProgress(terminal, "Looking", async () => {
    const domain = await findTeamDomain(environment, team, clients);
    refuseStranger(user, team, domain);
    return { domain, found: domain && (await findOfUser(domain, user, clients)) };
  });
  const profile = domain && found?.uid !== undefined ? { uid: found.uid, fileSystem: domain.fileSystem } : undefined;
  const steps = planUser(found?.obstacles ?? [], { withShared: options.withSharedSpaces === true });
  const of = `${user} of ${team.name} in ${environment.name}`;
  terminal.print(
    domain === undefined ? `${of}: the team has no domain` : `${of}: ${whereabouts(domain, profile?.uid)}`,
  );
  printSteps(steps, terminal);
  if (profile) {
    terminal.print(
      `not touched: the home directory of user ${profile.uid} on ${profile.fileSystem} (note the number: AWS tells it no more once the profile is gone); objects in buckets, jobs, endpoints and pipelines, which are the team's`,
    );
  }
  const isDone = await deleteSteps({ steps, asked: user, options, terminal, clients, deleted });
  const next = domain ? nextSteps({ ...leaving, team, domain, steps }) : [];
  terminal.printJson({ ok: true, user, domain: domain?.id ?? null, profile: profile ?? null, steps, deleted, next });
  if (isDone && next.length > 0) terminal.print(`next: ${next.join("\n      ")}`);
  return exitCodes.ok;
}

/** @throws UsageError */
function refuseStranger(user: string, { name, users }: Team, domain: TeamDomain | undefined): void {
  const known = [...new Set([...users.map((each) => each.name), ...(domain?.profiles ?? [])])];
  if (known.includes(user)) return;
  throw new UsageError(
    `neither the file of ${name} nor its domain knows a user ${quote(user)}; ${suggestion(user, known)}`,
  );
}

const whereabouts = ({ id, fileSystem }: TeamDomain, uid: string | undefined): string =>
  uid === undefined ? `no profile in ${id}` : `profile in ${id}, user ${uid} of the file system ${fileSystem}`;

interface Next extends UserTeardown {
  readonly team: Team;
  readonly domain: TeamDomain;
  readonly steps: readonly Step[];
}

/** What is left for people to do, in this order: whoever still gets in may start another app. */
function nextSteps({ context, environment, user, team, domain, steps }: Next): string[] {
  const { environmentsDirectory, outputDirectory } = context;
  const kept = steps.flatMap(({ obstacle, keep }) => (keep && obstacle.kind === "space" ? [obstacle.name] : []));
  const wait = `the profile cannot go yet: ${user} owns ${kept.join(", ")}`;
  const file = printable(`${environmentsDirectory}/${environment.name}/teams/${team.name}.yaml`);
  const stacks = `${environment.name}-{networking,studio-${team.name}}`;
  const deploy = `npm start, then ${deployCommand(environmentsDirectory, outputDirectory, stacks)}`;
  const isNamed = team.users.some(({ name }) => name === user);
  return [
    ...(kept.length > 0 ? [wait] : []),
    accessLeft(environment, team, user, domain),
    isNamed ? `remove ${user} from ${file}, then ${deploy}` : deploy,
  ];
}

/** How they still get in: docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeleteApplicationAssignment.html. */
function accessLeft(environment: Environment, team: Team, user: string, { application }: TeamDomain): string {
  if (team.authMode === "IAM") {
    const policy = policyArn(environment, peoplePolicyName(environment, team));
    const ask = shellLine(["aws", "iam", "list-entities-for-policy", "--policy-arn", policy]);
    return `detach ${policy} from the role or user of ${user}: ${ask} lists what it is attached to`;
  }
  if (application === undefined) return `take the assignment of ${user} to the domain away in IAM Identity Center`;
  const take = ["aws", "sso-admin", "delete-application-assignment", "--application-arn", application];
  const line = `${shellLine([...take, "--principal-type", "USER", "--principal-id"])} <id of ${user} in IAM Identity Center>`;
  return `take the assignment of ${user} away: ${line}`;
}
