/** Folders of stacks that no configuration makes any more: they go, unless they hold what nobody could make again. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isStackOf } from "../config/names";
import { fromHere } from "../config/paths";
import { list, type Problem } from "../config/problems";
import { lockFileName } from "../config/provider-lock";
import { shellLine } from "../config/shell-line";

export interface StaleStack {
  readonly name: string;
  /** What keeps it from being removed: state, plans and files of unknown origin, by their path in the folder. */
  readonly holds: readonly string[];
  /** The stack that holds something and cannot be read or destroyed without this one. */
  readonly neededBy?: string;
}

/** What synthesis and `terraform init` make again. */
const remakable = [
  /^cdk\.tf\.json$/,
  new RegExp(`^${lockFileName.replaceAll(".", "\\.")}$`),
  /^\.terraform\/(terraform\.tfstate|environment|plugin_path)$/,
  /^\.terraform\/(providers|modules)$/,
];

/** Folders of `<outdir>/stacks` whose name is stale, sorted by name. Links are nobody's folders. */
export function staleStacks(outdir: string, isStale: (name: string) => boolean): StaleStack[] {
  const folder = join(outdir, "stacks");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isStale(entry.name))
    .map(({ name }) => ({ name, holds: [...heldIn(join(folder, name), "")] }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Removes those that hold nothing of their own, and that no kept one needs; a folder without a synthesized file is not ours.
 * All are answered.
 */
export function removeStaleStacks(outdir: string, isStale: (name: string) => boolean): StaleStack[] {
  const ours = (name: string) => existsSync(join(outdir, "stacks", name, "cdk.tf.json"));
  const stale = staleStacks(outdir, (name) => isStale(name) && ours(name));
  const held = stale.filter(({ holds }) => holds.length > 0);
  return stale.map((each) => {
    const needing = each.holds.length > 0 ? undefined : held.find((other) => belongsTo(each.name, other.name));
    if (needing) return { ...each, neededBy: needing.name };
    if (each.holds.length === 0) rmSync(join(outdir, "stacks", each.name), { recursive: true });
    return each;
  });
}

/** Whether one is the other's network, or both are one team's. */
function belongsTo(stack: string, other: string): boolean {
  const [, environment = "", kind, team] = /^([^-]+)-(networking|studio|buckets)-?(.*)$/.exec(stack) ?? [];
  if (kind === "networking") return isStackOf(environment, other);
  return ["studio", "buckets"].some((each) => other === `${environment}-${each}-${team}`);
}

/**
 * Problems that keep `cdktf` from its synthesis, which ends with the deletion of every folder that it did not write
 * (cdktf-cli 0.21, synth-stack.js), whatever the folder holds.
 */
export function heldFromCdktf(outdir: string, written: ReadonlySet<string>): Problem[] {
  return staleStacks(outdir, (name) => !written.has(name)).flatMap(({ name, holds }) => {
    if (holds.length === 0) return [];
    const folder = join(outdir, "stacks", name);
    const file = fromHere(folder);
    const message = `is not written by this run, so cdktf would delete it, but ${keptBecause(file, holds)}`;
    return [{ file, line: 1, column: 1, path: "", message }];
  });
}

/** What a folder holds that nobody could make again, and what to do with it. */
export function keptBecause(folder: string, holds: readonly string[]): string {
  const store = holds.includes("errored.tfstate")
    ? `Store the state (${shellLine(["terraform", `-chdir=${folder}`, "state", "push", "errored.tfstate"])}). `
    : "";
  return `it holds ${list(holds, "and")}. ${store}Delete the folder when nobody needs these files`;
}

function* heldIn(folder: string, prefix: string): Generator<string> {
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const path = `${prefix}${entry.name}`;
    if (remakable.some((pattern) => pattern.test(path))) continue;
    if (entry.isDirectory()) yield* heldIn(folder, `${path}/`);
    else yield path;
  }
}
