/** `teardown --user`: lists, and after confirmation deletes, what keeps one person's profile from being deleted; the team stays as it is. */
import { printable } from "../../config/problems";
import type { Environment, Team } from "../../config/schema";
import type { Clients, Surroundings } from "../../teardown/aws";
import { findOfUser, findTeamDomain, type TeamDomain } from "../../teardown/of-user";
import { planUser, type Step } from "../../teardown/plan";
import { asDeployer, type Deleted } from "../as-deployer";
import { type Context, exitCodes } from "../context";
import { type DeleteOptions, deleteSteps, printSteps } from "../deleting";
import { deployCommand } from "../deploy-command";
import { enclaveLine } from "../enclave-line";
import { accessLeft, refuseStranger } from "../people";
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
    accessLeft(environment, team, user, domain, enclaveLine(context)),
    isNamed ? `remove ${user} from ${file}, then ${deploy}` : deploy,
  ];
}
