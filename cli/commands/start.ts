/** `start`, which `npm start` runs: checks, synthesizes and proves every environment, shows what came out and what to type next. */
import Table from "cli-table3";
import { documentationRanges, overlap } from "../../config/addresses";
import { routeStacksOf } from "../../config/names";
import { compare } from "../../config/problems";
import { quotaWarnings } from "../../config/quotas";
import type { Environment } from "../../config/schema";
import type { Proof } from "../../isolation/prove";
import { loadToSynthesize } from "../../stacks/before-synthesis";
import type { StackSummary } from "../../stacks/synthesize";
import { type Context, display, exitCodes } from "../context";
import { deployCommand } from "../deploy-command";
import { printProof } from "../print-proof";
import { isProved, nothing, proveFolder } from "../proof";
import { proofJson } from "../proof-report";
import { count, printFindings, printQuotas } from "../report";
import { printStale, synthesizeWithProgress } from "../synthesis";
import { summary } from "./check";

/** Exit code 1 on problems in the configuration, and on anything that is not proved; the stacks are written then all the same. */
export async function start(context: Context): Promise<number> {
  const { environmentsDirectory, outputDirectory, outputIsTheirs, terminal } = context;
  const loaded = loadToSynthesize(environmentsDirectory, outputDirectory, { outputIsTheirs });
  const { environments, problems, warnings } = loaded;
  if (problems.length > 0) {
    terminal.printJson({ ok: false, problems, warnings, environments: [], stacks: [], quotas: [] });
    printFindings(terminal, loaded);
    return exitCodes.problems;
  }
  printFindings(terminal, loaded);
  const { stacks, stale } = await synthesizeWithProgress(context, loaded);
  const written = new Set(stacks.map(({ name }) => name));
  // Network teams' stacks lie there too, where somebody put them.
  const read = new Set([...written, ...routeStacksOf(environments)]);
  const proof: Proof =
    written.size === 0 ? nothing : await proveFolder(context, outputDirectory, { stacks: read }, environments);
  const ok = isProved(proof);
  const quotas = quotaWarnings(environments);
  const next = ok ? nextCommand(environmentsDirectory, outputDirectory, environments) : unproved;
  terminal.printJson({
    ok,
    problems,
    warnings,
    environments: environments.map(summary),
    stacks,
    stale,
    quotas,
    proof: proofJson(proof),
    output: display(outputDirectory),
    next,
  });
  terminal.print(table(environments, stacks, terminal));
  printStale(context, stale);
  terminal.print(`${count(stacks.length, "stack")} in ${display(outputDirectory)}`);
  if (written.size > 0) printProof(terminal, proof, { exceptions: false });
  printQuotas(terminal, quotas);
  terminal.print(`\n${terminal.colours.bold("Next:")} ${next}`);
  return ok ? exitCodes.ok : exitCodes.problems;
}

const unproved = "put right what is not proved, then npm start; deploy nothing of it before";

/** As wide as the terminal at most: the last column gives way. */
function table(
  environments: readonly Environment[],
  stacks: readonly StackSummary[],
  { colours, columns }: Context["terminal"],
): string {
  const draw = (lastWidth: number | null): string => {
    const rows = new Table({
      head: ["environment", "stacks", "resources", "accounts", "region", "state"].map(colours.bold),
      style: { head: [], border: [] },
      colAligns: ["left", "right", "right", "left", "left", "left"],
      colWidths: [null, null, null, null, null, lastWidth],
      wordWrap: true,
      wrapOnWordBoundary: false,
    });
    for (const environment of environments) {
      const own = stacks.filter((stack) => stack.environment === environment.name);
      rows.push([
        environment.name,
        own.length,
        own.reduce((sum, { resources }) => sum + resources, 0),
        [...new Set(own.map(({ account }) => account))].sort(compare).join("\n"),
        environment.region,
        stateOf(environment),
      ]);
    }
    return rows.toString();
  };
  const text = draw(null);
  const excess = (text.split("\n")[0]?.length ?? 0) - columns;
  const widest = Math.max("state".length, ...environments.map((environment) => stateOf(environment).length)) + 2;
  return excess > 0 ? draw(Math.max("state".length + 2, widest - excess)) : text;
}

function stateOf({ state }: Environment): string {
  if (state.backend === "s3") return `s3: ${state.bucket}`;
  if (state.backend === "cloud") return `cloud: ${state.organization}`;
  return "local";
}

/** What a user types next; the shipped files' accounts and networks are examples, which must be replaced first. */
export function nextCommand(directory: string, output: string, environments: readonly Environment[]): string {
  const environment = environments.find(({ name }) => name === "dev") ?? environments[0];
  if (environment === undefined) return `add an environment to ${directory}, then npm start`;
  const deploy = deployCommand(directory, output, `${environment.name}-*`);
  if (!isExample(environment)) return deploy;
  return `put your account ids and networks into ${directory}/${environment.name}/environment.yaml, then ${deploy}`;
}

function isExample({ accounts, access }: Environment): boolean {
  const ids = [accounts.studio.id, ...Object.values(accounts.data).map(({ id }) => id)];
  return (
    ids.some((id) => new Set(id).size === 1) ||
    access.publicCidrs.some((cidr) => documentationRanges.some((example) => overlap(cidr, example)))
  );
}
