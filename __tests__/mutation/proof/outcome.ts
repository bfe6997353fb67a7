/** What comes of a mutant: a guarantee that notices it, a refusal to read it, or a reason why nobody needs to notice. */
import { Undecided } from "../../../isolation/decide";
import type { Synthesized } from "../../support/environments";
import { isToldAlone, judge } from "./judge";
import type { Mutant, Stacks } from "./mutant";
import { type Reason, reasonFor } from "./reasons";

/** The guarantee that is violated, or that the stacks are not understood, so that nothing is proved: told without a configuration too; why it survives; none of them. */
export type Outcome = `G${number}` | "refused" | Reason | "neither";

export async function outcomeOf(synthesis: Synthesized, mutant: Mutant): Promise<Outcome> {
  const stacks = mutant.stacks();
  const judgement = await judge(synthesis, mutant, stacks);
  if (judgement.by === "guarantee") {
    const { guarantee } = judgement;
    return (await isToldAlone(synthesis, mutant, stacks, guarantee)) ? (guarantee as `G${number}`) : "neither";
  }
  if (judgement.by === "reader") return (await isToldAlone(synthesis, mutant, stacks)) ? "refused" : "neither";
  // The stacks are as they were: what was planted has no reason to be there.
  return mutant.planted ? "neither" : (checked(synthesis, stacks) ?? "neither");
}

/** What cannot be decided is no reason. */
function checked(synthesis: Synthesized, stacks: Stacks): Reason | undefined {
  try {
    return reasonFor(synthesis, stacks);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}
