/** `prove`: decides every guarantee for every request, from the synthesized stacks, and shows what is not proved. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Table from "cli-table3";
import { loadEnvironments } from "../../config/load";
import type { Environment } from "../../config/schema";
import type { Verdict } from "../../isolation/prove";
import { type Context, exitCodes } from "../context";
import { withProgress } from "../progress";
import { count, printFindings } from "../report";

export interface ProveCommandOptions {
  readonly team?: string;
  /** Folder of synthesized stacks, absolute; nothing else is read then. */
  readonly from?: string;
}

/** Exit code 1 on anything that is not proved. Without `from`, the environments are synthesized into a temporary folder. */
export async function prove(
  context: Context,
  environment: string | undefined,
  { team, from }: ProveCommandOptions,
): Promise<number> {
  const { environmentsDirectory, terminal } = context;
  if (from !== undefined) return report(context, await proveFolder(context, from, { environment, team }));
  // A team's own stacks name no others, but the network is read with all of them.
  const loaded = loadEnvironments(environmentsDirectory, { environment, team });
  if (loaded.problems.length > 0) {
    terminal.printJson({ ok: false, problems: loaded.problems, warnings: loaded.warnings, verdicts: [] });
    printFindings(terminal, loaded);
    return exitCodes.problems;
  }
  const folder = mkdtempSync(join(tmpdir(), "enclave-prove-"));
  try {
    const { synthesize } = require("../../stacks/synthesize") as typeof import("../../stacks/synthesize");
    synthesize(loaded.environments, { outdir: folder });
    return report(context, await proveFolder(context, folder, { environment, team }, loaded.environments));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Narrowed {
  readonly environment?: string | undefined;
  readonly team?: string | undefined;
  /** Only these stacks of the folder. */
  readonly stacks?: ReadonlySet<string>;
}

/** Verdicts on a folder's stacks; with environments, held against what they declare. Throws nothing that the stacks cause. */
export async function proveFolder(
  { terminal }: Context,
  folder: string,
  { environment, team, stacks }: Narrowed = {},
  environments?: readonly Environment[],
): Promise<Proof> {
  return withProgress(terminal, "Proving", async (update) => {
    update("reading the stacks");
    const { prove: decide } = require("../../isolation/prove") as typeof import("../../isolation/prove");
    const { ModelError, readStackFiles } = require("../../isolation/model") as typeof import("../../isolation/model");
    const { declaredBy } = require("../../isolation/declared") as typeof import("../../isolation/declared");
    try {
      const verdicts = await decide(readStackFiles(folder, stacks), {
        ...(environment !== undefined && { environment }),
        ...(team !== undefined && { team }),
        ...(environments && { declared: new Map(environments.map((each) => [each.name, declaredBy(each)])) }),
        onStep: update,
      });
      return { verdicts, problem: verdicts.length === 0 ? "there is nothing to prove there" : undefined };
    } catch (error) {
      if (error instanceof ModelError) return { verdicts: [], problem: error.message };
      throw error;
    }
  });
}

export interface Proof {
  readonly verdicts: readonly Verdict[];
  /** Why there are no verdicts. */
  readonly problem?: string | undefined;
}

export const isProved = ({ verdicts, problem }: Proof): boolean =>
  problem === undefined && verdicts.every(({ outcome }) => outcome === "proved");

function report({ terminal }: Context, proof: Proof): number {
  const ok = isProved(proof);
  terminal.printJson({ ok, ...(proof.problem !== undefined && { problem: proof.problem }), verdicts: proof.verdicts });
  printProof(terminal, proof);
  return ok ? exitCodes.ok : exitCodes.problems;
}

/** The table of guarantees by environment, then each verdict that is not proved, then the declared exceptions. */
export function printProof(
  { print, colours, json }: Context["terminal"],
  { verdicts, problem }: Proof,
  { exceptions = true }: { readonly exceptions?: boolean } = {},
): void {
  if (json) return;
  const { describeVerdict } = require("../../isolation/report") as typeof import("../../isolation/report");
  if (problem !== undefined) {
    print(`${colours.red("not decidable")} ${problem}`);
    return;
  }
  const environments = [...new Set(verdicts.map(({ environment }) => environment))];
  const guarantees = [...new Map(verdicts.map(({ guarantee, name }) => [guarantee, name]))];
  const table = new Table({
    head: ["guarantee", "", ...environments].map(colours.bold),
    style: { head: [], border: [] },
  });
  const shown = { proved: colours.green, violated: colours.red, "not decidable": colours.yellow };
  for (const [id, name] of guarantees) {
    const outcomes = environments.map((environment) => {
      const outcome = verdicts.find((each) => each.environment === environment && each.guarantee === id)?.outcome;
      return outcome === undefined ? "" : shown[outcome](outcome);
    });
    table.push([id, name, ...outcomes]);
  }
  print(table.toString());
  print("Not decided here: G13 state stays apart (comes with workspaces)");
  for (const verdict of verdicts) {
    const lines = describeVerdict(verdict);
    if (lines.length > 0) print(`\n${lines.join("\n")}`);
  }
  if (exceptions) printExceptions(print, verdicts);
  const failed = verdicts.filter(({ outcome }) => outcome !== "proved").length;
  print(
    failed === 0
      ? `\n${colours.green(`${count(verdicts.length, "guarantee")} proved`)}, each for every request (G10 for one of each kind)`
      : `\n${colours.red(`${count(failed, "guarantee")} of ${verdicts.length} not proved`)}`,
  );
}

/** By guarantee: what it leaves open on purpose, said once for all environments that it is true of. */
function printExceptions(print: (line?: string) => void, verdicts: readonly Verdict[]): void {
  const found = new Map<string, { readonly line: string; readonly environments: string[] }>();
  for (const { environment, guarantee, exceptions } of verdicts) {
    for (const exception of exceptions) {
      const line = `${guarantee} ${exception}`;
      const known = found.get(line) ?? { line, environments: [] };
      found.set(line, { line, environments: [...known.environments, environment] });
    }
  }
  if (found.size === 0) return;
  print("\nDeclared exceptions");
  for (const { line, environments } of found.values()) print(`  ${line} (${environments.join(", ")})`);
}
