/** Records examples: makes a version's Python environment and an app's folder, and runs the programs in it. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { StoppedError } from "../../cli/stopped";
import { findPython } from "../../rehearsal/python";
import { type Mode, type Recorded, requirementsOf } from "./recordings";
import { openStudio, type Studio } from "./studio";

/** How a program's run went. */
export interface Result {
  readonly id: string;
  /** Seconds of processor time. */
  readonly cpu: number;
  readonly requests: number;
  readonly bytes: number;
  /** Empty where the program finished. */
  readonly ended: Readonly<Record<string, unknown>>;
}

export interface RecordOptions {
  readonly onStep?: (text: string) => void;
  readonly onResult?: (recorded: Recorded, result: Result) => void;
  /** Where programs run and leave what they print; a temporary folder that is removed, unless told otherwise. */
  readonly folder?: string;
}

/** The packages of an SDK version, by their file of pins. */
export const packagesOf = (version: string) => ({
  folder: `notebooks-${version}`,
  requirements: requirementsOf(version),
  hashed: true,
  complete: true,
  uncompiled: true,
  of: `SageMaker SDK ${version}`,
});

/**
 * Runs programs of one separation mode and one SDK version, one after the other. Each writes its recording. Rejects where
 * one could not be run.
 */
export async function record(
  mode: Mode,
  version: string,
  programs: readonly Recorded[],
  options: RecordOptions = {},
): Promise<Result[]> {
  const python = await findPython(packagesOf(version), { onStep: options.onStep });
  if ("missing" in python) throw new StoppedError(python.missing);
  const base = options.folder ?? mkdtempSync(join(tmpdir(), "enclave-record-"));
  try {
    const studio = await openStudio(base, python.value, mode, version);
    return await runAll(studio, base, version, programs, options.onResult);
  } finally {
    if (options.folder === undefined) rmSync(base, { recursive: true, force: true });
  }
}

function runAll(
  { python, environment }: Studio,
  base: string,
  version: string,
  programs: readonly Recorded[],
  onResult: RecordOptions["onResult"],
): Promise<Result[]> {
  const results: Result[] = [];
  const child = spawn(python, ["-m", "harness.forks", base, version], { cwd: base, env: environment });
  let said = "";
  child.stderr.on("data", (text) => {
    said = `${said}${text}`.slice(-4000);
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    const program = programs[results.length];
    const result = JSON.parse(line) as Result;
    results.push(result);
    if (program) onResult?.(program, result);
  });
  for (const { id, api, file, recording } of programs)
    child.stdin.write(`${JSON.stringify({ id, api, file, recording })}\n`);
  child.stdin.end();
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () =>
      results.length === programs.length
        ? resolve(results)
        : reject(new StoppedError(`the recording ended early: ${said}`)),
    );
  });
}
