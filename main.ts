/** The CDKTF app: what `cdktf synth`, `cdktf diff` and `cdktf deploy` run. Checks every environment, then writes every stack. */

import { loadEnvironments } from "./config/load";
import { formatProblem } from "./config/problems";
import { withStateProblems } from "./stacks/local-state";
import { synthesize } from "./stacks/synthesize";

// ENCLAVE_ENVIRONMENTS, ENCLAVE_ENVIRONMENT and ENCLAVE_TEAM narrow what is read; cdktf sets CDKTF_OUTDIR.
const {
  ENCLAVE_ENVIRONMENTS = "environments",
  ENCLAVE_ENVIRONMENT,
  ENCLAVE_TEAM,
  CDKTF_OUTDIR = "cdktf.out",
} = process.env;

const loaded = loadEnvironments(ENCLAVE_ENVIRONMENTS, {
  ...(ENCLAVE_ENVIRONMENT && { environment: ENCLAVE_ENVIRONMENT }),
  ...(ENCLAVE_TEAM && { team: ENCLAVE_TEAM }),
});
const { environments, problems } = withStateProblems(loaded, CDKTF_OUTDIR);

if (problems.length > 0) {
  for (const problem of problems) console.error(formatProblem(problem));
  process.exitCode = 1;
} else {
  synthesize(environments, { outdir: CDKTF_OUTDIR });
}
