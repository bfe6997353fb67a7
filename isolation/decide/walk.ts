/** The product of patterns' automata, walked once: finds a shortest text for each way of passing tests. */
import { anything, type Item, type Language } from "./language";
import { stepsFor } from "./steps";
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

interface State {
  /** Items that the next character may meet, as positions in all languages one after the other, ascending. */
  readonly at: readonly number[];
  readonly before: State | undefined;
  readonly character: string;
}

const textOf = (state: State): string => {
  const characters: string[] = [];
  for (let each: State | undefined = state; each?.before; each = each.before) characters.push(each.character);
  return characters.reverse().join("");
};

const everyText = anything[0]?.id;

/** Throws Undecided where the automaton grows too large. */
export function walk(universe: readonly Language[], tests: readonly Test[]): readonly TextClass[] {
  const product = layOut(universe, tests);
  const { items, universeEnd } = product;
  const classes = new Map<string, TextClass>();
  const first: number[] = [];
  for (const start of product.starts) reach(product, start, first);
  const queue: State[] = [{ at: settle(product, first), before: undefined, character: "" }];
  const seen = new Set([queue[0]?.at.join()]);
  for (let next = 0; next < queue.length; next += 1) {
    const state = queue[next] as State;
    record(product, state, classes);
    const open = state.at.filter((at) => items[at] !== undefined);
    const steps = stepsFor(
      open.filter((at) => at < universeEnd).map((at) => items[at] as Item),
      open.map((at) => items[at] as Item),
    );
    for (const { character, accepts } of steps) {
      const after: number[] = [];
      for (const at of open) {
        const item = items[at] as Item;
        if (accepts.has(item.id)) reach(product, item.repeated ? at : at + 1, after);
      }
      const found = settle(product, after);
      const id = found.join();
      if (seen.has(id)) continue;
      seen.add(id);
      queue.push({ at: found, before: state, character });
      if (queue.length > mostStates) throw new Undecided("patterns", "multiply beyond what can be enumerated");
    }
  }
  return [...classes.values()];
}

interface Product {
  /** Every language's items in one list, each language followed by undefined for its end. */
  readonly items: readonly (Item | undefined)[];
  readonly starts: readonly number[];
  /** Where the universe's languages end and the tests' begin. */
  readonly universeEnd: number;
  readonly tests: number;
  /** By position: the test that it belongs to, -1 for the universe's. */
  readonly testOf: readonly number[];
  /** By position: whether its test is passed whatever follows. */
  readonly absorbing: readonly boolean[];
}

function layOut(universe: readonly Language[], tests: readonly Test[]): Product {
  const owned = [
    ...universe.map((language) => ({ language, test: -1 })),
    ...tests.flatMap((test, index) => test.map((language) => ({ language, test: index }))),
  ];
  const items: (Item | undefined)[] = [];
  const testOf: number[] = [];
  const starts = owned.map(({ language, test }) => {
    const start = items.length;
    items.push(...language, undefined);
    while (testOf.length < items.length) testOf.push(test);
    return start;
  });
  const absorbing = items.map(
    (item, at) => (testOf[at] ?? -1) >= 0 && item?.id === everyText && items[at + 1] === undefined,
  );
  return {
    items,
    starts,
    testOf,
    absorbing,
    tests: tests.length,
    universeEnd: starts[universe.length] ?? items.length,
  };
}

/**
 * Adds the position, and those behind it that repetition lets skip. Positions come in ascending order: one that is not
 * beyond the last is there already, with all that can be reached from it.
 */
function reach({ items }: Product, position: number, into: number[]): void {
  if (position <= (into.at(-1) ?? -1)) return;
  for (let at = position; ; at += 1) {
    into.push(at);
    if (!items[at]?.repeated) return;
  }
}

/** A test that is passed whatever follows needs none of its other positions. */
function settle({ testOf, absorbing }: Product, positions: readonly number[]): readonly number[] {
  if (!positions.some((at) => absorbing[at])) return positions;
  const keepers = new Map(positions.filter((at) => absorbing[at]).map((at) => [testOf[at], at]));
  return positions.filter((at) => {
    const keeper = keepers.get(testOf[at]);
    return keeper === undefined || at === keeper || at === keeper + 1;
  });
}

/** A state in which one of the universe's languages may end is a text; the tests that may end with it are passed. */
function record({ items, testOf, tests }: Product, state: State, classes: Map<string, TextClass>): void {
  const ends = state.at.filter((at) => items[at] === undefined);
  if (!ends.some((at) => testOf[at] === -1)) return;
  const passes = Array<boolean>(tests).fill(false);
  for (const at of ends) if (testOf[at] !== -1) passes[testOf[at] as number] = true;
  const name = passes.map(Number).join("");
  if (!classes.has(name)) classes.set(name, { text: textOf(state), passes });
}
