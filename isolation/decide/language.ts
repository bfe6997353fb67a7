/** Sets of texts as sequences of character sets, single or repeated: what policy patterns and ARNs are made of. */
import type { Pattern, Token } from "../policy";
import { remembering } from "./remember";

/** One character, or any number of them, of a set. */
export interface Item {
  readonly accepts: (character: string) => boolean;
  /** Characters that the set singles out; every other character it must accept or refuse by its kind (see `kinds` in classes.ts). */
  readonly named: readonly string[];
  readonly repeated: boolean;
  /** The only character of the set, where it has one. */
  readonly exact?: string;
  /** Equal for equal items: cached results are found by it. */
  readonly text: string;
  /** One number for each text. */
  readonly id: number;
}

/** The texts that one item after the other makes up. */
export type Language = readonly Item[];

const ids = new Map<string, number>();
const idOf = (text: string): number => {
  const id = ids.get(text) ?? ids.size;
  ids.set(text, id);
  return id;
};

const item = (text: string, accepts: Item["accepts"], named: readonly string[] = []): Item => ({
  accepts,
  named,
  repeated: false,
  text,
  id: idOf(text),
});
const repeat = (each: Item): Item => ({ ...each, repeated: true, text: `${each.text}*`, id: idOf(`${each.text}*`) });

export const any = item("<any>", () => true);
export const anything: Language = [repeat(any)];
const digit = item("<digit>", (character) => character >= "0" && character <= "9");
const notColon = item("<not :>", (character) => character !== ":", [":"]);
const isLowerOrDigit = (character: string): boolean =>
  (character >= "a" && character <= "z") || (character >= "0" && character <= "9");
const letter = item("<a-z>", (character) => character >= "a" && character <= "z");
const lowerName = item("<a-z0-9->", (character) => isLowerOrDigit(character) || character === "-", ["-"]);
const bucketCharacter = item(
  "<a-z0-9.->",
  (character) => isLowerOrDigit(character) || character === "-" || character === ".",
  ["-", "."],
);
const iamCharacter = item("<iam>", (character) => /^[\w+=,.@/-]$/.test(character), [..."_+=,.@/-"]);
const actionCharacter = item("<a-z0-9_>", (character) => /^[a-z0-9_]$/.test(character), ["_"]);

const oneOrMore = (each: Item): Language => [each, repeat(each)];

const characters = new Map<string, Item>();
const character = (exact: string): Item => {
  const known = characters.get(exact) ?? { ...item(exact, (other) => other === exact, [exact]), exact };
  characters.set(exact, known);
  return known;
};

/** Exactly this text. */
export const literally = (text: string): Language => texts(text, () => [...text].map(character));
const texts = remembering<Language>(5_000);

const ignoringCase = (text: string): Language =>
  [...text].map((character) => {
    const lower = character.toLowerCase();
    return item(`<${lower}>`, (other) => other.toLowerCase() === lower, [lower, character.toUpperCase()]);
  });

export const accountId: Language = Array.from({ length: 12 }, () => digit);
/** What AWS writes for itself in the place of an account's id (`aws`, `aws-managed`). */
export const ownerName: Language = [letter, repeat(lowerName)];
export const regionName: Language = oneOrMore(lowerName);
export const bucketName: Language = oneOrMore(bucketCharacter);
export const iamPath: Language = oneOrMore(iamCharacter);
export const actionName: Language = oneOrMore(actionCharacter);
export const nonEmpty: Language = oneOrMore(any);
/** Any text without a colon, as the first five parts of an ARN are. */
export const arnPart: Language = [repeat(notColon)];

/** A policy pattern as a language; a policy variable, whose value the request chooses, may be any text. */
export function languageOf(pattern: Pattern, { foldCase = false } = {}): Language {
  const known = foldCase ? undefined : languages.get(pattern);
  if (known) return known;
  const compute = (): Language =>
    pattern.flatMap((token): Language => {
      if (token.kind === "text") return foldCase ? ignoringCase(token.text) : literally(token.text);
      return token.kind === "one" ? [any] : anything;
    });
  if (foldCase) return compute();
  // Questions are put anew for each guarantee, and name the same things.
  const language = byText(pattern.map(spell).join(""), compute);
  languages.set(pattern, language);
  return language;
}
const languages = new WeakMap<Pattern, Language>();
const byText = remembering<Language>(5_000);
/** With its length, so that no text reads like a wildcard. */
const spell = (token: Token): string => (token.kind === "text" ? `${token.text.length}:${token.text}` : token.kind);

/** The same for ArnEquals and ArnLike, which compare an ARN part by part: a wildcard of the first five stays within its part. */
export function arnLanguageOf(pattern: Pattern): Language {
  if (pattern.length === 1 && pattern[0]?.kind === "run") return anything;
  let colons = 0;
  return pattern.flatMap((token): Language => {
    if (token.kind === "text") {
      colons += token.text.split(":").length - 1;
      return literally(token.text);
    }
    if (token.kind === "variable") return anything;
    const inside = colons < 5 ? notColon : any;
    return [token.kind === "one" ? inside : repeat(inside)];
  });
}

const signatures = new WeakMap<Language, string>();
/** Equal for equal languages. */
export function signatureOf(language: Language): string {
  const known = signatures.get(language);
  if (known !== undefined) return known;
  // Not the items' texts, one after the other: a policy may write what reads like a set of characters.
  const text = language.map(({ id }) => id).join();
  signatures.set(language, text);
  return text;
}

/** False only where no text is in both. */
export function mayMeet(one: Language, other: Language): boolean {
  const width = other.length + 1;
  const seen = new Set<number>();
  const open: number[] = [];
  const visit = (left: number, right: number): void => {
    const state = left * width + right;
    if (seen.has(state)) return;
    seen.add(state);
    open.push(state);
    // A repetition may stop at any time.
    if (one[left]?.repeated) visit(left + 1, right);
    if (other[right]?.repeated) visit(left, right + 1);
  };
  visit(0, 0);
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const [at, there] = [Math.floor(state / width), state % width];
    const [left, right] = [one[at], other[there]];
    if (left === undefined && right === undefined) return true;
    if (left === undefined || right === undefined) continue;
    const single = left.exact ?? right.exact;
    if (single !== undefined && !(left.accepts(single) && right.accepts(single))) continue;
    visit(left.repeated ? at : at + 1, right.repeated ? there : there + 1);
  }
  return false;
}
