/** Deletes a plan's steps in the studio account, after they were shown and somebody agreed. */
import { list } from "../config/problems";
import type { Environment } from "../config/schema";
import { type Clients, clientsFor, type Surroundings } from "../teardown/aws";
import { failureOf } from "../teardown/failure";
import type { Obstacle } from "../teardown/obstacles";
import type { Step } from "../teardown/plan";
import { remove } from "../teardown/remove";
import { confirm } from "./confirm";
import { withProgress } from "./progress";
import { count } from "./report";
import { StoppedError } from "./stopped";
import type { Terminal } from "./terminal";

export type Deleted = Pick<Obstacle, "kind" | "id">;

export interface DeleteOptions {
  /** Lists only. */
  readonly dryRun?: boolean;
  /** Does not ask. */
  readonly yes?: boolean;
}

/**
 * Runs `work` with clients of the studio account's deployer role. `deleted` gets what is deleted.
 * Throws StoppedError where AWS does not let it go on; it tells what was deleted before.
 */
export async function asDeployer<T>(
  { accounts: { studio }, region }: Environment,
  surroundings: Surroundings,
  work: (clients: Clients, deleted: Deleted[]) => Promise<T>,
): Promise<T> {
  const deleted: Deleted[] = [];
  try {
    const clients = clientsFor(studio, region, surroundings);
    try {
      return await work(clients, deleted);
    } finally {
      clients.close();
    }
  } catch (error) {
    const why = failureOf(error, studio, surroundings);
    if (why === undefined) throw error;
    const before = deleted.map(({ kind, id }) => `${kind} ${id}`);
    throw new StoppedError(before.length === 0 ? why : `${why}. Deleted before that: ${list(before, "and")}`, {
      account: studio.id,
      role: studio.deployerRole,
      ...(deleted.length > 0 && { deleted }),
    });
  }
}

export interface Deletion {
  readonly steps: readonly Step[];
  /** What somebody has to type before something is deleted. */
  readonly asked: string;
  readonly options: DeleteOptions;
  readonly terminal: Terminal;
  readonly clients: Clients;
  readonly deleted: Deleted[];
}

/** True where nothing is left to delete: nothing was, or somebody agreed and it is gone. */
export async function deleteSteps({ steps, asked, options, terminal, clients, deleted }: Deletion): Promise<boolean> {
  const going = steps.filter(({ keep }) => keep === undefined).map(({ obstacle }) => obstacle);
  if (going.length === 0) return true;
  if (options.dryRun || !(options.yes || (await confirm(asked, terminal)))) return false;
  await withProgress(terminal, "Deleting", (update) =>
    remove(going, clients, {
      onGone: ({ kind, id }) => {
        deleted.push({ kind, id });
        update(`${kind} ${id} is gone`);
      },
    }),
  );
  terminal.print(`deleted ${count(deleted.length, "thing")}`);
  return true;
}

export function printSteps(steps: readonly Step[], { print, colours }: Terminal): void {
  for (const { obstacle, keep } of steps) {
    const { kind, id } = obstacle;
    const what = `${kind} ${id}${detailOf(obstacle)}`;
    print(keep === undefined ? `${colours.red("delete")} ${what}${lossOf(obstacle)}` : `keep   ${what}: ${keep}`);
  }
  if (steps.length === 0) print("nothing is in the way");
}

function detailOf(obstacle: Obstacle): string {
  if (obstacle.kind === "app") return obstacle.status === "InService" ? "" : ` (${obstacle.status})`;
  if (obstacle.kind !== "space") return "name" in obstacle ? ` (${obstacle.name})` : "";
  const size = obstacle.gigabytes === undefined ? "" : `, ${obstacle.gigabytes} GB`;
  return ` (${obstacle.shared ? "shared" : "private"}${size})`;
}

/** docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-running-stop.html */
function lossOf({ kind }: Obstacle): string {
  if (kind === "app") return ": what is not saved in it is lost";
  if (kind === "space") return ": its files go with it";
  return "";
}
