/** All the ways in which texts can pass or fail a set of tests, with one text for each: the product of the patterns' automata, walked once. */
import { anything, type Item, type Language, mayMeet, signatureOf } from "./language";
import { Undecided } from "./undecided";

/** A text passes where one of the languages has it. */
export type Test = readonly Language[];

export interface TextClass {
  /** A shortest text of the class. */
  readonly text: string;
  /** By test, whether texts of this class pass. */
  readonly passes: readonly boolean[];
}

/** Far beyond what the policies here need; more would mean patterns that multiply. */
const mostStates = 100_000;

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

interface State {
  /** Items that the next character may meet, as positions in all languages one after the other, ascending. */
  readonly at: readonly number[];
  readonly before?: State;
  readonly character: string;
}

/** Every language's items in one list, each followed by undefined for its end. */
const layOut = (
  languages: readonly Language[],
): { items: readonly (Item | undefined)[]; starts: readonly number[] } => {
  const items: (Item | undefined)[] = [];
  const starts = languages.map((language) => {
    const start = items.length;
    items.push(...language, undefined);
    return start;
  });
  return { items, starts };
};

const textOf = (state: State): string => {
  const characters: string[] = [];
  for (let each: State | undefined = state; each?.before; each = each.before) characters.push(each.character);
  return characters.reverse().join("");
};

/** Characters to try: those that the universe takes next, one of each that the open items tell apart. */
function candidates(meant: readonly Item[], open: readonly { readonly item: Item }[]): readonly string[] {
  if (meant.every(({ exact }) => exact !== undefined)) return [...new Set(meant.flatMap(({ exact }) => exact ?? []))];
  const named = new Set(open.flatMap(({ item }) => item.named));
  const others = kinds.flatMap((kind) => kind.find((character) => !named.has(character)) ?? []);
  const [plain, ...rest] = others;
  const all = [...(plain ? [plain] : []), ...named, ...rest];
  return all.filter((character) => meant.some(({ accepts }) => accepts(character)));
}

const mostRemembered = 5_000;
const remember = <Value>(known: Map<string, Value>, key: string, compute: () => Value): Value => {
  const found = known.get(key);
  if (found !== undefined) return found;
  const computed = compute();
  if (known.size >= mostRemembered) known.clear();
  known.set(key, computed);
  return computed;
};
const walks = new Map<string, readonly TextClass[]>();
const meetings = new Map<string, Map<string, boolean>>();

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
  const meets = remember(meetings, of, () => new Map<string, boolean>());
  const distinct = new Map<string, { readonly test: Test; readonly index: number }>();
  // Many tests are the same, and most are of texts that the universe does not have.
  const places = tests.map((test): Placed => {
    const languages = languagesIn(test);
    if (languages.has(everyText)) return "all";
    const possible = [...languages].filter(([signature, language]) =>
      remember(meets, signature, () => universe.some((each) => mayMeet(language, each))),
    );
    if (possible.length === 0) return "none";
    const key = possible.map(([signature]) => signature).join("\n");
    const known = distinct.get(key) ?? { test: possible.map(([, language]) => language), index: distinct.size };
    distinct.set(key, known);
    return known.index;
  });
  const found = remember(walks, [of, ...distinct.keys()].join("\n\n"), () =>
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

function walk(universe: readonly Language[], tests: readonly Test[]): readonly TextClass[] {
  const { items, starts } = layOut([...universe, ...tests.flat()]);
  const universeEnd = starts[universe.length] ?? items.length;
  /** The position, and those behind it that repetition lets skip. */
  const reach = (position: number, into: Set<number>): void => {
    for (let at = position; ; at += 1) {
      into.add(at);
      if (!items[at]?.repeated) return;
    }
  };
  const { testOf, absorbing } = ownersOf(universe, tests, starts, items);
  /** A test that is passed whatever follows needs none of its other positions. */
  const settle = (positions: Set<number>): Set<number> => {
    const passed = new Map<number, number>();
    for (const at of positions) if (absorbing[at]) passed.set(testOf[at] ?? -1, at);
    if (passed.size === 0) return positions;
    return new Set(
      [...positions].filter((at) => {
        const keeper = passed.get(testOf[at] ?? -1);
        return keeper === undefined || at === keeper || at === keeper + 1;
      }),
    );
  };
  const stateOf = (positions: ReadonlySet<number>, before: State | undefined, character: string): State => ({
    at: [...positions].sort((one, other) => one - other),
    before,
    character,
  });
  const first = new Set<number>();
  for (const start of starts) reach(start, first);
  const queue: State[] = [stateOf(settle(first), undefined, "")];
  const seen = new Set([queue[0]?.at.join()]);
  const classes = new Map<string, TextClass>();
  const ends = testEnds(universe, tests, starts, items);

  for (let next = 0; next < queue.length; next += 1) {
    const state = queue[next] as State;
    const positions = new Set(state.at);
    if (ends.universe.some((end) => positions.has(end))) {
      const passes = ends.tests.map((each) => each.some((end) => positions.has(end)));
      const name = passes.map(Number).join("");
      if (!classes.has(name)) classes.set(name, { text: textOf(state), passes });
    }
    const open = state.at.flatMap((at) => (items[at] ? [{ at, item: items[at] }] : []));
    const meant = open.filter(({ at }) => at < universeEnd).map(({ item }) => item);
    for (const character of candidates(meant, open)) {
      const after = new Set<number>();
      for (const { at, item } of open) {
        if (item.accepts(character)) reach(item.repeated ? at : at + 1, after);
      }
      const found = stateOf(settle(after), state, character);
      const id = found.at.join();
      if (seen.has(id)) continue;
      seen.add(id);
      queue.push(found);
      if (queue.length > mostStates) throw new Undecided("patterns", "multiply beyond what can be enumerated");
    }
  }
  return [...classes.values()];
}

/** By position: the test that it belongs to (-1 for the universe's), and whether the test is passed from there on. */
function ownersOf(
  universe: readonly Language[],
  tests: readonly Test[],
  starts: readonly number[],
  items: readonly (Item | undefined)[],
): { testOf: number[]; absorbing: boolean[] } {
  const owners = [...universe.map(() => -1), ...tests.flatMap((test, index) => test.map(() => index))];
  const testOf = starts.flatMap((start, index) =>
    Array<number>((starts[index + 1] ?? items.length) - start).fill(owners[index] ?? -1),
  );
  const absorbing = items.map(
    (item, at) => (testOf[at] ?? -1) >= 0 && item?.text === everyText && items[at + 1] === undefined,
  );
  return { testOf, absorbing };
}

/** The position behind each language's last item, for the universe and for each test. */
function testEnds(
  universe: readonly Language[],
  tests: readonly Test[],
  starts: readonly number[],
  items: readonly unknown[],
): { universe: number[]; tests: number[][] } {
  const end = (index: number): number => (starts[index + 1] ?? items.length) - 1;
  let index = universe.length;
  return {
    universe: universe.map((_, position) => end(position)),
    tests: tests.map((test) => test.map(() => end(index++))),
  };
}
