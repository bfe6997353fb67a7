/** Records programs again in a folder of their own, for the tests of all recordings. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packagesOf, type Result, record } from "../../notebooks/harness/record";
import type { Mode, Recorded } from "../../notebooks/harness/recordings";
import { findPython } from "../../rehearsal/python";
import { skipLine, skipsAreFailures } from "../../rehearsal/requirements";

export interface Again {
  /** Completes "skipped: ..." where Python or its packages are missing. */
  readonly what: string;
  readonly mode: Mode;
  readonly version: string;
  /** The programs, which write their recordings to the folder. */
  readonly programs: (folder: string) => readonly Recorded[];
}

/**
 * Runs the programs and gives `check` what came of them; the folder is removed afterwards. Where Python or its packages are
 * missing it says so in one line and checks nothing, or throws where nothing may be skipped.
 */
export async function recordedAgain(
  { what, mode, version, programs }: Again,
  check: (programs: readonly Recorded[], results: readonly Result[]) => void,
): Promise<void> {
  const python = await findPython(packagesOf(version));
  if ("missing" in python) {
    if (skipsAreFailures()) throw new Error(python.missing);
    process.stdout.write(`${skipLine(what, [python.missing])}\n`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "enclave-recorded-again-"));
  try {
    const chosen = programs(folder);
    check(chosen, await record(mode, version, chosen));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
