/** What was read of stacks, for whoever reads nearly the same ones over and over: unchanged stacks are not read again. */
import type { Block } from "./json";
import type { Outline } from "./outline";
import type { Stack } from "./stack";

/** By the JSON itself, not by what it says: JSON that was read must not be changed in place. */
export interface StackMemory {
  readonly outlines: WeakMap<Block, Outline>;
  /** With the stacks that each reads, in the order of its outline. */
  readonly stacks: WeakMap<Block, { readonly stack: Stack; readonly beside: readonly (Stack | undefined)[] }>;
}

export const stackMemory = (): StackMemory => ({ outlines: new WeakMap(), stacks: new WeakMap() });
