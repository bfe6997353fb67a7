/** A file of outcomes, a line for each mutant: a run that was ended goes on where it stopped. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { describe, type Mutant } from "./mutant";
import type { Outcome } from "./outcome";

export interface Journal {
  /** Undefined where the mutant was not judged yet. */
  readonly outcomeOf: (mutant: Mutant) => Outcome | undefined;
  readonly add: (mutant: Mutant, outcome: Outcome) => void;
}

/** A file that is not there yet is empty. A line is the outcome, a tab and the mutant's description, as --verbose prints it. */
export function openJournal(file: string): Journal {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const known = new Map(
    lines
      .filter((line) => line !== "")
      .map((line) => [line.slice(line.indexOf("\t") + 1), line.slice(0, line.indexOf("\t")) as Outcome]),
  );
  return {
    outcomeOf: (mutant) => known.get(describe(mutant)),
    add: (mutant, outcome) => appendFileSync(file, `${lineOf(mutant, outcome)}\n`),
  };
}

export const lineOf = (mutant: Mutant, outcome: Outcome): string => `${outcome}\t${describe(mutant)}`;
