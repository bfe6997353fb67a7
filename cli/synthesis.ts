/** Synthesizes checked environments; loads the provider bindings only then, for they take longer than any check. */
import { join } from "node:path";
import type { Only } from "../config/load";
import { isStackOf, routeStacksOf } from "../config/names";
import type { ToSynthesize } from "../stacks/before-synthesis";
import { keptBecause, removeStaleStacks, type StaleStack } from "../stacks/stale-stacks";
import type { StackSummary } from "../stacks/synthesize";
import { type Context, display } from "./context";
import { withProgress } from "./progress";
import { count } from "./report";
import { stacksIn, writing } from "./writing";

export interface Written {
  readonly stacks: readonly StackSummary[];
  /** Stacks of an earlier run that no configuration makes any more. */
  readonly stale: readonly StaleStack[];
}

/** `only`: what was loaded where it was not everything; the stacks of others stay in the output then. */
export async function synthesizeWithProgress(
  { outputDirectory, outputIsTheirs, terminal }: Context,
  { environments, lock }: ToSynthesize,
  only: Only = {},
): Promise<Written> {
  return withProgress(terminal, "Synthesizing", async (update) => {
    update("loading the provider's bindings");
    const { synthesize } = require("../stacks/synthesize") as typeof import("../stacks/synthesize");
    let done = 0;
    return writing(stacksIn(outputDirectory), () => {
      const stacks = synthesize(environments, {
        outdir: outputDirectory,
        lock,
        onStack: (stack) => {
          done += 1;
          update(`${count(done, "stack")}, ${stack}`);
        },
      });
      const { environment, team } = only;
      const written = new Set(stacks.map(({ name }) => name));
      const ofNetworkTeams = routeStacksOf(environments);
      const isStale = (name: string) =>
        !written.has(name) && !ofNetworkTeams.has(name) && (environment === undefined || isStackOf(environment, name));
      const isWhole = outputIsTheirs && team === undefined;
      return { stacks, stale: isWhole ? removeStaleStacks(outputDirectory, isStale) : [] };
    });
  });
}

/** A line for each: removed, or why not. */
export function printStale(
  { outputDirectory, terminal: { print, colours } }: Context,
  stale: readonly StaleStack[],
): void {
  for (const { name, holds, neededBy } of stale) {
    const folder = display(join(outputDirectory, "stacks", name));
    const reason = holds.length > 0 ? keptBecause(folder, holds) : neededBy && `${neededBy} is kept, which needs it`;
    const what = reason === undefined ? "removed" : "kept";
    print(
      `${colours.yellow(what)} ${folder}: no configuration defines this stack${reason === undefined ? "" : `, but ${reason}`}`,
    );
  }
}
