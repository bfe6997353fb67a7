/** Deletes a plan's steps in the studio account, after they were shown and somebody agreed. */
import type { Clients } from "../teardown/aws";
import type { Obstacle } from "../teardown/obstacles";
import type { Step } from "../teardown/plan";
import { remove } from "../teardown/remove";
import type { Deleted } from "./as-deployer";
import { confirm } from "./confirm";
import { withProgress } from "./progress";
import { count } from "./report";
import type { Terminal } from "./terminal";

export interface DeleteOptions {
  /** Lists only. */
  readonly dryRun?: boolean;
  /** Does not ask. */
  readonly yes?: boolean;
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
