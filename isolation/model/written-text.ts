/** What Terraform changes in a stack's texts and numbers before the provider gets them: a stack that holds such a thing is not read. */
//
// What lies between a stack's file and the call of AWS, and what the reader does about it. Held against Terraform and the
// provider by __tests__/rehearsal/text; docs/guarantees.md has the same list for users.
//
// | who | does what | the reader |
// |---|---|---|
// | Terraform | Unicode NFC of every text and name of a member, of backends' settings too; U+034F after 30 marks; U+FFFD for what is no character | refuses, and code points that this Node.js does not know: here, stack-files.ts (UTF-8) |
// | Terraform | `$${` and `%%{` become `${` and `%{`; not in backends' settings | reads it so: template.ts; refuses both in what it does not follow: `literal` in shapes |
// | Terraform | makes text of numbers and booleans, and the other way round; null leaves an argument out | refuses: every argument has one type in shapes |
// | Terraform | reads numbers to their last digit; the provider keeps 64 bits and writes 1.0 as 1 | refuses what is not in plain digits: here, policy/json.ts |
// | Terraform | takes one block for a list of one; reads `//` in a block as a comment | reads it so: `blocks` in shapes |
// | provider | writes policies anew: names sorted, no blanks, <, > and & as escapes; letters that were escapes are letters | reads the document, not its text; refuses letters and digits as escapes: forged-ids.ts |
// | provider | adds `default_tags` to `tags` | reads the own tags of a resource, which win |
// | AWS | trims names, folds their case, adds the last dot of a domain; masks host bits of a range | reads domains and ranges so: facts/names.ts, policy/address.ts; refuses other text that is not printable ASCII, or has a space at an end: policy/plain.ts |
//
// The provider changes no other text of the arguments in shapes: it sends protocols, ranges, domains, prefixes and names as written.
import { escaped, isPlain } from "../policy/plain";
import { type Block, below, isBlock, type Json } from "./json";

/**
 * Marks (accents and the like) that may follow each other. Terraform puts U+034F after each 30 of them.
 * Source: Unicode Standard Annex 15, section 13, "Stream-Safe Text Format", as golang.org/x/text/unicode/norm does it.
 */
const tooManyMarks = /\p{M}{31}/u;
/** Code points that this Node.js knows nothing of, and so neither what a newer Unicode's NFC makes of them. */
const unassigned = /\p{Cn}/u;
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
  // A newer Unicode changes no NFC of what is assigned already, whichever version Terraform has.
  // Source: unicode.org/policies/stability_policy.html, "Normalization Stability".
  const [unknown] = unassigned.exec(text) ?? [];
  if (unknown !== undefined) {
    const known = `Unicode ${process.versions.unicode}`;
    return `holds ${escaped(unknown)}, which is no character of ${known}, so that Terraform may send another: write characters of ${known}`;
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
    if (!isPlain(json)) fail(path, `is ${json}: write the number in plain digits (1, -0.5), 15 at most`);
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
