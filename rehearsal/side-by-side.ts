/** Does work for many things at once, a few at a time. */
import { availableParallelism } from "node:os";

/** One Terraform for each processor: the provider is busy most of the time. */
export const atOnce = Math.max(2, availableParallelism());

/** Results in the order of the items. An error ends no other item's work: the first one is thrown when all work has ended. */
export async function sideBySide<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  limit: number = atOnce,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const errors: unknown[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      try {
        results[index] = await work(items[index] as T);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (errors.length > 0) throw errors[0];
  return results;
}
