/** After a rehearsal that went well: its calls are held against the record, or written into it. */
import type { Environment } from "../config/schema";
import type { LocalAws } from "./local-aws";
import { callsMade } from "./made-calls";
import { differences, type Rehearsed, readRecord, renew, writeRecord } from "./recorded-calls";
import type { Phase, Report } from "./report";

export interface Recording {
  readonly environment: Environment;
  readonly localAws: Pick<LocalAws, "calls">;
  readonly report: Report;
  /** False where teams were left out. */
  readonly whole: boolean;
}

/** Phases in which Terraform makes the same calls in every run. */
const steady: readonly Phase[] = [
  "apply",
  "plan again",
  "day two",
  "refuse to destroy",
  "unprotect",
  "tear down",
  "destroy",
];

export function rehearsedIn({ environment, localAws, report, whole }: Recording): Rehearsed {
  const phases = steady.filter((phase) => report.times.some((step) => step.phase === phase));
  return { environment: environment.name, phases, whole, calls: callsMade(localAws.calls(), environment) };
}

/** The report, with a failure for each call that the record lacks or has too many. A rehearsal that failed is not held against it. */
export function checked(recording: Recording): Report {
  const { report } = recording;
  if (report.failures.length > 0) return report;
  const phase = "compare calls";
  const failures = differences(readRecord(), rehearsedIn(recording)).map((error) => ({ phase, error }) as const);
  return { ...report, failures };
}

/** The report, after the record was renewed. */
export function recorded(recording: Recording): Report {
  const { report } = recording;
  if (report.failures.length > 0) return report;
  writeRecord(renew(readRecord(), rehearsedIn(recording)));
  return { ...report, remarks: [...report.remarks, "its calls are in rehearsal/recorded-calls.json"] };
}
