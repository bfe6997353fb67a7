/** Tries breaks, several at a time, until each is either noticed or known to stay green. */
import { sideBySide } from "../side-by-side";
import { batchesOf, decided, type Verdict } from "./batches";
import type { Break } from "./break";
import type { Diagnosis } from "./diagnoses";

/** They wait for most of their time; each holds the memory of a provider. */
const slowAtOnce = 4;

/** Verdicts in the order in which they are reached. Each round decides one break at least. */
export async function judge(
  breaks: readonly Break[],
  attempt: (batch: readonly Break[]) => Promise<readonly Diagnosis[]>,
  told: (verdicts: readonly Verdict[]) => void = () => undefined,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  let batches = batchesOf(breaks);
  while (batches.length > 0) {
    const round = async (batch: readonly Break[]) => {
      const reached = decided(batch, await attempt(batch));
      told(reached);
      const left = batch.filter((each) => !reached.some(({ broken }) => broken === each));
      // Errors at no broken block: only alone does a break tell which of them is its own.
      return { reached, left, alone: reached.length === 0 };
    };
    const isSlow = ([first]: readonly Break[]) => first?.slow === true;
    const rounds = await Promise.all([
      sideBySide(batches.filter(isSlow), round, slowAtOnce),
      sideBySide(
        batches.filter((batch) => !isSlow(batch)),
        round,
      ),
    ]).then((both) => both.flat());
    verdicts.push(...rounds.flatMap(({ reached }) => reached));
    const masked = rounds.filter(({ alone }) => !alone).flatMap(({ left }) => left);
    const unclear = rounds.filter(({ alone }) => alone).flatMap(({ left }) => left.map((each) => [each]));
    batches = [...batchesOf(masked), ...unclear];
  }
  return verdicts;
}
