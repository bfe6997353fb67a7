/** Synthesizes checked environments; loads the provider bindings only then, for they take longer than any check. */
import type { Environment } from "../config/schema";
import type { StackSummary } from "../stacks/synthesize";
import { type Context, display, UsageError } from "./context";
import { withProgress } from "./progress";
import { count } from "./report";

/** What the file system answers where nobody may write. */
const unwritable = new Set(["EACCES", "EPERM", "EROFS", "ENOENT", "ENOSPC"]);

/** `complete`: these are all environments and teams, so stacks of others are removed from the output. */
export async function synthesizeWithProgress(
  { outputDirectory, outputIsTheirs, terminal }: Context,
  environments: readonly Environment[],
  complete: boolean,
): Promise<StackSummary[]> {
  return withProgress(terminal, "Synthesizing", async (update) => {
    update("loading the provider's bindings");
    const { synthesize } = require("../stacks/synthesize") as typeof import("../stacks/synthesize");
    let done = 0;
    try {
      return synthesize(environments, {
        outdir: outputDirectory,
        complete: complete && outputIsTheirs,
        onStack: (stack) => {
          done += 1;
          update(`${count(done, "stack")}, ${stack}`);
        },
      });
    } catch (error) {
      const { code, path } = error as NodeJS.ErrnoException;
      if (!unwritable.has(code ?? "") || !path?.startsWith(outputDirectory)) throw error;
      throw new UsageError(
        `cannot write to ${display(outputDirectory)} (${code}); name a folder that you may write to`,
      );
    }
  });
}
