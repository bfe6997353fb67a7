/** `resume`: undoes a suspension, of a team or of one person. */
import { findEndpoints } from "../../suspend/endpoints";
import { prefixOf } from "../../suspend/find";
import type { Waiting } from "../../suspend/freeze";
import { findDoor } from "../../suspend/people-policy";
import { denialsOf, suspensionOf } from "../../suspend/role";
import { isOut, resumed, type Suspension } from "../../suspend/suspension";
import { findAsleep, type Thawing, thaw } from "../../suspend/thaw";
import { type Clients, type Surroundings, sessionNames } from "../../teardown/aws";
import { findTeamDomain } from "../../teardown/of-user";
import { asDeployer, type Deleted } from "../as-deployer";
import { confirm } from "../confirm";
import { type Context, exitCodes } from "../context";
import { enclaveLine } from "../enclave-line";
import { type IdentityCenter, identityCenterOf } from "../identity-center";
import { type LoadedTeam, loadTeam } from "../loaded-team";
import { assignAgain, refuseStranger } from "../people";
import { printResumption } from "../print-suspension";
import { withProgress } from "../progress";
import { findSeats } from "../seats";
import type { SuspendOptions } from "./suspend";

export type ResumeOptions = Pick<SuspendOptions, "dryRun" | "yes" | "user">;

/**
 * Exits with 1 where the configuration has problems or the people policy could not be opened.
 * Throws UsageError on a user whom nobody knows, and StoppedError where AWS does not let it go on.
 */
export async function resume(
  context: Context,
  name: string,
  team: string,
  options: ResumeOptions,
  surroundings: Surroundings = process.env,
  waiting: Waiting = {},
): Promise<number> {
  const loaded = loadTeam(context, name, team);
  if (loaded === undefined) return exitCodes.problems;
  const session = sessionNames.resume;
  const identity = identityCenterOf(loaded.environment, surroundings, session);
  const resuming = { context, ...loaded, options, waiting, identity };
  const work = (clients: Clients, done: Deleted[]) => carryOut(resuming, clients, done);
  return asDeployer(loaded.environment, surroundings, work, { session, does: "done" }).finally(() => identity?.close());
}

interface Resuming extends LoadedTeam {
  readonly context: Context;
  readonly options: ResumeOptions;
  readonly waiting: Waiting;
  readonly identity: IdentityCenter | undefined;
}

const wording = { warning: "Access comes back.", verb: "resume", otherwise: "nothing was changed" };

async function carryOut(resuming: Resuming, clients: Clients, done: Deleted[]): Promise<number> {
  const { context, team, options, waiting } = resuming;
  const { terminal } = context;
  const { user } = options;
  const { state, thawing, unassigned } = await withProgress(terminal, "Looking", () => look(resuming, clients));
  printResumption(thawing, state, user, enclaveLine(context), terminal);
  const { door, asleep, seats } = thawing;
  const told = {
    ok: door?.problem === undefined && seats?.problem === undefined,
    team: team.name,
    user: user ?? null,
    stillSuspended: { team: state.team, users: state.users },
    starts: asleep.map(({ kind, id }) => ({ kind, id })),
    assignments: seats?.steps.map((step) => step.user) ?? [],
    problem: door?.problem ?? seats?.problem ?? null,
  };
  const who = user ?? team.name;
  const isAgreed = !options.dryRun && (options.yes || (await confirm(who, terminal, undefined, wording)));
  const refusals: string[] = [];
  if (isAgreed) {
    const refused = await withProgress(terminal, "Resuming", (update) => {
      const onDone = ({ kind, id }: Deleted) => {
        done.push({ kind, id });
        update(`${kind} ${id}`);
      };
      return thaw(thawing, clients, { ...waiting, onDone });
    });
    refusals.push(...refused);
    for (const refusal of refusals) terminal.print(terminal.colours.red(refusal));
    terminal.print(`resumed ${who}`);
  }
  const isOpen = seats !== undefined && seats.problem === undefined && refusals.length === 0;
  const next = isOpen ? [] : unassigned;
  if (next.length > 0) terminal.print(`next: ${next.join("\n      ")}`);
  const ok = told.ok && refusals.length === 0;
  terminal.printJson({ ...told, ok, problem: told.problem ?? refusals[0] ?? null, done, next });
  return ok || !isAgreed ? exitCodes.ok : exitCodes.problems;
}

interface Found {
  readonly state: Suspension;
  readonly thawing: Thawing;
  /** In SSO mode: how somebody assigns the people again, where this command does not. */
  readonly unassigned: readonly string[];
}

/** Finds what there is; nothing is changed. */
async function look({ environment, team, options: { user }, identity }: Resuming, clients: Clients): Promise<Found> {
  const domain = await findTeamDomain(environment, team, clients);
  const before = await suspensionOf(environment, team, clients.iam);
  if (user !== undefined && !before.users.includes(user)) refuseStranger(user, team, domain);
  // An endpoint that went on holds a session from before: to revoke it would stop the endpoint.
  const revoke =
    user !== undefined || (await findEndpoints(prefixOf(environment, team), clients.sagemaker)).length === 0;
  const state = resumed(before, user, { now: new Date(), revoke });
  const id = domain?.id ?? "";
  const back = team.users.filter(({ name }) => isOut(name, before) && !isOut(name, state));
  return {
    state,
    thawing: {
      environment,
      team,
      denials: denialsOf(environment, team, id, state),
      door: await findDoor(environment, team, id, state, clients.iam),
      seats: await findSeats({ team, domain, before, after: state }, identity),
      asleep: state.team ? [] : await findAsleep(environment, team, clients),
    },
    unassigned: back.flatMap(({ name }) => assignAgain(environment, team, name, domain) ?? []),
  };
}
