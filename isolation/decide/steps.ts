/** The characters that a walk tries: one of each that the open items tell apart. */
import type { Item } from "./language";
import { remembering } from "./remember";

/**
 * Kinds of characters that no item tells apart but by naming some of them: one that nobody names stands for all the
 * others of its kind. The first are tried first, so that texts read well.
 */
const kinds: readonly (readonly string[])[] = [
  "xyzabcdefghijklmnopqrstuvw",
  "0123456789",
  "XYZABCDEFGHIJKLMNOPQRSTUVW",
  "-",
  "_",
  ".",
  "/",
  ":",
  "+",
  "=",
  ",",
  "@",
  "~!#%&();<>^|`'\"\\{}[]$*? \u00e9\u4e2d",
].map((kind) => [...kind]);

export interface Step {
  readonly character: string;
  /** Ids of the open items that accept it. */
  readonly accepts: ReadonlySet<number>;
}

const known = remembering<readonly Step[]>(20_000);
function idsOf(items: readonly Item[]): string {
  const ids: number[] = [];
  for (const { id } of items) if (!ids.includes(id)) ids.push(id);
  return ids.sort((one, other) => one - other).join();
}

/**
 * Steps on which the universe goes on. Characters that the same items accept lead to the same state: the first stands for all.
 * @param meant the universe's items among the open ones
 */
export const stepsFor = (meant: readonly Item[], open: readonly Item[]): readonly Step[] =>
  known(`${idsOf(meant)} ; ${idsOf(open)}`, () => {
    const found = new Map<string, Step>();
    for (const character of candidates(meant, open)) {
      const accepts = new Set(open.filter((item) => item.accepts(character)).map(({ id }) => id));
      const key = [...accepts].sort().join();
      if (!found.has(key)) found.set(key, { character, accepts });
    }
    return [...found.values()];
  });

/** Those that the universe takes next, one of each kind and each that somebody names; sorted, for steps are remembered whatever the order of the items. */
function candidates(meant: readonly Item[], open: readonly Item[]): readonly string[] {
  if (meant.every(({ exact }) => exact !== undefined))
    return [...new Set(meant.flatMap(({ exact }) => exact ?? []))].sort();
  const named = new Set(open.flatMap((item) => item.named).sort());
  const others = kinds.flatMap((kind) => kind.find((character) => !named.has(character)) ?? []);
  const [plain, ...rest] = others;
  const all = [...(plain ? [plain] : []), ...named, ...rest];
  return all.filter((character) => meant.some(({ accepts }) => accepts(character)));
}
