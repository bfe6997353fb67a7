/** `teardown`: lists, and after confirmation deletes, what Terraform does not own and what keeps `destroy` from ending. */
import { loadEnvironments } from "../../config/load";
import { list } from "../../config/problems";
import type { Environment } from "../../config/schema";
import type { Clients, Surroundings } from "../../teardown/aws";
import { findObstacles } from "../../teardown/obstacles";
import { planTeardown, unknownFileSystems } from "../../teardown/plan";
import { asDeployer, type Deleted } from "../as-deployer";
import { type Context, exitCodes, UsageError } from "../context";
import { type DeleteOptions, deleteSteps, printSteps } from "../deleting";
import { withProgress } from "../progress";
import { count, printFindings } from "../report";
import type { Terminal } from "../terminal";
import { teardownUser } from "./teardown-user";

export interface TeardownOptions extends DeleteOptions {
  /** File systems to delete, with the home directories on them. */
  readonly deleteFileSystem?: readonly string[];
  /** Only what belongs to this user of the team, who leaves. */
  readonly user?: string;
  /** With `user`: shared spaces that they own too. */
  readonly withSharedSpaces?: boolean;
}

/**
 * Exits with 1 where a team is protected (unless one user of it leaves) or the configuration has problems; touches nothing then.
 * Throws UsageError on options that do not go together, and StoppedError where AWS does not let it go on.
 */
export async function teardown(
  context: Context,
  name: string,
  team: string | undefined,
  options: TeardownOptions,
  surroundings: Surroundings = process.env,
): Promise<number> {
  const { terminal } = context;
  refuseStrange(team, options);
  const loaded = loadEnvironments(context.environmentsDirectory, { environment: name, team });
  const [environment] = loaded.environments;
  if (loaded.problems.length > 0 || !environment) {
    terminal.printJson({ ok: false, problems: loaded.problems, steps: [] });
    printFindings(terminal, loaded);
    return exitCodes.problems;
  }
  const { user } = options;
  if (user !== undefined) return teardownUser({ context, environment, user, options, surroundings });
  const held = environment.teams.filter(({ protect }) => protect).map((each) => each.name);
  if (held.length > 0) {
    terminal.print(
      `${held.join(", ")} of ${name}: protected. Write protect: false into the team's file, synthesize and apply; then come back`,
    );
    terminal.printJson({ ok: false, protected: held, steps: [] });
    return exitCodes.problems;
  }
  return asDeployer(environment, surroundings, (clients, deleted) =>
    work({ environment, asked: team ?? name, options, terminal, clients, deleted }),
  );
}

/** @throws UsageError */
function refuseStrange(team: string | undefined, { user, withSharedSpaces, deleteFileSystem }: TeardownOptions): void {
  if (user === undefined) {
    if (withSharedSpaces) throw new UsageError("--with-shared-spaces needs --user <name>: without it every space goes");
    return;
  }
  if (team === undefined) throw new UsageError("--user needs the team: teardown <environment> <team> --user <name>");
  if (deleteFileSystem !== undefined) {
    throw new UsageError(
      "--delete-file-system does not go with --user: one file system holds the whole team's home directories",
    );
  }
}

interface Work {
  readonly environment: Environment;
  /** What somebody has to type before something is deleted. */
  readonly asked: string;
  readonly options: TeardownOptions;
  readonly terminal: Terminal;
  readonly clients: Clients;
  readonly deleted: Deleted[];
}

async function work({ environment, asked, options, terminal, clients, deleted }: Work): Promise<number> {
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
  const isDone = await deleteSteps({ steps, asked, options, terminal, clients, deleted });
  terminal.printJson({ ok: true, deleted, steps, domains: found.domains });
  if (isDone) printNext(environment, found.domains, terminal);
  return exitCodes.ok;
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
