/** Generated texts and values, the same in every run: what a stack's file may say, for Terraform and for the model to read. */
import fc from "fast-check";

const samples = { seed: 20_261_127 };

/** Every code point that stands alone and that Unicode's NFC changes. */
export const changedByNfc: readonly string[] = codePoints((text) => text.normalize("NFC") !== text);

/** Blocks that came with Unicode 16, which Terraform 1.11.4 does not know and leaves as written. The model refuses them where Node.js knows them. */
const newerThanTerraform = /[\u{105c0}-\u{105ff}\u{11380}-\u{113ff}\u{16100}-\u{1613f}\u{16d40}-\u{16d7f}]/u;

/** What NFC joins to one code point: letters with their marks behind them, and every fortieth syllable of Hangul in its parts. */
export const joinedByNfc: readonly string[] = codePoints(
  (text) => text.normalize("NFC") === text && text.normalize("NFD") !== text,
)
  .filter((text) => !newerThanTerraform.test(text))
  .filter((text) => !/[\uac00-\ud7a3]/.test(text) || text.charCodeAt(0) % 40 === 0)
  .map((text) => text.normalize("NFD"));

/** Every assigned code point that NFC leaves, as many to a text as a tag's value may have; after a sign that no mark joins. */
export const leftByNfc: readonly string[] = inTexts(
  codePoints((text) => text.normalize("NFC") === text && !/[\p{Cn}\p{Co}]/u.test(text)),
  128,
);

/** Every character that JSON writes as an escape, or may write as one of two characters. */
export const escapes: readonly string[] = [
  ...Array.from({ length: 0x20 }, (_, code) => String.fromCodePoint(code)),
  '"',
  "\\",
  "/",
  "\u007f",
].flatMap((sign) => [sign, `a${sign}b`, `${sign}${sign}u0041`]);

/** Texts of Terraform's escapes, of what looks like them, and of what JSON escapes. */
export const templates: readonly string[] = fc.sample(
  fc
    .array(
      fc.constantFrom(
        "$",
        "$$",
        "%",
        "%%",
        "{",
        "}",
        "$${",
        "%%{",
        "~",
        "\\",
        '"',
        "\n",
        " ",
        "\0",
        "a",
        "é",
        "u0041",
        "//",
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((pieces) => pieces.join("")),
  { ...samples, numRuns: 900 },
);

/** Texts of all that Unicode knows. */
export const anyText: readonly string[] = fc.sample(fc.string({ unit: "grapheme", maxLength: 12 }), {
  ...samples,
  numRuns: 300,
});

/** What a tag may say as far as Terraform goes: every escape, what looks like one, and texts from all of Unicode. */
export const textsOfAllKinds: readonly string[] = [
  ...escapes,
  ...templates,
  ...anyText,
  ...leftByNfc.filter((_, index) => index % 8 === 0),
];

/** Blocks of letters that every version of Unicode in use knows, and what AWS's tags may hold besides. */
const tagLetters = [
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0x391, 0x3a1],
  [0x430, 0x44f],
  [0x5d0, 0x5ea],
  [0x915, 0x928],
  [0x4e00, 0x9fa5],
  [0xac00, 0xd7a3],
].map(([first = 0, last = 0]) => fc.integer({ min: first, max: last }).map((code) => String.fromCodePoint(code)));

/** Texts that tags may hold. */
export const tagTexts = (count: number): readonly string[] =>
  fc.sample(fc.string({ unit: fc.oneof(...tagLetters, fc.constantFrom(..." _.:/=+-@09")), maxLength: 12 }), {
    ...samples,
    numRuns: count,
  });

/** Values of outputs: lists and objects of texts, numbers, booleans and nothing. */
export const values: readonly unknown[] = fc.sample(
  fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 5 }),
      fc.constantFrom("$${", "%%{", "null", "true", "1", ""),
      fc.maxSafeInteger().map((number) => number % 1e15),
      fc.constantFrom(0.5, -2.25, 0.1, 12345.678),
      fc.boolean(),
      fc.constant(null),
    ),
    value: fc.oneof(
      tie("leaf"),
      fc.array(tie("leaf"), { maxLength: 3 }),
      fc.dictionary(fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }), tie("leaf"), { maxKeys: 3 }),
    ),
  })).value,
  { ...samples, numRuns: 300 },
);

function codePoints(isWanted: (text: string) => boolean): string[] {
  return Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter(isWanted);
}

function inTexts(characters: readonly string[], each: number): string[] {
  const texts = Math.ceil(characters.length / each);
  return Array.from({ length: texts }, (_, at) => `_${characters.slice(at * each, (at + 1) * each).join("_")}`);
}
