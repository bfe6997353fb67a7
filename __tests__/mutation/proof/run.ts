/** `npm run mutate -- proof`: changes the synthesized stacks and says which guarantee notices; what none notices must have a reason that holds. */
import { rememberAnswers } from "../../../isolation/decide";
import type { Synthesized } from "../../support/environments";
import { type Choice, choose } from "./choice";
import { openJournal } from "./journal";
import type { Mutant } from "./mutant";
import { type Outcome, outcomeOf } from "./outcome";
import { type Tally, tallyOf } from "./tally";
import { type Judge, startWorker } from "./workers";

export interface RunOptions extends Choice {
  /** Processes that judge at the same time; undefined is this one alone. */
  readonly workers?: number | undefined;
  /** File that keeps outcomes; what stands there is not judged again. */
  readonly journal?: string | undefined;
  readonly onOutcome?: (mutant: Mutant, outcome: Outcome, left: number) => void;
}

/** Judges the mutants of one environment. */
export async function mutate(synthesis: Synthesized, options: RunOptions): Promise<Tally> {
  const { workers, journal: file, onOutcome } = options;
  const mutants = choose(synthesis, options);
  const journal = file === undefined ? undefined : openJournal(file);
  const outcomes = mutants.map((mutant) => journal?.outcomeOf(mutant));
  const open = [...outcomes.keys()].filter((index) => outcomes[index] === undefined);
  let left = open.length;
  // One list for all: who is done takes the next.
  const next = open.values();
  const work = async (judge: Judge) => {
    for (const index of next) {
      const mutant = mutants[index] as Mutant;
      const outcome = await judge.outcomeOf(index);
      outcomes[index] = outcome;
      journal?.add(mutant, outcome);
      left -= 1;
      onOutcome?.(mutant, outcome, left);
    }
  };
  const judges =
    workers === undefined
      ? [judgeHere(synthesis, mutants)]
      : Array.from({ length: workers }, () => startWorker(synthesis.environment.name, options));
  try {
    await Promise.all(judges.map(work));
  } finally {
    for (const judge of judges) judge.end();
  }
  return tallyOf(mutants, outcomes);
}

function judgeHere(synthesis: Synthesized, mutants: readonly Mutant[]): Judge {
  rememberAnswers();
  return { outcomeOf: (index) => outcomeOf(synthesis, mutants[index] as Mutant), end: () => {} };
}
