/** Finds the known word that somebody most likely meant. */
import { distance } from "fastest-levenshtein";
import { list } from "./problems";

const mostSlips = 3;

/**
 * The nearest of the known words, or undefined where none is near enough to be a slip of the keyboard: one slip for every three
 * letters of the shorter word, and three at most. Of two letters nothing can be said.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 100) return undefined;
  const lower = word.toLowerCase();
  const [best] = known
    .map((candidate) => ({ candidate, slips: slipsBetween(lower, candidate.toLowerCase()) }))
    .filter(({ candidate, slips }) => {
      const shorter = Math.min(candidate.length, word.length);
      return slips <= Math.min(mostSlips, Math.floor(shorter / 3));
    })
    .sort((one, other) => one.slips - other.slips);
  return best?.candidate;
}

/** Letters to add, take away or replace; two that changed places are one. */
function slipsBetween(word: string, known: string): number {
  const letters = (text: string) => [...text].sort().join("");
  const all = distance(word, known);
  return all === 2 && word.length === known.length && letters(word) === letters(known) ? 1 : all;
}

/** `did you mean "x"?`, or the known words where none is near. */
export function suggestion(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  if (meant !== undefined) return `did you mean ${meant}?`;
  if (known.length === 0) return "none is known here";
  return `write ${list([...known].sort())}`;
}
