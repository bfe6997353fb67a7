/** The same way from nothing to nothing as most people type it: `npx cdktf deploy` and `npx cdktf destroy`. */
import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseDocument } from "yaml";
import { run } from "./children";
import { askWhatIsLeft, refuseToDestroy, tearDown, useStudio } from "./destruction";
import { checkout } from "./folders";
import { writeShell } from "./kept";
import { stacksOf } from "./levels";
import type { Rehearsal } from "./rehearse";
import type { Phase, Report } from "./report";
import { Stage } from "./stage";
import { errorsIn } from "./terraform";

export interface CdktfRehearsal extends Omit<Rehearsal, "dayTwo"> {
  /** The folder that holds the environment's folder: it is copied, and the copy edited. */
  readonly environments: string;
  /** Only this team. */
  readonly team?: string;
}

const cdktfProgram = join(dirname(require.resolve("cdktf-cli/package.json")), "bundle", "bin", "cdktf");

const remarks = [
  "cdktf ran in a folder of its own, with a copy of cdktf.json and of the environment's files",
  "--skip-provider-lock was given, because `terraform providers lock` asks the registry, which is not behind the local AWS",
];

/** Runs every phase until one fails. Terraform itself plans in between; what changes anything is CDKTF. */
export async function rehearseThroughCdktf(rehearsal: CdktfRehearsal): Promise<Report> {
  const { environment, workDir, keep } = rehearsal;
  const stage = new Stage(rehearsal);
  for (const remark of remarks) stage.remarks.add(remark);
  const before = await stage.prepareAccounts();
  const files = join(workDir, "environments", environment.name);
  cpSync(join(rehearsal.environments, environment.name), files, { recursive: true });
  copyFileSync(join(checkout, "cdktf.json"), join(workDir, "cdktf.json"));

  const cdktf = (phase: Phase, command: "deploy" | "destroy") =>
    stage.expectNone(phase, async () => {
      const error = await runCdktf(rehearsal, command);
      if (error !== undefined) return [error];
      stage.stacks = stacksOf(join(workDir, "cdktf.out"));
      return [];
    });
  const unprotect = () => {
    const teams = environment.teams.map((team) => ({ ...team, protect: false }));
    for (const { name } of teams) setUnprotected(join(files, "teams"), name);
    stage.environment = { ...environment, teams };
    stage.remarks.add("before the destruction one edit was made in every team's file: protect: false");
    return cdktf("unprotect", "deploy");
  };
  const phases: readonly (() => Promise<void>)[] = [
    () => cdktf("apply", "deploy"),
    () => stage.levelByLevel("plan again", [stage.stacks], (stack) => stage.planIsEmpty(stack)),
    ...(keep
      ? []
      : [
          () => refuseToDestroy(stage),
          unprotect,
          () => useStudio(stage),
          () => tearDown(stage),
          () => cdktf("destroy", "destroy"),
          () => askWhatIsLeft(stage, before),
        ]),
  ];
  for (const phase of phases) {
    await phase();
    if (stage.failed) break;
  }
  if (keep) writeShell(rehearsal, stage.terraform.environment);
  return stage.report();
}

/** What people type, without a shell, so that nothing expands the pattern but CDKTF. An error's text, or nothing. */
async function runCdktf(rehearsal: CdktfRehearsal, command: "deploy" | "destroy"): Promise<string | undefined> {
  const { environment, localAws, workDir, pluginFolder, team } = rehearsal;
  const app = [process.execPath, require.resolve("tsx/cli"), join(checkout, "main.ts")];
  const flags = [
    "--auto-approve",
    "--skip-provider-lock",
    "--no-color",
    "--app",
    app.map((each) => `"${each}"`).join(" "),
  ];
  const log = join(workDir, "logs", `cdktf-${command}.log`);
  const ended = await run({
    program: process.execPath,
    arguments: [cdktfProgram, command, `${environment.name}-*`, ...flags],
    folder: workDir,
    environment: {
      ...localAws.environment,
      ENCLAVE_ENVIRONMENTS: join(workDir, "environments"),
      ENCLAVE_ENVIRONMENT: environment.name,
      ...(team && { ENCLAVE_TEAM: team }),
      TF_CLI_ARGS_init: `-plugin-dir=${pluginFolder}`,
      // It would make a cache in the user's home.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      CI: "1",
    },
    log,
  });
  if (ended.exitCode === 0) return undefined;
  return `cdktf ${command} ended with ${ended.exitCode ?? "a signal"}: ${errorsIn(ended.output) || ended.output.trim().slice(-2000)}\n  log: ${log}`;
}

function setUnprotected(folder: string, team: string): void {
  const name = readdirSync(folder).find((file) => file === `${team}.yaml` || file === `${team}.yml`);
  if (!name) throw new Error(`no file of team ${team}`);
  const document = parseDocument(readFileSync(join(folder, name), "utf8"));
  document.set("protect", false);
  writeFileSync(join(folder, name), document.toString());
}
