/** All the ways in which texts can pass or fail a set of tests, with one text for each. */
import { anything, type Language, mayMeet, signatureOf } from "./language";
import { remembering } from "./remember";
import { type Test, type TextClass, walk } from "./walk";

export type { Test, TextClass };

const walks = remembering<readonly TextClass[]>(5_000);
const meetings = remembering<(key: string, compute: () => boolean) => boolean>(5_000);

const bySignature = new WeakMap<Test, ReadonlyMap<string, Language>>();
/** A test's languages, each once. */
function languagesIn(test: Test): ReadonlyMap<string, Language> {
  const known = bySignature.get(test) ?? new Map(test.map((language) => [signatureOf(language), language]));
  bySignature.set(test, known);
  return known;
}

/** Passed by everything, by nothing, or as the walk tells. */
type Placed = "all" | "none" | number;

/**
 * The classes of the universe's texts under the tests; a class that no text is in is not listed. Exact: each text of the
 * universe passes the tests exactly as the text of one class does. Throws Undecided where the automaton grows too large.
 */
export function classesOf(universe: readonly Language[], tests: readonly Test[]): readonly TextClass[] {
  const of = universe.map(signatureOf).join("\n");
  const meets = meetings(of, () => remembering<boolean>(5_000));
  const distinct = new Map<string, { readonly test: Test; readonly index: number }>();
  // Many tests are the same, and most are of texts that the universe does not have.
  const places = tests.map((test): Placed => {
    const languages = languagesIn(test);
    if (languages.has(everyText)) return "all";
    const possible = [...languages].filter(([signature, language]) =>
      meets(signature, () => universe.some((each) => mayMeet(language, each))),
    );
    if (possible.length === 0) return "none";
    const key = possible.map(([signature]) => signature).join("\n");
    const known = distinct.get(key) ?? { test: possible.map(([, language]) => language), index: distinct.size };
    distinct.set(key, known);
    return known.index;
  });
  const found = walks([of, ...distinct.keys()].join("\n\n"), () =>
    walk(
      universe,
      [...distinct.values()].map(({ test }) => test),
    ),
  );
  return found.map(({ text, passes }) => ({
    text,
    passes: places.map((place) => (typeof place === "number" ? passes[place] === true : place === "all")),
  }));
}

const everyText = signatureOf(anything);
