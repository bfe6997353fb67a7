/** What the commands `rehearse` and `break` begin and end with: options, environments, requirements, a local AWS; and with `record` and `what-works`: exit codes. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { display, exitCodes, typedPath, UsageError } from "../cli/context";
import { exitCodeOf } from "../cli/exit-code";
import { withProgress } from "../cli/progress";
import { printFindings } from "../cli/report";
import { openTerminal, type Surroundings, type Terminal } from "../cli/terminal";
import { version } from "../cli/version";
import { explainWriteError } from "../cli/writing";
import { loadEnvironments } from "../config/load";
import type { Environment } from "../config/schema";
import { atInterrupt } from "./children";
import { cacheFolder, checkout } from "./folders";
import { type LocalAws, startLocalAws } from "./local-aws";
import { DidNotStart } from "./ready";
import { findRequirements, type Requirements, skipLine, skipsAreFailures } from "./requirements";

export interface CommonOptions {
  readonly environment?: string;
  readonly team?: string;
  readonly environments?: string;
  readonly json?: boolean;
}

/** With the options that both have. */
export const commandOf = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .version(version())
    .option("--environments <dir>", "folder of the environments (default: environments of this checkout)")
    .option("--json", "print the result as JSON and nothing else");

/** Runs the command with `argv` (without node and script). Never throws; returns the exit code. */
export async function runCommand<Options extends object>(
  command: Command,
  argv: readonly string[],
  surroundings: Surroundings,
  work: (options: Options, terminal: Terminal) => Promise<number>,
): Promise<number> {
  const { stdout, stderr } = surroundings;
  const isJson = () => command.opts<CommonOptions>().json === true;
  command
    .exitOverride()
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) });
  try {
    const options = command.parse(argv, { from: "user" }).opts<Options>();
    return await work(options, openTerminal(surroundings, isJson()));
  } catch (error) {
    if (!(error instanceof DidNotStart)) return exitCodeOf(explainWriteError(error, ownFolder), surroundings, isJson());
    stderr.write(`${error.message}\n`);
    return exitCodes.unexpected;
  }
}

/** Where every file of a rehearsal is. */
const ownFolder = {
  place: cacheFolder,
  elsewhere: `delete ${display(cacheFolder)}, which the next run makes again`,
};

export interface Named {
  /** As problems name it. */
  readonly environmentsDirectory: string;
  /** At least one. */
  readonly environments: readonly Environment[];
}

/** The environments that the options name; an exit code, once it was said what is wrong with them. `nothing` is the command's own part of its JSON then. */
export function load(
  options: CommonOptions,
  { env }: Pick<Surroundings, "env">,
  terminal: Terminal,
  nothing: object,
): Named | number {
  const { environment, team } = options;
  const typed = options.environments;
  const environmentsDirectory = display(
    typed === undefined ? join(checkout, "environments") : typedPath("--environments", typed, env),
  );
  const { environments, problems, warnings } = loadEnvironments(environmentsDirectory, { environment, team });
  if (problems.length === 0) return { environmentsDirectory, environments };
  terminal.printJson({ ok: false, problems, warnings, ...nothing });
  printFindings(terminal, { problems, warnings });
  return exitCodes.problems;
}

/** What this machine has for it; an exit code, once it was said what is missing. */
export async function findNeeded(
  what: string,
  terminal: Terminal,
  nothing: object,
  { awsCli = false } = {},
): Promise<Requirements | number> {
  const requirements = await withProgress(terminal, "Preparing", (onStep) => {
    onStep("looking for Terraform, the AWS provider and Python");
    return findRequirements({ onStep, awsCli });
  });
  if (!("missing" in requirements)) return requirements;
  const ok = !skipsAreFailures();
  terminal.note(skipLine(what, requirements.missing));
  terminal.printJson({ ok, skipped: requirements.missing, ...nothing });
  return ok ? exitCodes.ok : exitCodes.problems;
}

interface LocalAwsOptions {
  /** First part of the folder's name. */
  readonly name: string;
  readonly keep?: boolean;
}

export interface Place {
  readonly workDir: string;
  readonly localAws: LocalAws;
  /** For what went wrong and has logs. */
  keepFolder(): void;
}

/** Runs the work with a local AWS in a folder of its own, which goes when the work has ended well, and at Ctrl-C unless `keep`. */
export async function withLocalAws<T>(
  { name, keep = false }: LocalAwsOptions,
  { python }: Requirements,
  terminal: Terminal,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  mkdirSync(cacheFolder, { recursive: true });
  const workDir = mkdtempSync(join(cacheFolder, `${name}-`));
  const clearAway = () => rmSync(workDir, { recursive: true, force: true });
  const forget = atInterrupt(async () => {
    if (!keep) clearAway();
  });
  let stays = keep;
  const keepFolder = () => {
    stays = true;
  };
  try {
    const localAws = await withProgress(
      terminal,
      "Starting the local AWS",
      () => startLocalAws({ workDir: join(workDir, "local-aws"), python }),
      { endsAtInterrupt: false },
    );
    try {
      return await work({ workDir, localAws, keepFolder });
    } finally {
      await localAws.stop();
    }
  } catch (error) {
    if (!(error instanceof UsageError)) keepFolder();
    throw error;
  } finally {
    forget();
    if (!stays) clearAway();
  }
}
