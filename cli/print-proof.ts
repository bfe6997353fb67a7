/** Shows a proof to people: the table of guarantees by environment, each verdict that is not proved, the declared exceptions. */
import { list, printable } from "../config/problems";
import { groupBy } from "../isolation/facts/group-by";
import { fails } from "../isolation/outcome";
import type { Proof } from "../isolation/prove";
import type { Changes } from "../isolation/report/baseline";
import { describeOthers, describeStops, foldCauses } from "../isolation/report/causes";
import { describeEntries } from "../isolation/report/entries";
import { describeExceptions } from "../isolation/report/exceptions";
import { noticesOf } from "../isolation/report/notices";
import { describeUnproved } from "../isolation/report/unproved";
import { describeCounts, describeTimes, describeVerdict } from "../isolation/report/words";
import { type Context, display } from "./context";
import { count } from "./report";
import { verdictTable } from "./verdict-table";
import { wrap } from "./wrap";

/** The table of guarantees by environment, then each verdict that is not proved, then the declared exceptions. */
export function printProof(
  terminal: Context["terminal"],
  proof: Proof & { readonly changes?: Changes },
  { exceptions = true }: { readonly exceptions?: boolean } = {},
): void {
  const { print, colours } = terminal;
  const { verdicts, problems, entries, unproved } = proof;
  printNotices(terminal, proof);
  for (const problem of problems) print(`${colours.red("not decidable")} ${printable(problem)}`);
  if (verdicts.length === 0) return;
  for (const line of verdictTable(verdicts, terminal)) print(line);
  print("Not decided here: G13 state stays apart (comes with workspaces)");
  print("What each guarantee promises: npm run enclave -- explain");
  printCauses(terminal, verdicts);
  printUnproved(terminal, unproved);
  for (const verdict of verdicts) {
    const lines = describeVerdict(verdict);
    if (lines.length > 0) print(`\n${lines.join("\n")}`);
  }
  printEntries(terminal, entries);
  if (exceptions) printExceptions(terminal, verdicts);
  printResult(terminal, proof);
  printPlans(terminal, proof);
}

/** The last lines: how much is proved, and whether anything fails. */
function printResult({ print, columns, colours }: Context["terminal"], { verdicts, problems }: Proof): void {
  const failed = verdicts.filter(({ outcome }) => fails(outcome)).length;
  const [proved, open] = describeCounts(verdicts);
  print(
    failed === 0
      ? `\n${(problems.length === 0 ? colours.green : String)(proved)}, each for every request (G10 for one call of each kind)`
      : `\n${colours.red(`${count(failed, "guarantee")} of ${verdicts.length} not proved`)}`,
  );
  if (open !== undefined) print(open);
  for (const line of describeTimes(verdicts).flatMap((each) => wrap(each, columns))) print(line);
  if (problems.length > 0) print(colours.red(`${count(problems.length, "problem")} of no environment: see above`));
}

/** What lies beside the stacks and is no part of the proof. */
function printPlans({ print, columns }: Context["terminal"], { plans = [] }: Proof): void {
  if (plans.length === 0) return;
  const text = `Not proved: saved plans (${list(plans.map(display), "and")}). terraform apply with such a file applies what was planned then, whatever the stacks say now.`;
  for (const line of wrap(text, columns)) print(line);
}

/** What stops guarantees, once for all that it stops. */
function printCauses({ print, columns, colours }: Context["terminal"], verdicts: Proof["verdicts"]): void {
  // The same guarantees under one head.
  for (const [stops, causes] of groupBy(foldCauses(verdicts), describeStops)) {
    print("");
    for (const line of wrap(`Not decidable, ${stops}`, columns)) print(colours.yellow(line));
    for (const cause of causes) {
      for (const text of [`not understood: ${cause.problem}`, ...describeOthers(cause)]) {
        for (const line of wrap(text, columns, "  ")) print(line);
      }
    }
  }
}

/** Somebody else's stacks in the folder. */
function printUnproved({ print, columns, colours }: Context["terminal"], unproved: Proof["unproved"]): void {
  if (unproved.length === 0) return;
  print(`\n${colours.bold("Unproved: stacks that belong to no environment")}`);
  for (const line of describeUnproved(unproved).flatMap((each) => wrap(each, columns, "  "))) print(line);
}

/** Who can open Studio: teams that are entered alike stand together. */
function printEntries({ print, columns, colours }: Context["terminal"], entries: Proof["entries"]): void {
  if (entries.length === 0) return;
  print(`\n${colours.bold("Who can open Studio, as the stacks say")}`);
  for (const { who, teams } of describeEntries(entries)) {
    for (const line of wrap(who, columns, "  ")) print(line);
    for (const line of teams.flatMap((team) => wrap(`- ${team}`, columns, "    "))) print(colours.dim(line));
  }
}

/** By guarantee: what it leaves open on purpose. */
function printExceptions({ print, columns }: Context["terminal"], verdicts: Proof["verdicts"]): void {
  const found = describeExceptions(verdicts);
  if (!found) return;
  print(`\n${found.title} (--json lists each)`);
  for (const line of found.lines) for (const part of wrap(line, columns, "  ")) print(part);
}

/** What is new since the baseline, and what no configuration declares. */
function printNotices({ print, columns, colours }: Context["terminal"], proof: Parameters<typeof noticesOf>[0]): void {
  for (const { title, hint, lines } of noticesOf(proof)) {
    print(colours.bold(lines.length > 0 ? colours.yellow(title) : title));
    for (const line of hint === "" ? [] : wrap(hint, columns)) print(line);
    for (const line of lines) for (const part of wrap(line, columns, "  ")) print(part);
    print();
  }
}
