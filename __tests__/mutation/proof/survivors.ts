/** The committed list of survivors: what was run, and what is left by class, each with its reason and its defence. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { classOf, defenceOf } from "./defence";
import { type Reason, reasons } from "./reasons";
import type { Tally } from "./tally";

/** One row for each reason, operator and place. */
function rowsOf({ explained }: Pick<Tally, "explained">): string[] {
  const counts = new Map<string, number>();
  for (const [reason, mutants] of Object.entries(explained) as [Reason, Tally["explained"][Reason] & object][]) {
    for (const mutant of mutants) {
      const place = classOf(mutant);
      const row = [reason, mutant.operator, `\`${place}\``, defenceOf({ reason, place })].join(" | ");
      counts.set(row, (counts.get(row) ?? 0) + 1);
    }
  }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([row, count]) => `| ${count} | ${row} |`);
}

/** @param run the command line, and its date */
export function listOf(run: string, tally: Tally): string {
  const { mutants, caught, refused, explained, holes } = tally;
  const noticed = Object.entries(caught).sort(([one], [other]) => Number(one.slice(1)) - Number(other.slice(1)));
  const left = Object.entries(explained) as [Reason, readonly object[]][];
  return [
    `# Survivors: ${run}`,
    "",
    `Written by \`--write\`. ${mutants} mutants. Caught by a guarantee: ${sum(noticed.map(([, count]) => count))} (${noticed.map((each) => each.join(" ")).join(", ")}). Not understood, so that nothing is proved: ${refused}. Survived with a reason that was decided for each: ${sum(left.map(([, list]) => list.length))}. Neither: ${holes.length}.`,
    "",
    ...left.map(([reason, list]) => `- **${reason}** (${list.length}): ${reasons[reason]}`),
    "",
    "| count | reason | operator | place | why it cannot change what can happen |",
    "|---|---|---|---|---|",
    ...rowsOf(tally),
    "",
  ].join("\n");
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

export function writeList(environment: string, run: string, tally: Tally): void {
  const folder = join(__dirname, "survivors");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${environment}.md`), listOf(run, tally));
}
