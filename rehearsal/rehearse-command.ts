/** `npm run rehearse`: rehearses the named or every environment against the local AWS. */
import { join, relative } from "node:path";
import { Option } from "commander";
import { exitCodes, UsageError } from "../cli/context";
import type { Surroundings, Terminal } from "../cli/terminal";
import type { Environment } from "../config/schema";
import { endEverythingOnInterrupt } from "./children";
import { type CommonOptions, commandOf, findNeeded, load, runCommand, withLocalAws } from "./command";
import { howToGoOn } from "./kept";
import { levelsOf, stacksOf } from "./levels";
import { follow } from "./live-list";
import { checked, recorded } from "./recording";
import { type Rehearsal, rehearse } from "./rehearse";
import { countSteps, type Report } from "./report";
import type { Requirements } from "./requirements";
import { sideBySide } from "./side-by-side";
import { rehearseThroughCdktf } from "./through-cdktf";

interface Options extends CommonOptions {
  readonly through?: "cdktf";
  readonly dayTwo?: boolean;
  readonly record?: boolean;
  readonly faults?: boolean;
  readonly keep?: boolean;
  readonly sideBySide?: boolean;
}

/** Environments that --side-by-side rehearses at the same time: of memory they take about 9 GB. */
const mostAtOnce = 3;

const commandLine = () =>
  commandOf("rehearse", "apply, plan again and destroy the synthesized JSON with real Terraform against a local AWS")
    .option("--environment <name>", "only this environment")
    .option("--team <name>", "only this team (with its environment's network)")
    .addOption(
      new Option("--through <command>", "deploy and destroy by `npx cdktf`")
        .choices(["cdktf"])
        .conflicts(["dayTwo", "record", "faults"]),
    )
    .option("--day-two", "change the deployed environment in every way that a team's life brings")
    .addOption(
      new Option(
        "--record",
        "write the calls that Terraform makes to rehearsal/recorded-calls.json; changes it as --day-two does",
      ).conflicts(["team", "faults"]),
    )
    .option(
      "--faults",
      "kill, expire, lock out, throttle and corrupt the first apply, and let it go on to the same end",
    )
    .addOption(
      new Option("--keep", "leave everything applied, and the local AWS running until Ctrl-C").conflicts("json"),
    )
    .option(
      "--side-by-side",
      `rehearse up to ${mostAtOnce} environments at the same time; needs about 3 GB of memory for each`,
    );

/** Runs `argv` (without node and script). Never throws; returns the exit code. */
export const runRehearse = (argv: readonly string[], surroundings: Surroundings): Promise<number> =>
  runCommand<Options>(commandLine(), argv, surroundings, async (options, terminal) => {
    const nothing = { reports: [] };
    const loaded = load(options, surroundings, terminal, nothing);
    if (typeof loaded === "number") return loaded;
    const { environments, environmentsDirectory } = loaded;
    const inCloud = environments.filter(({ state }) => state.backend === "cloud").map(({ name }) => name);
    if (options.through === "cdktf" && inCloud.length > 0) {
      const why = `through cdktf, state in HCP Terraform cannot be rehearsed (${inCloud.join(", ")})`;
      throw new UsageError(`${why}: name --environment`);
    }
    if (options.keep && environments.length > 1) throw new UsageError("--keep keeps one: name --environment");
    const requirements = await findNeeded("the rehearsal", terminal, nothing, {
      awsCli: options.dayTwo || options.record,
    });
    if (typeof requirements === "number") return requirements;
    endEverythingOnInterrupt();
    const reports = await sideBySide(
      environments,
      (environment) => one({ environment, environmentsDirectory, requirements, options, terminal }),
      options.sideBySide ? mostAtOnce : 1,
    );
    const { passed, failed } = countSteps(reports);
    // Plain and alone on its line: pipelines read it.
    terminal.print(`\n${passed} passed, ${failed} failed`);
    terminal.printJson({ ok: failed === 0, skipped: [], reports });
    return failed === 0 ? exitCodes.ok : exitCodes.problems;
  });

interface One {
  readonly environment: Environment;
  readonly environmentsDirectory: string;
  readonly requirements: Requirements;
  readonly options: Options;
  readonly terminal: Terminal;
}

function one({ environment, environmentsDirectory, requirements, options, terminal }: One): Promise<Report> {
  const { team, through, keep } = options;
  // Several lists cannot move in one terminal.
  const shown = options.sideBySide ? { ...terminal, isInteractive: false } : terminal;
  const named = { name: environment.name, keep };
  return withLocalAws(named, requirements, shown, async ({ workDir, localAws, keepFolder }) => {
    const settle = options.record ? recorded : checked;
    const asAsked = async (rehearsal: Rehearsal) => {
      // Which calls Terraform makes is a matter of the stacks, not of who starts it: held against the record once.
      if (through === "cdktf") {
        return rehearseThroughCdktf({ ...rehearsal, environments: environmentsDirectory, team });
      }
      const report = await rehearse(rehearsal);
      return settle({ environment, localAws, report, whole: team === undefined && !options.faults });
    };
    const report = await follow(shown, environment.name, (progress) =>
      asAsked({
        environment,
        localAws,
        pluginFolder: requirements.pluginFolder,
        workDir,
        progress,
        keep,
        dayTwo: options.dayTwo || options.record,
        faults: options.faults,
      }),
    );
    summarize(report, terminal);
    if (report.failures.length > 0) keepFolder();
    if (keep || report.failures.length > 0) {
      terminal.print(`folder of the rehearsal: ${relative(process.cwd(), workDir)}`);
    }
    if (keep) {
      const stacks = levelsOf(stacksOf(join(workDir, "cdktf.out"))).flat();
      const elsewhere = options.environments === undefined ? [] : ["--environments", environmentsDirectory];
      const named = [environment.name, ...(team === undefined ? [] : ["--team", team]), ...elsewhere];
      terminal.print();
      for (const line of howToGoOn({ environment, workDir, stacks }, named)) terminal.print(line);
      await untilInterrupted();
    }
    return report;
  });
}

/** What was applied lives in the local AWS's memory: it stays while this process does. */
const untilInterrupted = (): Promise<never> => new Promise(() => setInterval(() => undefined, 60_000));

function summarize({ environment, stacks, times, failures, remarks }: Report, terminal: Terminal): void {
  const { colours } = terminal;
  for (const { phase, what, error, log } of failures) {
    terminal.print(`${colours.red("failed")} ${phase}${what ? ` ${what}` : ""}: ${error}`);
    if (log) terminal.print(`  log: ${relative(process.cwd(), log)}`);
  }
  for (const remark of remarks) terminal.print(`${colours.dim("note")} ${remark}`);
  const seconds = Math.round(times.reduce((sum, time) => sum + time.seconds, 0));
  const verdict = failures.length === 0 ? colours.green("rehearsed") : colours.red("not rehearsed");
  terminal.print(`${verdict} ${environment}: ${stacks} stacks, ${times.length} steps, ${seconds} s of work`);
}
