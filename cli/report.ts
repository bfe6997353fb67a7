/** Prints what loading found: problems, warnings, quotas. */
import type { Loaded } from "../config/load";
import { list, problemLines } from "../config/problems";
import type { QuotaWarning } from "../config/quotas";
import type { Terminal } from "./terminal";
import { wrap } from "./wrap";

/** One line each, then how many; nothing where there is nothing. */
export function printFindings(terminal: Terminal, { problems, warnings }: Pick<Loaded, "problems" | "warnings">): void {
  const { print, colours } = terminal;
  for (const line of problemLines(problems)) print(line);
  for (const line of problemLines(warnings)) print(`${colours.yellow("warning")} ${line}`);
  if (problems.length > 0) print(`\n${colours.red(count(problems.length, "problem"))}; nothing was written`);
}

export function printQuotas({ print, columns, colours }: Terminal, warnings: readonly QuotaWarning[]): void {
  if (warnings.length === 0) return;
  print(`\n${colours.yellow("AWS's default quotas are lower than what this configuration needs.")}`);
  print("Unless already raised, ask for more in Service Quotas:");
  for (const { quota, service, code, needed, default: limit, account, region, environments } of warnings) {
    const text = `${quota}: ${needed} needed, ${limit} by default (${service} ${code}; account ${account}, ${region}; ${list(environments, "and")})`;
    for (const line of wrap(text, columns, "  ")) print(line);
  }
}

/** `1 problem`, `2 problems`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
