/** What came of all mutants of a run, counted. */
import { describe, type Mutant } from "./mutant";
import type { Outcome } from "./outcome";
import { type Reason, reasons } from "./reasons";

export interface Tally {
  readonly mutants: number;
  /** By guarantee. */
  readonly caught: Readonly<Record<string, number>>;
  /** Not understood by the reader of the stacks: nothing is proved. */
  readonly refused: number;
  /** Survivors with a reason that was checked, by reason. */
  readonly explained: Readonly<Partial<Record<Reason, readonly Mutant[]>>>;
  /** Survivors without one. */
  readonly holes: readonly string[];
}

/** @param outcomes one for each mutant, in their order */
export function tallyOf(mutants: readonly Mutant[], outcomes: readonly (Outcome | undefined)[]): Tally {
  const caught: Record<string, number> = {};
  const explained: Partial<Record<Reason, Mutant[]>> = {};
  const holes: string[] = [];
  let refused = 0;
  for (const [index, mutant] of mutants.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) throw new Error(`nobody judged ${describe(mutant)}`);
    if (outcome === "refused") refused += 1;
    else if (outcome === "neither") holes.push(describe(mutant));
    else if (isReason(outcome)) explained[outcome] = [...(explained[outcome] ?? []), mutant];
    else caught[outcome] = (caught[outcome] ?? 0) + 1;
  }
  return { mutants: mutants.length, caught, refused, explained, holes };
}

const isReason = (outcome: Outcome): outcome is Reason => outcome in reasons;
