/** Records examples: makes a version's Python environment, a home as the lifecycle script leaves it, and runs the programs. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { run } from "../../rehearsal/children";
import { findPython } from "../../rehearsal/python";
import { person } from "./person";
import type { Mode, Recorded } from "./recordings";

/** Modules that Python loads, and programs that stand in for others. */
const pythonFolder = join(__dirname, "python");

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
  requirements: join(__dirname, "requirements", `${version}.txt`),
  hashed: true,
  complete: true,
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
  if ("missing" in python) throw new Error(python.missing);
  const base = options.folder ?? mkdtempSync(join(tmpdir(), "enclave-record-"));
  try {
    const environment = await studio(base, python.value, mode, version);
    return await runAll(python.value, base, version, programs, environment, options.onResult);
  } finally {
    if (options.folder === undefined) rmSync(base, { recursive: true, force: true });
  }
}

/** Runs the lifecycle script in an empty home, and answers the environment variables of a program. */
async function studio(base: string, python: string, mode: Mode, version: string): Promise<Record<string, string>> {
  const { settings, metadata, script } = person(mode);
  for (const folder of ["home", "template", "log"]) mkdirSync(join(base, folder), { recursive: true });
  writeFileSync(join(base, "metadata.json"), JSON.stringify(metadata));
  writeFileSync(join(base, "lifecycle.sh"), script);
  const environment: Record<string, string> = {
    PATH: [join(pythonFolder, "bin"), dirname(python), process.env.PATH].join(delimiter),
    HOME: join(base, "home"),
    TMPDIR: join(base, "tmp"),
    LANG: "C.UTF-8",
    PYTHONPATH: [pythonFolder, join(pythonFolder, `beside-${version}`), join(__dirname, "..")].join(delimiter),
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONHASHSEED: "0",
    HARNESS_SETTINGS: JSON.stringify(settings),
    HARNESS_METADATA: join(base, "metadata.json"),
    NOTEBOOK_ROLE: settings.role,
    NOTEBOOK_BUCKET: settings.bucket,
    ...inStudio(settings.region),
  };
  const home = { ...environment, HOME: join(base, "template") };
  const ran = await run({ program: "bash", arguments: [join(base, "lifecycle.sh")], folder: base, environment: home });
  if (ran.exitCode !== 0 || !ran.output.includes("defaults written"))
    throw new Error(`the lifecycle script failed: ${ran.output}`);
  return environment;
}

/** What Studio itself sets in an app. Credentials come from a link-local address there, which no wall concerns. */
const inStudio = (region: string) => ({
  AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "example",
  AWS_SESSION_TOKEN: "example",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_DEFAULT_REGION: region,
  AWS_REGION: region,
  SAGEMAKER_INTERNAL_IMAGE_URI: `545423591354.dkr.ecr.${region}.amazonaws.com/sagemaker-distribution-prod:4.4-cpu`,
});

function runAll(
  python: string,
  base: string,
  version: string,
  programs: readonly Recorded[],
  environment: Record<string, string>,
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
      results.length === programs.length ? resolve(results) : reject(new Error(`the recording ended early: ${said}`)),
    );
  });
}
