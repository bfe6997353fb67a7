/** The six fields of ARN patterns, each kept once, with what walking them needs to know. */
import { classesOf } from "./classes";
import { anything, type Item, type Language, literally, mayMeet, signatureOf } from "./language";
import { remembering } from "./remember";

export interface Field {
  /** Differs between fields that differ. */
  readonly id: number;
  readonly language: Language;
  /** What its texts begin with. */
  readonly start: string;
  /** What its texts have before their first slash, where they all have the same: the type of a resource. */
  readonly type: string | undefined;
  /** Set where it is one text: `start`. */
  readonly isText: boolean;
  /** Set where it is every text of a field. */
  readonly isAny: boolean;
}

const kept = remembering<Field>(20_000);
let next = 0;

function fieldFrom(items: Language): Field {
  return kept(items.map(({ id }) => id).join(), () => {
    const end = items.findIndex(({ exact, repeated }) => exact === undefined || repeated);
    const start = (end < 0 ? items : items.slice(0, end)).map(({ exact }) => exact).join("");
    next += 1;
    return {
      id: next,
      language: end < 0 ? literally(start) : items,
      start,
      type: start.includes("/") ? start.slice(0, start.indexOf("/")) : undefined,
      isText: end < 0,
      isAny: signatureOf(items) === everyText,
    };
  });
}
const everyText = signatureOf(anything);

export const mostFields = 6;

/** Any text without a colon: in one of the first five fields, any text. */
const isAnyField = (items: Language): boolean => {
  const [only, ...others] = items;
  return only?.repeated === true && others.length === 0 && only.named.join() === ":" && only.accepts("x");
};

/**
 * A language's fields; undefined where a text of it may be parted otherwise, because one of the first five may hold a colon.
 * Fewer than six where it has no ARN.
 */
export function fieldsOf(language: Language): readonly Field[] | undefined {
  const known = split.get(language);
  if (known !== undefined) return known ?? undefined;
  const fields: Item[][] = [[]];
  for (const item of language) {
    const isHead = fields.length < mostFields;
    if (isHead && item.exact === ":" && !item.repeated) fields.push([]);
    else if (isHead && item.accepts(":")) {
      split.set(language, null);
      return undefined;
    } else fields.at(-1)?.push(item);
  }
  const found = fields.map((items, index) => fieldFrom(index + 1 < mostFields && isAnyField(items) ? anything : items));
  split.set(language, found);
  return found;
}
const split = new WeakMap<Language, readonly Field[] | null>();

/** A text of a field, and which of the patterns have it. */
export interface FieldClass {
  readonly text: string;
  readonly has: readonly Field[];
}

const meetings = remembering<Map<number, boolean>>(2_000);
const walks = remembering<readonly FieldClass[]>(20_000);

/** One text of the universe for each way of having the patterns, each of which is another. */
export function fieldClasses(universe: Field, patterns: Iterable<Field>): readonly FieldClass[] {
  const meets = meetings(String(universe.id), () => new Map());
  const met: Field[] = [];
  for (const pattern of patterns) {
    let may = meets.get(pattern.id);
    if (may === undefined) {
      may = mayMeetField(universe, pattern);
      meets.set(pattern.id, may);
    }
    if (may) met.push(pattern);
  }
  met.sort((one, other) => one.id - other.id);
  // The walk depends on the patterns that may be met alone.
  return walks([universe, ...met].map(({ id }) => id).join(), () => walkField(universe, met));
}

const mayMeetField = (universe: Field, pattern: Field): boolean =>
  (universe.start.startsWith(pattern.start) || pattern.start.startsWith(universe.start)) &&
  mayMeet(universe.language, pattern.language);

function walkField(universe: Field, patterns: readonly Field[]): readonly FieldClass[] {
  // What may be met has the only text that there is.
  if (universe.isText) return [{ text: universe.start, has: patterns }];
  // A beginning that all have decides nothing: without it, fields of many kinds are walked as one.
  const shared = [universe, ...patterns].reduce((start, each) => commonStart(start, each.start), universe.start);
  return classesOf(
    [universe.language.slice(shared.length)],
    patterns.map(({ language }) => [language.slice(shared.length)]),
  ).map(({ text, passes }) => ({
    text: shared + text,
    has: patterns.filter((_, index) => passes[index]),
  }));
}

function commonStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}
