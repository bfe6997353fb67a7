/** A change of one place in the synthesized stacks of an environment, made to see whether the proof notices. */
import type { Block, StackFile } from "../../support/deployment";

export type Json = Block[string];
// biome-ignore lint/suspicious/noExplicitAny: mutants edit whatever the provider takes
export type Loose = any;
export type Stacks = ReadonlyMap<string, StackFile>;

export interface Mutant {
  readonly operator: string;
  /** Name of the stack that is changed, or words for all of them. */
  readonly stack: string;
  /** `<type>.<name>` and the path below it, policies opened. */
  readonly place: string;
  readonly change: string;
  /** All stacks, one of them changed or all alike. */
  readonly stacks: () => Stacks;
  /** A file that is put into the stack's folder, where the stacks themselves stay as they are. */
  readonly planted?: Planted;
}

export interface Planted {
  /** In the folder. */
  readonly path: string;
  readonly text: string;
}

export const describe = ({ operator, stack, place, change }: Mutant): string =>
  `${stack} ${place}: ${change} [${operator}]`;

export const isPolicyText = (value: unknown): boolean =>
  typeof value === "string" && /^\{"(Version|Statement)":/.test(value);

/** The stacks with one resource made anew; undefined removes it. */
export function withResource(stacks: Stacks, stack: string, type: string, name: string, block?: Loose): Stacks {
  const file = stacks.get(stack) as Loose;
  const { [name]: _, ...others } = file.resource[type] ?? {};
  const named = block === undefined ? others : { ...file.resource[type], [name]: block };
  return new Map([...stacks, [stack, { ...file, resource: { ...file.resource, [type]: named } }]]);
}

/** Every resource of the stacks. */
export function* resourcesOf(stacks: Stacks): Generator<readonly [stack: string, type: string, name: string, Loose]> {
  for (const [stack, file] of stacks) {
    for (const [type, named] of Object.entries((file["resource"] ?? {}) as Record<string, Loose>)) {
      for (const [name, block] of Object.entries(named)) yield [stack, type, name, block];
    }
  }
}
