/** `npm run mutate -- proof`: changes the synthesized stacks and says which guarantee notices; what none notices must have a reason that holds. */
import { rememberAnswers, Undecided } from "../../../isolation/decide";
import { type Synthesized, synthesized } from "../../support/environments";
import { generic } from "./generic";
import { judge } from "./judge";
import { describe, type Mutant, type Stacks } from "./mutant";
import { ofDomain } from "./operators";
import { type Reason, reasonFor } from "./reasons";

export interface RunOptions {
  /** Operators that know the domain, the one that does not, or both. */
  readonly operators: "domain" | "generic" | "all";
  /** How many mutants, at random; all of them where undefined. */
  readonly sample?: number | undefined;
  readonly seed: number;
  /** Only mutants whose description contains this. */
  readonly only: string;
  readonly onMutant?: (mutant: Mutant, outcome: string) => void;
}

export interface Tally {
  readonly mutants: number;
  /** By guarantee. */
  readonly caught: Readonly<Record<string, number>>;
  /** Not understood by the reader of the stacks: nothing is proved. */
  readonly refused: number;
  /** Survivors with a reason that was checked, by reason. */
  readonly explained: Readonly<Partial<Record<Reason, readonly Mutant[]>>>;
  /** Survivors without one. */
  readonly holes: readonly string[];
}

/** Judges the mutants of one environment, one after the other. */
export async function mutate(synthesis: Synthesized, options: RunOptions): Promise<Tally> {
  rememberAnswers();
  const caught: Record<string, number> = {};
  const explained: Partial<Record<Reason, Mutant[]>> = {};
  const holes: string[] = [];
  let refused = 0;
  const chosen = choose(synthesis, options);
  for (const mutant of chosen) {
    const stacks = mutant.stacks();
    const judgement = await judge(synthesis, stacks);
    const reason = judgement.by === "nobody" ? checked(synthesis, stacks) : undefined;
    if (judgement.by === "guarantee") caught[judgement.guarantee] = (caught[judgement.guarantee] ?? 0) + 1;
    else if (judgement.by === "reader") refused += 1;
    else if (reason) explained[reason] = [...(explained[reason] ?? []), mutant];
    else holes.push(describe(mutant));
    options.onMutant?.(mutant, judgement.by === "guarantee" ? judgement.guarantee : (reason ?? judgement.by));
  }
  return { mutants: chosen.length, caught, refused, explained, holes };
}

/** What cannot be decided is no reason. */
function checked(synthesis: Synthesized, stacks: Stacks): Reason | undefined {
  try {
    return reasonFor(synthesis, stacks);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

function choose({ stacks }: Synthesized, { operators, sample, seed, only }: RunOptions): readonly Mutant[] {
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
