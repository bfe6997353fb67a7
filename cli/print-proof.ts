/** Shows a proof to people: the table of guarantees by environment, each verdict that is not proved, the declared exceptions. */
import Table from "cli-table3";
import { printable } from "../config/problems";
import { fails } from "../isolation/outcome";
import type { Proof } from "../isolation/prove";
import { describeCounts, describeExceptions, describeVerdict } from "../isolation/report/words";
import type { Context } from "./context";
import { count } from "./report";

/** The table of guarantees by environment, then each verdict that is not proved, then the declared exceptions. */
export function printProof(
  { print, colours }: Context["terminal"],
  { verdicts, problems }: Proof,
  { exceptions = true }: { readonly exceptions?: boolean } = {},
): void {
  for (const problem of problems) print(`${colours.red("not decidable")} ${printable(problem)}`);
  if (verdicts.length === 0) return;
  const environments = [...new Set(verdicts.map(({ environment }) => environment))];
  const guarantees = [...new Map(verdicts.map(({ guarantee, name }) => [guarantee, name]))];
  const table = new Table({
    head: ["guarantee", "", ...environments].map(colours.bold),
    style: { head: [], border: [] },
  });
  const shown = {
    proved: colours.green,
    violated: colours.red,
    "not decidable": colours.yellow,
    "no team": colours.dim,
    "nobody enters yet": colours.cyan,
  };
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
  if (exceptions) printExceptions(print, describeExceptions(verdicts));
  const failed = verdicts.filter(({ outcome }) => fails(outcome)).length;
  const [proved, open] = describeCounts(verdicts);
  print(
    failed === 0
      ? `\n${colours.green(proved)}, each for every request (G10 for one of each kind)`
      : `\n${colours.red(`${count(failed, "guarantee")} of ${verdicts.length} not proved`)}`,
  );
  if (open !== undefined) print(open);
}

/** By guarantee: what it leaves open on purpose. */
function printExceptions(print: (line?: string) => void, lines: readonly string[]): void {
  if (lines.length === 0) return;
  print("\nDeclared exceptions");
  for (const line of lines) print(`  ${line}`);
}
