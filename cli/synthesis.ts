/** Synthesizes checked environments; loads the provider bindings only then, for they take longer than any check. */
import type { Environment } from "../config/schema";
import type { StackSummary } from "../stacks/synthesize";
import type { Context } from "./context";
import { withProgress } from "./progress";
import { count } from "./report";

/** `complete`: these are all environments and teams, so stacks of others are removed from the output. */
export async function synthesizeWithProgress(
  { outputDirectory, terminal }: Context,
  environments: readonly Environment[],
  complete: boolean,
): Promise<StackSummary[]> {
  return withProgress(terminal, "Synthesizing", async (update) => {
    update("loading the provider's bindings");
    const { synthesize } = require("../stacks/synthesize") as typeof import("../stacks/synthesize");
    let done = 0;
    return synthesize(environments, {
      outdir: outputDirectory,
      complete,
      onStack: (stack) => {
        done += 1;
        update(`${count(done, "stack")}, ${stack}`);
      },
    });
  });
}
