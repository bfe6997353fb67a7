/** Tries breaks, several at a time, until each is either noticed or known to stay green. */
import { sideBySide } from "../side-by-side";
import { batchesOf, decided, type Verdict } from "./batches";
import type { Break } from "./break";
import type { Diagnosis } from "./diagnoses";

/** Verdicts in the order in which they are reached. Each round decides one break at least. */
export async function judge(
  breaks: readonly Break[],
  attempt: (batch: readonly Break[]) => Promise<readonly Diagnosis[]>,
  told: (verdicts: readonly Verdict[]) => void = () => undefined,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  let batches = batchesOf(breaks);
  while (batches.length > 0) {
    const rounds = await sideBySide(batches, async (batch) => {
      const reached = decided(batch, await attempt(batch));
      told(reached);
      const left = batch.filter((each) => !reached.some(({ broken }) => broken === each));
      // Errors at no broken block: only alone does a break tell which of them is its own.
      return { reached, left, alone: reached.length === 0 };
    });
    verdicts.push(...rounds.flatMap(({ reached }) => reached));
    const masked = rounds.filter(({ alone }) => !alone).flatMap(({ left }) => left);
    const unclear = rounds.filter(({ alone }) => alone).flatMap(({ left }) => left.map((each) => [each]));
    batches = [...batchesOf(masked), ...unclear];
  }
  return verdicts;
}
