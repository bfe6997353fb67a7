/** Classes of ARNs, field by field: each of the six fields is walked by itself, and what fields decide is put together. */
import { classesOf, type Test, type TextClass } from "./classes";
import { type Field, fieldClasses, fieldsOf, mostFields } from "./fields";
import { anything, type Language, signatureOf } from "./language";

type Fields = readonly Field[];

/** A beginning or a whole of an ARN, and the patterns that it has so far, by their positions. */
interface Part {
  readonly text: string;
  readonly has: readonly number[];
}

/**
 * What classesOf says, for any universe of ARNs, under tests that are read once; a class may be listed twice. Exact, because an ARN parts into its
 * fields in one way only, as the first five hold no colon: so it has a pattern if each field has the pattern's, and what one
 * field is leaves the others free. A universe or a pattern whose first five fields may hold colons is walked as a whole.
 */
export function arnClasses(tests: readonly Test[]): (universe: Language) => readonly TextClass[] {
  const everyText = signatureOf(anything);
  const numbers = new Map<string, number>();
  const patterns: Fields[] = [];
  let isWhole = false;
  /** By test: positions of its patterns; undefined where every text passes. */
  const ways = tests.map((test) => {
    const own: number[] = [];
    for (const language of test) {
      if (language === anything || signatureOf(language) === everyText) return undefined;
      const fields = fieldsOf(language);
      if (!fields) isWhole = true;
      else if (fields.length === mostFields) {
        const key = fields.map(({ id }) => id).join();
        const number = numbers.get(key) ?? patterns.push(fields) - 1;
        numbers.set(key, number);
        own.push(number);
      }
    }
    return own;
  });
  const everything: readonly Part[] = [{ text: "", has: patterns.map((_, index) => index) }];
  const heads = new Map<string, readonly Part[]>();
  const answers = new Map<string, readonly boolean[]>();
  /** One and the same list for all that have the same patterns. */
  const passesOf = (has: readonly number[]): readonly boolean[] => {
    const key = has.join();
    const set = new Set(has);
    const known = answers.get(key) ?? ways.map((way) => way === undefined || way.some((number) => set.has(number)));
    answers.set(key, known);
    return known;
  };
  return (universe) => {
    const fields = isWhole ? undefined : fieldsOf(universe);
    if (fields?.length !== mostFields) return classesOf([universe], tests);
    // Templates of one service differ in their last field only.
    const first = fields.slice(0, -1);
    const key = first.map(({ id }) => id).join();
    const started =
      heads.get(key) ?? first.reduce((parts, field, at) => extend(parts, field, patterns, at), everything);
    heads.set(key, started);
    return extend(started, fields.at(-1) as Field, patterns, mostFields - 1).map(({ text, has }) => ({
      text,
      passes: passesOf(has),
    }));
  };
}

/** Each part with each class of its next field; patterns that fail in a field are given up. */
function extend(parts: readonly Part[], universe: Field, patterns: readonly Fields[], at: number): readonly Part[] {
  const found = new Map<string, Part>();
  for (const part of parts) {
    const { always, typed, untyped } = nextFields(part, patterns, at);
    const own = universe.type === undefined ? [...typed.values()].flat() : (typed.get(universe.type) ?? []);
    const numbers = new Map([...own, ...untyped]);
    for (const { text, has } of fieldClasses(universe, numbers.keys())) {
      const others = has.flatMap((field) => numbers.get(field) ?? []);
      const left = others.length === 0 ? always : [...always, ...others].sort((one, other) => one - other);
      const key = left.join();
      if (!found.has(key)) found.set(key, { text: `${part.text}${at === 0 ? "" : ":"}${text}`, has: left });
    }
  }
  return [...found.values()];
}

type Numbered = readonly (readonly [Field, readonly number[]])[];

/** The next fields of a part's patterns, with the patterns that each is of. */
interface NextFields {
  readonly always: readonly number[];
  /** Two types have no text in common. */
  readonly typed: ReadonlyMap<string, Numbered>;
  readonly untyped: Numbered;
}

const nextOf = new WeakMap<Part, NextFields>();
function nextFields(part: Part, patterns: readonly Fields[], at: number): NextFields {
  const known = nextOf.get(part);
  if (known) return known;
  const fields = new Map<Field, number[]>();
  for (const number of part.has) {
    const field = patterns[number]?.[at] as Field;
    fields.set(field, [...(fields.get(field) ?? []), number]);
  }
  const all = [...fields];
  const typed = new Map<string, Numbered>();
  for (const each of all) {
    const [{ type }] = each;
    if (type !== undefined) typed.set(type, [...(typed.get(type) ?? []), each]);
  }
  const found = {
    always: all.flatMap(([{ isAny }, numbers]) => (isAny ? numbers : [])).sort((one, other) => one - other),
    typed,
    untyped: all.filter(([{ isAny, type }]) => !isAny && type === undefined),
  };
  nextOf.set(part, found);
  return found;
}
