/** Skips what this machine cannot run in one loud line, or fails where nothing may be skipped (ENCLAVE_NO_SKIPS=1). */
import { skipLine, skipsAreFailures } from "../../rehearsal/requirements";

/** `run` where nothing is missing, else `skip`: `test` and `test.skip`, for example. Throws where a skip is a failure. */
export function unlessMissing<Run>(what: string, missing: readonly string[], run: Run, skip: Run): Run {
  if (missing.length === 0) return run;
  const line = skipLine(what, missing);
  if (skipsAreFailures()) throw new Error(`${line} (ENCLAVE_NO_SKIPS=1: a failure)`);
  process.stderr.write(`${line}\n`);
  return skip;
}
