/** Turns what is not understood into a problem that can be told. */
import { Undecided } from "./decide";
import { ModelError } from "./model";
import { PolicyError } from "./policy";

export type Attempt<Value> = { readonly value: Value } | { readonly problems: readonly string[] };

/** What is not understood, as a text; anything else is a fault of the program. */
const problemOf = (error: unknown): string => {
  if (error instanceof ModelError || error instanceof PolicyError || error instanceof Undecided) return error.message;
  throw error;
};

/** The value, or why it is not understood. Throws anything else. */
export function attempt<Value>(compute: () => Value): Attempt<Value> {
  try {
    return { value: compute() };
  } catch (error) {
    return { problems: [problemOf(error)] };
  }
}
