/** Breaks that no promise rests on, each with the reason why nobody needs to notice. */
import type { Mutant } from "./mutants";

export interface Unpromised {
  /** Pattern of `type.path`, the path joined by dots. */
  readonly where: RegExp;
  readonly reason: string;
}

export const unpromised: readonly Unpromised[] = [
  { where: /\.tags(\.|$)/, reason: "names for people in the console" },
  { where: /\.description$/, reason: "text for people" },
  { where: /\.Statement\.\d+\.Sid$/, reason: "a statement's name" },
];

export const placeOf = (mutant: Mutant): string => [mutant.type, ...mutant.path].join(".");

/** Why nobody needs to notice the mutant; undefined where somebody must. */
export const excuse = (mutant: Mutant): string | undefined =>
  unpromised.find(({ where }) => where.test(placeOf(mutant)))?.reason;
