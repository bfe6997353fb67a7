/** The CDKTF app: what `cdktf synth`, `cdktf diff` and `cdktf deploy` run. Checks every environment, then writes every stack. */

import { UsageError } from "./cli/context";
import { StoppedError } from "./cli/stopped";
import { stacksIn, writing } from "./cli/writing";
import { namesOf } from "./config/names";
import { problemLines } from "./config/problems";
import { loadToSynthesize } from "./stacks/before-synthesis";
import { heldFromCdktf } from "./stacks/stale-stacks";
import { synthesize } from "./stacks/synthesize";

// ENCLAVE_ENVIRONMENTS, ENCLAVE_ENVIRONMENT and ENCLAVE_TEAM narrow what is read; cdktf sets CDKTF_OUTDIR.
// A variable that is empty counts as one that is not set.
const { ENCLAVE_ENVIRONMENT, ENCLAVE_TEAM, CDKTF_OUTDIR = "cdktf.out" } = process.env;
const environmentsDirectory = process.env["ENCLAVE_ENVIRONMENTS"] || "environments";

const only = {
  ...(ENCLAVE_ENVIRONMENT && { environment: ENCLAVE_ENVIRONMENT }),
  ...(ENCLAVE_TEAM && { team: ENCLAVE_TEAM }),
};
// Warnings are not asked for: cdktf shows nothing of a synthesis that ends well.
const loaded = loadToSynthesize(environmentsDirectory, CDKTF_OUTDIR, { only, outputIsTheirs: false });
const { environments, lock } = loaded;
const problems = [
  ...loaded.problems,
  ...(loaded.problems.length === 0 ? heldFromCdktf(CDKTF_OUTDIR, new Set(environments.flatMap(namesOf))) : []),
];

if (problems.length > 0) {
  for (const line of problemLines(problems)) console.error(line);
  process.exitCode = 1;
} else {
  try {
    writing(stacksIn(CDKTF_OUTDIR), () => synthesize(environments, { outdir: CDKTF_OUTDIR, lock }));
  } catch (error) {
    if (!(error instanceof StoppedError || error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
