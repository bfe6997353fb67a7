/** `doctor`: says what differs between AWS and the declared domains and profiles, and prints the calls that put it back; changes nothing. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { studioStackName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import type { StackJson } from "../../doctor/declared";
import { type Examined, examine } from "../../doctor/examine";
import { type Clients, type Surroundings, sessionNames } from "../../teardown/aws";
import { asDeployer } from "../as-deployer";
import { type Context, exitCodes } from "../context";
import { deployCommand } from "../deploy-command";
import { enclaveLine } from "../enclave-line";
import { identityCenterOf } from "../identity-center";
import { printExamined } from "../print-examined";
import { withProgress } from "../progress";
import { printFindings } from "../report";

/** Exits with 1 where anything differs or cannot be read. Throws StoppedError where AWS does not let it go on. */
export async function doctor(
  context: Context,
  name: string,
  team: string | undefined,
  surroundings: Surroundings = process.env,
): Promise<number> {
  const { terminal } = context;
  const loaded = loadEnvironments(context.environmentsDirectory, { environment: name, team });
  const [environment] = loaded.environments;
  if (loaded.problems.length > 0 || !environment) {
    terminal.printJson({ ok: false, problems: loaded.problems, findings: [] });
    printFindings(terminal, loaded);
    return exitCodes.problems;
  }
  const examined = await withProgress(terminal, "Examining", (update) => {
    update("synthesizing");
    return examineAll(context, environment, stacksOf(environment), surroundings, update);
  });
  const findings = examined.flatMap((each) => each.findings);
  const ok = findings.length === 0;
  const unread = examined.flatMap(({ team, unread: what }) => (what === undefined ? [] : [{ team, what }]));
  const oldScripts = examined.map((each) => ({ team: each.team, ...each.oldScripts }));
  const assumed = examined.flatMap((each) => each.assumed.map((member) => ({ team: each.team, member })));
  terminal.printJson({ ok, findings, assumed, oldScripts, ...(unread.length > 0 && { unread }) });
  printExamined(environment, examined, enclaveLine(context), terminal);
  return ok ? exitCodes.ok : exitCodes.problems;
}

/** The Studio stacks as the configuration makes them now, by team; what lies in the output folder may be older. */
function stacksOf(environment: Environment): ReadonlyMap<Team, StackJson> {
  const { synthesize } = require("../../stacks/synthesize") as typeof import("../../stacks/synthesize");
  const outdir = mkdtempSync(join(tmpdir(), "enclave-doctor-"));
  try {
    synthesize([environment], { outdir });
    const read = (team: Team) =>
      JSON.parse(
        readFileSync(join(outdir, "stacks", studioStackName(environment, team), "cdk.tf.json"), "utf8"),
      ) as StackJson;
    return new Map(environment.teams.map((team) => [team, read(team)]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function examineAll(
  context: Context,
  environment: Environment,
  stacks: ReadonlyMap<Team, StackJson>,
  surroundings: Surroundings,
  update: (text: string) => void,
): Promise<Examined[]> {
  const { environmentsDirectory, outputDirectory } = context;
  const line = enclaveLine(context);
  const identity = identityCenterOf(environment, surroundings);
  const examineEach = async (clients: Clients) => {
    const examined: Examined[] = [];
    for (const [team, stack] of stacks) {
      update(team.name);
      const deploy = deployCommand(environmentsDirectory, outputDirectory, studioStackName(environment, team));
      examined.push(await examine({ environment, team, stack, deploy, line }, clients, identity?.ask));
    }
    return examined;
  };
  return asDeployer(environment, surroundings, examineEach, { session: sessionNames.doctor }).finally(() =>
    identity?.close(),
  );
}
