/** `teardown`: lists, and after confirmation deletes, what Terraform does not own and what keeps `destroy` from ending. */
import { loadEnvironments } from "../../config/load";
import { list } from "../../config/problems";
import type { Environment } from "../../config/schema";
import { type Clients, clientsFor, type Surroundings } from "../../teardown/aws";
import { failureOf } from "../../teardown/failure";
import { findObstacles, type Obstacle } from "../../teardown/obstacles";
import { planTeardown, type Step, unknownFileSystems } from "../../teardown/plan";
import { remove } from "../../teardown/remove";
import { confirm } from "../confirm";
import { type Context, exitCodes, UsageError } from "../context";
import { withProgress } from "../progress";
import { count, printFindings } from "../report";
import { StoppedError } from "../stopped";
import type { Terminal } from "../terminal";

export interface TeardownOptions {
  /** Lists only. */
  readonly dryRun?: boolean;
  /** Does not ask. */
  readonly yes?: boolean;
  /** File systems to delete, with the home directories on them. */
  readonly deleteFileSystem?: readonly string[];
}

/** Exits with 1 where a team is protected or the configuration has problems; touches nothing then. Throws StoppedError where AWS does not let it go on. */
export async function teardown(
  context: Context,
  name: string,
  team: string | undefined,
  options: TeardownOptions,
  surroundings: Surroundings = process.env,
): Promise<number> {
  const { terminal } = context;
  const loaded = loadEnvironments(context.environmentsDirectory, { environment: name, team });
  const [environment] = loaded.environments;
  if (loaded.problems.length > 0 || !environment) {
    terminal.printJson({ ok: false, problems: loaded.problems, steps: [] });
    printFindings(terminal, loaded);
    return exitCodes.problems;
  }
  const held = environment.teams.filter(({ protect }) => protect).map((each) => each.name);
  if (held.length > 0) {
    terminal.print(
      `${held.join(", ")} of ${name}: protected. Write protect: false into the team's file, synthesize and apply; then come back`,
    );
    terminal.printJson({ ok: false, protected: held, steps: [] });
    return exitCodes.problems;
  }
  const { studio } = environment.accounts;
  const gone: Pick<Obstacle, "kind" | "id">[] = [];
  try {
    const clients = clientsFor(studio, environment.region, surroundings);
    try {
      return await work({ environment, asked: team ?? name, options, terminal, clients, gone });
    } finally {
      clients.close();
    }
  } catch (error) {
    const why = failureOf(error, studio, surroundings);
    if (why === undefined) throw error;
    const before = gone.map(({ kind, id }) => `${kind} ${id}`);
    throw new StoppedError(before.length === 0 ? why : `${why}. Deleted before that: ${list(before, "and")}`, {
      account: studio.id,
      role: studio.deployerRole,
      ...(gone.length > 0 && { deleted: gone }),
    });
  }
}

interface Work {
  readonly environment: Environment;
  /** What somebody has to type before something is deleted. */
  readonly asked: string;
  readonly options: TeardownOptions;
  readonly terminal: Terminal;
  readonly clients: Clients;
  /** Gets what is deleted. */
  readonly gone: Pick<Obstacle, "kind" | "id">[];
}

async function work({ environment, asked, options, terminal, clients, gone }: Work): Promise<number> {
  const found = await withProgress(terminal, "Looking", () => findObstacles(environment, clients));
  const named = options.deleteFileSystem ?? [];
  const unknown = unknownFileSystems(found.obstacles, named);
  if (unknown.length > 0) throw new UsageError(`no file system of a deleted domain: ${unknown.join(", ")}`);
  const steps = planTeardown(found.obstacles, named);
  printSteps(steps, terminal);
  if (found.domains.length > 0) {
    const teams = environment.teams.map((team) => team.name);
    terminal.print(
      `empty the buckets of ${list(teams, "and")} from inside Studio first: once the domain is gone nobody can, and Terraform destroys no bucket that holds objects`,
    );
  }
  const going = steps.filter(({ keep }) => keep === undefined).map(({ obstacle }) => obstacle);
  const agreed = going.length > 0 && !options.dryRun && (options.yes || (await confirm(asked, terminal)));
  if (agreed) {
    await withProgress(terminal, "Deleting", (update) =>
      remove(going, clients, {
        onGone: ({ kind, id }) => {
          gone.push({ kind, id });
          update(`${kind} ${id} is gone`);
        },
      }),
    );
    terminal.print(`deleted ${count(gone.length, "thing")}`);
  }
  terminal.printJson({ ok: true, deleted: gone, steps, domains: found.domains });
  if (agreed || going.length === 0) printNext(environment, found.domains, terminal);
  return exitCodes.ok;
}

function printSteps(steps: readonly Step[], { print, colours }: Terminal): void {
  for (const { obstacle, keep } of steps) {
    const name = "name" in obstacle ? ` (${obstacle.name})` : "";
    print(
      `${keep === undefined ? colours.red("delete") : "keep  "} ${obstacle.kind} ${obstacle.id}${name}${keep ? `: ${keep}` : ""}`,
    );
  }
  if (steps.length === 0) print("nothing is in the way");
}

/** A domain's leftovers can go once the domain is gone; until then AWS still needs them. */
function printNext(environment: Environment, domains: readonly string[], { print }: Terminal): void {
  if (domains.length === 0) {
    print("next: destroy the stacks, buckets first, network last");
    return;
  }
  print(
    `next: destroy ${count(domains.length, "domain")} (${domains.join(", ")}): in the folder of each Studio stack of ${environment.name}`,
  );
  print("  terraform destroy -target=aws_sagemaker_domain.domain");
  print("then this command again, for what AWS leaves behind; then destroy the stacks");
}
