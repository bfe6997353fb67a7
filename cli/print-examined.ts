/** Prints what `doctor` found, for people: what differs, what it means, and the lines to paste. */
import { studioStackName } from "../config/names";
import type { Environment } from "../config/schema";
import { defaults } from "../doctor/defaults";
import type { Examined } from "../doctor/examine";
import type { Examination, Finding } from "../doctor/findings";
import type { Json } from "../doctor/model";
import { count } from "./report";
import type { Terminal } from "./terminal";

/** @param line a command of this program, as people type it for these environments */
export function printExamined(
  environment: Environment,
  examined: readonly Examined[],
  line: Examination["line"],
  terminal: Terminal,
): void {
  const { print, colours } = terminal;
  for (const { team, findings, assumed, unread, oldScripts } of examined) {
    if (findings.length === 0) print(`${colours.green("as declared")} ${team}`);
    for (const finding of findings) printFinding(environment, finding, line, terminal);
    if (unread !== undefined) print(`${colours.dim("note")} ${team}: ${unread}`);
    for (const member of assumed) {
      const value = written(defaults[member]);
      print(`${colours.dim("note")} ${team}: ${member} is ${value}: taken for AWS's default, which AWS does not state`);
    }
    if (oldScripts.apps.length === 0) continue;
    const of = `${oldScripts.apps.length} of ${count(oldScripts.of, "app")}`;
    print(
      `${team}: ${of} started before ${oldScripts.script} was deployed (${oldScripts.deployed}) and run an older script`,
    );
    for (const { app, who, since, stop } of oldScripts.apps) {
      print(`  ${who ? `${who}: ` : ""}${app}, since ${since}`);
      print(`    ${stop}`);
    }
    print("  They get the current script when they start again. Each line stops one; unsaved notebooks are lost.");
  }
}

function printFinding(
  environment: Environment,
  finding: Finding,
  line: Examination["line"],
  { print, colours }: Terminal,
): void {
  const { team, where, changes, says, remedy, next } = finding;
  print(`${colours.red("differs")} ${team}: ${where}${says === undefined ? "" : ` ${says}`}`);
  for (const { member, declared, found, means, noCall } of changes) {
    print(`  ${member} is ${written(found)}, declared: ${written(declared)}. ${means}`);
    if (noCall !== undefined) print(`    ${noCall}.`);
  }
  const isOfDomain = !where.includes("/");
  if (isOfDomain && changes.length > 0) {
    const stack = studioStackName(environment, { name: team });
    print(`  Until it is put back, deploy nothing of ${stack}: Terraform's own update fails, or replaces the domain.`);
  }
  if (remedy?.call !== undefined) {
    if (remedy.stopFirst.length > 0) {
      print(
        `  First stop ${count(remedy.stopFirst.length, "app")} (unsaved notebooks are lost), and wait until ${remedy.stopFirst.length === 1 ? "it is" : "they are"} gone, up to 20 minutes:`,
      );
      for (const stop of remedy.stopFirst) print(`    ${stop}`);
    }
    if (remedy.waitFor.length > 0) print(`  Wait until these have started or gone: ${remedy.waitFor.join(", ")}`);
    print(
      `  To put it back${remedy.call.includes("--vpc-id") ? " (with an AWS CLI from December 2025 or later)" : ""}:`,
    );
    print(`    ${remedy.call}`);
    if (remedy.stopIfRefused.length > 0) {
      print(
        "  AWS's pages name no condition for this. If it answers ResourceInUse, stop the apps that run, and call again:",
      );
      for (const stop of remedy.stopIfRefused) print(`    ${stop}`);
    }
    print(`  Then ask again: ${line("doctor", environment.name, team)}`);
    if (remedy.maybeLeft.length > 0) {
      print(`  AWS does not say whether the call takes away what was added: ${remedy.maybeLeft.join(", ")}`);
    }
  }
  if (remedy?.call === undefined && (remedy?.maybeLeft.length ?? 0) > 0) {
    print(`  No call is known that takes away what was added: ${remedy?.maybeLeft.join(", ")}`);
  }
  if (next !== undefined) print(`  ${remedy?.call === undefined ? "To put it right" : "Or"}: ${next}`);
}

const written = (value: Json | undefined): string => {
  if (value === undefined) return "nothing";
  return typeof value === "string" ? value || "empty" : JSON.stringify(value);
};
