/** `resume`: undoes a suspension, of a team or of one person. */
import { findEndpoints } from "../../suspend/endpoints";
import { prefixOf } from "../../suspend/find";
import type { Waiting } from "../../suspend/freeze";
import { findDoor } from "../../suspend/people-policy";
import { suspensionOf, textOf } from "../../suspend/role";
import { resumed, type Suspension } from "../../suspend/suspension";
import { findAsleep, type Thawing, thaw } from "../../suspend/thaw";
import { type Clients, type Surroundings, sessionNames } from "../../teardown/aws";
import { findTeamDomain } from "../../teardown/of-user";
import { asDeployer, type Deleted } from "../as-deployer";
import { confirm } from "../confirm";
import { type Context, exitCodes } from "../context";
import { type LoadedTeam, loadTeam } from "../loaded-team";
import { refuseStranger } from "../people";
import { printResumption } from "../print-suspension";
import { withProgress } from "../progress";
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
  const work = (clients: Clients, done: Deleted[]) => carryOut({ context, ...loaded, options, waiting }, clients, done);
  return asDeployer(loaded.environment, surroundings, work, { session: sessionNames.resume, does: "done" });
}

interface Resuming extends LoadedTeam {
  readonly context: Context;
  readonly options: ResumeOptions;
  readonly waiting: Waiting;
}

const wording = { warning: "Access comes back.", verb: "resume", otherwise: "nothing was changed" };

async function carryOut(resuming: Resuming, clients: Clients, done: Deleted[]): Promise<number> {
  const { context, team, options, waiting } = resuming;
  const { terminal } = context;
  const { user } = options;
  const { state, thawing } = await withProgress(terminal, "Looking", () => look(resuming, clients));
  printResumption(thawing, state, user, terminal);
  const { door, asleep } = thawing;
  const told = {
    ok: door?.problem === undefined,
    team: team.name,
    user: user ?? null,
    stillSuspended: { team: state.team, users: state.users },
    starts: asleep.map(({ kind, id }) => ({ kind, id })),
    problem: door?.problem ?? null,
  };
  const who = user ?? team.name;
  const isAgreed = !options.dryRun && (options.yes || (await confirm(who, terminal, undefined, wording)));
  if (isAgreed) {
    await withProgress(terminal, "Resuming", (update) => {
      const onDone = ({ kind, id }: Deleted) => {
        done.push({ kind, id });
        update(`${kind} ${id}`);
      };
      return thaw(thawing, clients, { ...waiting, onDone });
    });
    terminal.print(`resumed ${who}`);
  }
  terminal.printJson({ ...told, done });
  return told.ok || !isAgreed ? exitCodes.ok : exitCodes.problems;
}

/** Finds what there is; nothing is changed. */
async function look(
  { environment, team, options: { user } }: Resuming,
  clients: Clients,
): Promise<{ readonly state: Suspension; readonly thawing: Thawing }> {
  const domain = await findTeamDomain(environment, team, clients);
  const before = await suspensionOf(environment, team, clients.iam);
  if (user !== undefined && !before.users.includes(user)) refuseStranger(user, team, domain);
  // An endpoint that went on holds a session from before: to revoke it would stop the endpoint.
  const revoke =
    user !== undefined || (await findEndpoints(prefixOf(environment, team), clients.sagemaker)).length === 0;
  const state = resumed(before, user, { now: new Date(), revoke });
  const id = domain?.id ?? "";
  return {
    state,
    thawing: {
      environment,
      team,
      text: textOf(environment, id, state),
      door: await findDoor(environment, team, id, state, clients.iam),
      asleep: state.team ? [] : await findAsleep(environment, team, clients),
    },
  };
}
