/** Calls whose answer depends on what nobody knows: one message for each statement and key, with all that it keeps open. */
import { Undecided } from "../decide";
import type { Statement } from "../policy";

export interface Doubt {
  /** Completes "whether ... can". */
  readonly what: string;
  readonly key: string;
  /** Who decides. */
  readonly because: string;
  /** What to do; undefined: leave the key alone. */
  readonly advice?: string;
  /** The statement that tests the key. */
  readonly where: string;
}

/** More of them are counted. */
const mostNamed = 3;

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
    const { where, key, because, advice = "test a key whose value is known, or leave the condition out" } = first;
    const whats = [...new Set(group.map(({ what }) => what))];
    const more = whats.length > mostNamed ? `; and ${whats.length - mostNamed} more calls` : "";
    const calls = `${whats.slice(0, mostNamed).join("; ")}${more}`;
    return [new Undecided(where, `whether ${who} can ${calls} depends on ${key}: ${because}; ${advice}`)];
  });
}
