/** Finds the known word that somebody most likely meant. */
import { closest, distance } from "fastest-levenshtein";
import { list } from "./problems";

/** The nearest of the known words, or undefined where none is near enough to be a slip of the keyboard. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || word.length > 100) return undefined;
  const lower = word.toLowerCase();
  const exact = known.find((candidate) => candidate.toLowerCase() === lower);
  if (exact !== undefined) return exact;
  const candidate = closest(word, [...known]);
  const slips = Math.max(2, Math.floor(Math.max(candidate.length, word.length) / 3));
  return distance(lower, candidate.toLowerCase()) <= slips ? candidate : undefined;
}

/** `did you mean "x"?`, or the known words where none is near. */
export function suggestion(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  if (meant !== undefined) return `did you mean ${meant}?`;
  if (known.length === 0) return "none is known here";
  return `write ${list([...known].sort())}`;
}
