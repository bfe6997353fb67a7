/** Calls whose answer depends on what nobody knows: one message for each statement and key, with all that it keeps open. */
import { Undecided } from "../decide";
import type { Statement } from "../policy";

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

/** A statement as messages cite it. */
export const citation = ({ policy, path, sid }: Pick<Statement, "policy" | "path" | "sid">): string =>
  `${policy} ${path}${sid === undefined ? "" : ` (${sid})`}`;

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
