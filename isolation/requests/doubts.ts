/** Calls whose answer depends on what nobody knows: one message for each statement and key, with all that it keeps open. */
import { Undecided } from "../decide";

export interface Doubt {
  /** Completes "whether ... can". */
  readonly what: string;
  readonly key: string;
  /** Who decides, or what would. */
  readonly because: string;
  /** The statement that tests the key. */
  readonly where: string;
  readonly isDeclarable: boolean;
}

/** @param who whose calls they are */
export function undecidedBy(who: string, doubts: readonly Doubt[]): readonly Undecided[] {
  const groups = new Map<string, Doubt[]>();
  for (const doubt of doubts) {
    const name = `${doubt.where} ${doubt.key}`;
    groups.set(name, [...(groups.get(name) ?? []), doubt]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { where, key, because, isDeclarable } = first;
    const whats = [...new Set(group.map(({ what }) => what))];
    const advice = isDeclarable ? "" : "; test a key whose value is known, or leave the condition out";
    return [
      new Undecided(
        where,
        `it tests ${key}, and ${because}: whether ${who} can ${whats.join("; ")} depends on that${advice}`,
      ),
    ];
  });
}
