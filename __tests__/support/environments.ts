/** The shipped environments and fixtures, loaded and synthesized once for each test process. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { formatProblem } from "../../config/problems";
import type { Environment } from "../../config/schema";
import { synthesize } from "../../stacks/synthesize";
import { readStacks, type StackFile } from "./deployment";

const root = join(__dirname, "..", "..");
const folders = {
  shipped: join(root, "environments"),
  singleAccount: join(root, "fixtures", "environments", "single-account"),
  sixtyTeams: join(root, "fixtures", "environments", "sixty-teams"),
};

export interface Synthesized {
  readonly environment: Environment;
  /** By stack name. */
  readonly stacks: ReadonlyMap<string, StackFile>;
}

/** Loads and synthesizes; throws where the configuration has problems, for it should have none. */
export function synthesized(
  folder: keyof typeof folders,
  wanted: (environment: string) => boolean = () => true,
): Synthesized[] {
  const { environments, problems } = loadEnvironments(folders[folder]);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n"));
  return environments.filter(({ name }) => wanted(name)).map(synthesizeOne);
}

export function synthesizeOne(environment: Environment): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), "enclave-test-"));
  try {
    synthesize([environment], { outdir });
    return { environment, stacks: readStacks(outdir, () => true) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
