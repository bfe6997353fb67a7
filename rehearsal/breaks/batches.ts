/** Breaks that can be made at the same time and still be told apart. */
import type { Break } from "./break";
import type { Diagnosis } from "./diagnoses";

export interface Verdict {
  readonly broken: Break;
  /** Undefined where nothing noticed: the rehearsal stayed green. */
  readonly noticed?: Diagnosis;
}

/** Blocks at which the break may show. */
const addressesOf = ({ address, showsAt = [] }: Break) => [address, ...showsAt];

/**
 * Groups of breaks of one stack, seen by the same, of which no two can show at the same block. A break that is masked by another
 * of its group (Terraform skips what depends on a failure) is not named, and has to be tried again.
 */
export function batchesOf(breaks: readonly Break[]): Break[][] {
  const batches: { readonly taken: Set<string>; readonly members: Break[] }[] = [];
  for (const each of breaks) {
    const own = [each.stack, each.seenBy, ...(each.slow ? ["slow"] : [])].join(" ");
    const addresses = addressesOf(each);
    const fits = batches.find(
      ({ taken, members: [first] }) =>
        taken.has(own) && !each.hidesOthers && !first?.hidesOthers && !addresses.some((address) => taken.has(address)),
    );
    const batch = fits ?? { taken: new Set([own]), members: [] };
    if (!fits) batches.push(batch);
    for (const address of addresses) batch.taken.add(address);
    batch.members.push(each);
  }
  return batches.map(({ members }) => members);
}

/**
 * What a batch's diagnoses decide. Without any, all its breaks stayed green. A break that is alone is what is wrong,
 * wherever that shows. Of several, those are decided at whose blocks something is wrong.
 */
export function decided(batch: readonly Break[], diagnoses: readonly Diagnosis[]): Verdict[] {
  if (diagnoses.length === 0) return batch.map((broken) => ({ broken }));
  const [only, ...others] = batch;
  const noticedAt = (broken: Break) =>
    diagnoses.find(({ address }) => address !== undefined && addressesOf(broken).includes(address));
  if (only && others.length === 0) return [{ broken: only, noticed: noticedAt(only) ?? diagnoses[0] }];
  return batch.flatMap((broken) => {
    const noticed = noticedAt(broken);
    return noticed ? [{ broken, noticed }] : [];
  });
}
