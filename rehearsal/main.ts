/** Entry of `npm run rehearse`: rehearses the named or every environment against the local AWS. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { Command, Option } from "commander";
import { printFindings } from "../cli/report";
import { openTerminal, type Terminal } from "../cli/terminal";
import { loadEnvironments } from "../config/load";
import type { Environment } from "../config/schema";
import { atInterrupt, endEverythingOnInterrupt } from "./children";
import { cacheFolder, checkout } from "./folders";
import { follow } from "./live-list";
import { type LocalAws, startLocalAws } from "./local-aws";
import { checked, recorded } from "./recording";
import { type Rehearsal, rehearse } from "./rehearse";
import type { Report } from "./report";
import { findRequirements, type Requirements, skipLine, skipsAreFailures } from "./requirements";
import { rehearseThroughCdktf } from "./through-cdktf";

interface Options {
  readonly environment?: string;
  readonly team?: string;
  readonly environments: string;
  readonly through?: "cdktf";
  readonly dayTwo?: boolean;
  readonly record?: boolean;
  readonly faults?: boolean;
  readonly keep?: boolean;
  readonly json?: boolean;
}

const command = new Command("rehearse")
  .description("apply, plan again and destroy the synthesized JSON with real Terraform against a local AWS")
  .option("--environment <name>", "only this environment")
  .option("--team <name>", "only this team (with its environment's network)")
  .option("--environments <dir>", "where the environments' folders are", join(checkout, "environments"))
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
  .option("--faults", "kill, expire, lock out, throttle and corrupt the first apply, and let it go on to the same end")
  .option("--keep", "leave everything applied, and the local AWS running until Ctrl-C")
  .option("--json", "print the reports as JSON");

async function main(options: Options): Promise<number> {
  const terminal = openTerminal(process, options.json === true);
  const loaded = loadEnvironments(options.environments, { environment: options.environment, team: options.team });
  if (loaded.problems.length > 0) {
    printFindings(terminal, loaded);
    return 1;
  }
  const requirements = await findRequirements();
  if ("missing" in requirements) {
    terminal.note(skipLine("the rehearsal", requirements.missing));
    terminal.printJson({ ok: !skipsAreFailures(), skipped: requirements.missing, reports: [] });
    return skipsAreFailures() ? 1 : 0;
  }
  const inCloud = loaded.environments.filter(({ state }) => state.backend === "cloud").map(({ name }) => name);
  if (options.through === "cdktf" && inCloud.length > 0) {
    terminal.note(
      `through cdktf, state in HCP Terraform cannot be rehearsed (${inCloud.join(", ")}): name --environment`,
    );
    return 2;
  }
  endEverythingOnInterrupt();
  const reports: Report[] = [];
  for (const environment of loaded.environments) {
    reports.push(await one(environment, requirements, options, terminal));
  }
  const failed = reports.flatMap(({ failures }) => failures).length;
  const ok = failed === 0;
  // Plain and alone on its line: pipelines read it.
  terminal.print(`\n${reports.flatMap(({ times }) => times).length - failed} passed, ${failed} failed`);
  terminal.printJson({ ok, skipped: [], reports });
  return ok ? 0 : 1;
}

async function one(
  environment: Environment,
  requirements: Requirements,
  options: Options,
  terminal: Terminal,
): Promise<Report> {
  mkdirSync(cacheFolder, { recursive: true });
  const workDir = mkdtempSync(join(cacheFolder, `${environment.name}-`));
  const clearAway = () => rmSync(workDir, { recursive: true, force: true });
  const forget = atInterrupt(async () => {
    if (!options.keep) clearAway();
  });
  const settle = options.record ? recorded : checked;
  const localAws = await startLocalAws({ workDir: join(workDir, "local-aws"), python: requirements.python });
  try {
    const { environments, team, through } = options;
    const asAsked = async (rehearsal: Rehearsal) => {
      // Which calls Terraform makes is a matter of the stacks, not of who starts it: held against the record once.
      if (through === "cdktf") return rehearseThroughCdktf({ ...rehearsal, environments, team });
      const report = await rehearse(rehearsal);
      return settle({ environment, localAws, report, whole: team === undefined && !options.faults });
    };
    const report = await follow(terminal, environment.name, (progress) =>
      asAsked({
        environment,
        localAws,
        pluginFolder: requirements.pluginFolder,
        workDir,
        progress,
        keep: options.keep,
        dayTwo: options.dayTwo || options.record,
        faults: options.faults,
      }),
    );
    summarize(report, terminal);
    const folder = relative(process.cwd(), workDir);
    if (options.keep || report.failures.length > 0) terminal.print(`folder of the rehearsal: ${folder}`);
    else clearAway();
    if (options.keep) await untilInterrupted(localAws, terminal);
    return report;
  } finally {
    await localAws.stop();
    forget();
  }
}

/** What was applied lives in the local AWS's memory: it stays while this process does. */
function untilInterrupted({ environment }: LocalAws, terminal: Terminal): Promise<never> {
  const names = ["HTTPS_PROXY", "AWS_CA_BUNDLE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
  terminal.print("the local AWS runs until Ctrl-C; to reach it:");
  for (const name of names) terminal.print(`  export ${name}=${environment[name]}`);
  return new Promise(() => setInterval(() => undefined, 60_000));
}

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

command.parse();
main(command.opts<Options>()).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 70;
  },
);
