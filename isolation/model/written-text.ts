/** What Terraform changes in a stack's texts and numbers before the provider gets them: a stack that holds such a thing is not read. */
import { escaped, isPlainNumber } from "../policy/plain";
import { type Block, below, isBlock, type Json } from "./json";

/**
 * Marks (accents and the like) that may follow each other. Terraform puts U+034F after each 30 of them.
 * Source: Unicode Standard Annex 15, section 13, "Stream-Safe Text Format", as golang.org/x/text/unicode/norm does it.
 */
const tooManyMarks = /\p{M}{31}/u;
const halfCharacter = /\p{Surrogate}/u;
const onlyAscii = /^[\0-\x7f]*$/;

/**
 * Why Terraform sends another text than this one; undefined where it sends the text itself, templates aside.
 * Terraform turns every string, and every name of an object's member, into Unicode NFC.
 * Source: github.com/zclconf/go-cty, cty/value_init.go, StringVal and NormalizeString; held against Terraform by
 * __tests__/rehearsal/text.
 */
export function changedText(text: string): string | undefined {
  if (onlyAscii.test(text)) return undefined;
  if (halfCharacter.test(text)) {
    return "holds half a character (a lone surrogate), which Terraform replaces by U+FFFD: write whole characters";
  }
  const sent = text.normalize("NFC");
  if (sent !== text) {
    const from = [...sent].findIndex((_, index) => !text.startsWith(sent.slice(0, index + 1)));
    const at = Math.max(0, from - 20);
    const part = (whole: string) => escaped(whole.slice(at, at + 40));
    return `is not in Unicode NFC: Terraform sends ${part(sent)} instead of ${part(text)}; write what AWS is to get`;
  }
  // Where marks are part of letters, they count too.
  if (tooManyMarks.test(text.normalize("NFD"))) {
    return "has more than 30 marks on one letter, between which Terraform puts U+034F: write fewer";
  }
  return undefined;
}

/** Calls `fail` with the JSON path and the problem of the first text, name or number that Terraform changes. */
export function checkWritten(json: Json, path: string, fail: (path: string, problem: string) => never): void {
  if (typeof json === "string") {
    const problem = changedText(json);
    if (problem !== undefined) fail(path, problem);
  } else if (typeof json === "number") {
    if (!isPlainNumber(json)) fail(path, `is ${json}, and not a whole number of at most 15 digits: write one`);
  } else if (Array.isArray(json)) {
    for (const [index, element] of json.entries()) checkWritten(element, below(path, index), fail);
  } else if (isBlock(json)) {
    for (const [name, element] of Object.entries(json as Block)) {
      const problem = changedText(name);
      if (problem !== undefined) fail(path, `the name of a member ${problem}`);
      checkWritten(element, below(path, name), fail);
    }
  }
}
