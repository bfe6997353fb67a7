/** `teardown`: lists, and after confirmation deletes, what Terraform does not own and what keeps `destroy` from ending. */
import { loadEnvironments } from "../../config/load";
import type { Environment } from "../../config/schema";
import { clientsFor, type Surroundings } from "../../teardown/aws";
import { findObstacles } from "../../teardown/obstacles";
import { planTeardown, type Step, unknownFileSystems } from "../../teardown/plan";
import { remove } from "../../teardown/remove";
import { confirm } from "../confirm";
import { type Context, exitCodes, UsageError } from "../context";
import { withProgress } from "../progress";
import { count, printFindings } from "../report";
import type { Terminal } from "../terminal";

export interface TeardownOptions {
  /** Lists only. */
  readonly dryRun?: boolean;
  /** Does not ask. */
  readonly yes?: boolean;
  /** File systems to delete, with the home directories on them. */
  readonly deleteFileSystem?: readonly string[];
}

/** Exits with 1 where a team is protected or the configuration has problems; touches nothing then. */
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
  const clients = clientsFor(environment.accounts.studio, environment.region, surroundings);
  try {
    const found = await withProgress(terminal, "Looking", () => findObstacles(environment, clients));
    const named = options.deleteFileSystem ?? [];
    const unknown = unknownFileSystems(found.obstacles, named);
    if (unknown.length > 0) throw new UsageError(`no file system of a deleted domain: ${unknown.join(", ")}`);
    const steps = planTeardown(found.obstacles, named);
    printSteps(steps, terminal);
    const going = steps.filter(({ keep }) => keep === undefined).map(({ obstacle }) => obstacle);
    const agreed = going.length > 0 && !options.dryRun && (options.yes || (await confirm(team ?? name, terminal)));
    if (agreed) {
      await withProgress(terminal, "Deleting", (update) =>
        remove(going, clients, { onGone: ({ kind, id }) => update(`${kind} ${id} is gone`) }),
      );
      terminal.print(`deleted ${count(going.length, "thing")}`);
    }
    terminal.printJson({
      ok: true,
      deleted: agreed ? going.map(({ kind, id }) => ({ kind, id })) : [],
      steps,
      domains: found.domains,
    });
    if (agreed || going.length === 0) printNext(environment, found.domains, terminal);
    return exitCodes.ok;
  } finally {
    clients.close();
  }
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
