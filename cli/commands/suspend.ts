/** `suspend`: takes a team's, or one person's, access away at once and stops what runs; `resume` undoes it. */
import { findRunning } from "../../suspend/find";
import { type Freezing, freeze, type Waiting } from "../../suspend/freeze";
import { findDoor } from "../../suspend/people-policy";
import { planSuspension } from "../../suspend/plan";
import { denialsOf, suspensionOf } from "../../suspend/role";
import { suspended } from "../../suspend/suspension";
import { type Clients, type Surroundings, sessionNames } from "../../teardown/aws";
import { CannotGoOn } from "../../teardown/failure";
import { findTeamDomain, type TeamDomain } from "../../teardown/of-user";
import { asDeployer, type Deleted } from "../as-deployer";
import { confirm } from "../confirm";
import { type Context, exitCodes, UsageError } from "../context";
import { enclaveLine } from "../enclave-line";
import { type IdentityCenter, identityCenterOf } from "../identity-center";
import { type LoadedTeam, loadTeam } from "../loaded-team";
import { accessLeft, refuseStranger } from "../people";
import { printSuspension } from "../print-suspension";
import { withProgress } from "../progress";
import { findSeats } from "../seats";

export interface SuspendOptions {
  /** Lists only. */
  readonly dryRun?: boolean;
  /** Does not ask. */
  readonly yes?: boolean;
  /** One person instead of the team. */
  readonly user?: string;
  /** Endpoints stay as they are. */
  readonly keepEndpoints?: boolean;
  /** With `user`: the team's jobs and endpoints too. */
  readonly withTeamJobs?: boolean;
}

/**
 * Exits with 1 where the configuration has problems or the people policy could not be closed.
 * Throws UsageError on what does not go together, and StoppedError where AWS does not let it go on.
 */
export async function suspend(
  context: Context,
  name: string,
  team: string,
  options: SuspendOptions,
  surroundings: Surroundings = process.env,
  waiting: Waiting = {},
): Promise<number> {
  if (options.withTeamJobs && options.user === undefined) {
    throw new UsageError("--with-team-jobs needs --user <name>: without it the team's jobs are stopped anyway");
  }
  const loaded = loadTeam(context, name, team);
  if (loaded === undefined) return exitCodes.problems;
  const session = sessionNames.suspend;
  const identity = identityCenterOf(loaded.environment, surroundings, session);
  const suspending = { context, ...loaded, options, waiting, identity };
  const work = (clients: Clients, done: Deleted[]) => carryOut(suspending, clients, done);
  return asDeployer(loaded.environment, surroundings, work, { session, does: "done" }).finally(() => identity?.close());
}

interface Suspending extends LoadedTeam {
  readonly context: Context;
  readonly options: SuspendOptions;
  readonly waiting: Waiting;
  readonly identity: IdentityCenter | undefined;
}

const wording = {
  warning: "What is not saved in apps and jobs is lost.",
  verb: "suspend",
  otherwise: "nothing was changed",
};

async function carryOut(suspending: Suspending, clients: Clients, done: Deleted[]): Promise<number> {
  const { context, team, options, waiting } = suspending;
  const { terminal } = context;
  const { user } = options;
  const { domain, freezing } = await withProgress(terminal, "Looking", () => look(suspending, clients));
  printSuspension(freezing, terminal);
  const { steps, door, seats } = freezing;
  const told = {
    ok: door?.problem === undefined && seats?.problem === undefined,
    team: team.name,
    user: user ?? null,
    domain: domain?.id ?? null,
    steps,
    assignments: seats?.steps.map((step) => step.user) ?? [],
    problem: door?.problem ?? seats?.problem ?? null,
  };
  const who = user ?? team.name;
  if (options.dryRun || !(options.yes || (await confirm(who, terminal, undefined, wording)))) {
    terminal.printJson({ ...told, done, next: [] });
    return exitCodes.ok;
  }
  const refusals = await withProgress(terminal, "Suspending", (update) => {
    const onDone = ({ kind, id }: Deleted) => {
      done.push({ kind, id });
      update(`${kind} ${id}`);
    };
    return freeze(freezing, clients, { ...waiting, onDone });
  });
  const isShut = (seats?.problem ?? refusals[0]) === undefined && seats !== undefined;
  const next = nextSteps(suspending, domain, isShut);
  const ok = told.ok && refusals.length === 0;
  terminal.printJson({ ...told, ok, problem: told.problem ?? refusals[0] ?? null, done, next });
  for (const refusal of refusals) terminal.print(terminal.colours.red(refusal));
  terminal.print(`suspended ${who}`);
  if (door) {
    const change = `opens ${door.policy} again; its plan shows that one change`;
    terminal.print(`a deployment leaves the role as it is now, and ${change}`);
  }
  if (isShut) terminal.print("a deployment assigns people again as their file says; its plan shows that change");
  terminal.print(`next: ${next.join("\n      ")}`);
  return ok ? exitCodes.ok : exitCodes.problems;
}

/** Finds what there is; nothing is changed. */
async function look(
  { environment, team, options, identity }: Suspending,
  clients: Clients,
): Promise<{ readonly domain: TeamDomain | undefined; readonly freezing: Freezing }> {
  const { user, withTeamJobs = false, keepEndpoints = false } = options;
  const domain = await findTeamDomain(environment, team, clients);
  if (user !== undefined) refuseStranger(user, team, domain);
  if (user !== undefined && domain === undefined) {
    const instead = "without --user the command suspends the team's execution role";
    throw new CannotGoOn(`${team.name} has no domain, so ${user} has no profile to suspend; ${instead}`);
  }
  const asked = { authMode: team.authMode, withTeamJobs, keepEndpoints, ...(user !== undefined && { user }) };
  const before = await suspensionOf(environment, team, clients.iam);
  const state = suspended(before, user, new Date());
  const id = domain?.id ?? "";
  return {
    domain,
    freezing: {
      environment,
      team,
      domainId: domain?.id,
      asked,
      denials: denialsOf(environment, team, id, state),
      door: domain && (await findDoor(environment, team, id, state, clients.iam)),
      seats: await findSeats({ team, domain, before, after: state }, identity),
      steps: planSuspension(await findRunning(environment, team, domain?.id, clients), asked),
    },
  };
}

/** In SSO mode no policy is asked when people sign in; all that they do there is denied. */
function nextSteps(
  { context, environment, team, options: { user } }: Suspending,
  domain: TeamDomain | undefined,
  isShut: boolean,
): string[] {
  const names = user === undefined ? team.users.map(({ name }) => name) : [user];
  const signsIn = domain && team.authMode === "SSO" && !isShut ? names : [];
  const whose = user === undefined ? [] : ["--user", user];
  const line = enclaveLine(context);
  return [
    ...signsIn.map((name) => (domain ? accessLeft(environment, team, name, domain, line) : name)),
    `to undo it: ${line("resume", environment.name, team.name, ...whose)}`,
  ];
}
