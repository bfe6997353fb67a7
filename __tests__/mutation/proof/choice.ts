/** Which mutants of an environment are judged. */
import { type Synthesized, synthesized } from "../../support/environments";
import { generic } from "./generic";
import { describe, type Mutant } from "./mutant";
import { ofDomain } from "./operators";

export interface Choice {
  /** Operators that know the domain, the one that does not, or both. */
  readonly operators: "domain" | "generic" | "all";
  /** How many mutants, at random; all of them where undefined. */
  readonly sample?: number | undefined;
  readonly seed: number;
  /** Only mutants whose description contains this. */
  readonly only: string;
}

/** The same for the same stacks and the same choice, in the same order. */
export function choose({ stacks }: Synthesized, { operators, sample, seed, only }: Choice): readonly Mutant[] {
  const all = [
    ...(operators === "generic" ? [] : ofDomain(stacks)),
    ...(operators === "domain" ? [] : generic(stacks)),
  ].filter((mutant) => describe(mutant).includes(only));
  if (sample === undefined) return all;
  const random = randomFrom(seed);
  const keyed = all.map((mutant) => [random(), mutant] as const).sort(([one], [other]) => one - other);
  return keyed.slice(0, sample).map(([, mutant]) => mutant);
}

/** Marsaglia's xorshift: the same numbers for the same seed, everywhere. */
function randomFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

/** Of an environment, or of each that is shipped. */
export const environmentsOf = (wanted?: string): Synthesized[] =>
  synthesized("shipped", (name) => wanted === undefined || name === wanted);
