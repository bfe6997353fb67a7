/** What a guarantee is, and what comes of checking one. */
import type { Found, Undecided } from "../decide";
import type { Facts } from "../facts/facts";
import type { Until } from "../requests/until";

/** One way in which a guarantee is broken. */
export interface Failure {
  /** What can happen and should not, or cannot and should. */
  readonly what: string;
  /** Resource at fault: `<stack> <type>.<name>`. */
  readonly where: string;
  /** The request that shows it, and the statements that let it through. */
  readonly found?: Found;
  /** Set where the request should pass and does not: the statements are those that refuse it. */
  readonly refused?: true;
  /** What to change. */
  readonly change: string;
}

/** A part of a guarantee that is decided by itself. */
export interface Check {
  /** Undefined where it concerns the whole environment. */
  readonly team?: string;
  /** What fails, and what cannot be decided. May throw Undecided, PolicyError or ModelError: then nothing of it is. */
  readonly failures: () => readonly (Failure | Undecided)[];
}

/** Something that a guarantee leaves open on purpose. */
export interface Exception {
  /** In a sentence that teams share. */
  readonly kind: string;
  /** Whom or what the sentence is about, by name. */
  readonly of?: string;
  /** None where it concerns the environment as a whole. */
  readonly team?: string;
}

/** Exceptions of one kind, of each of these. */
export const leftOpen = (kind: string, names: readonly string[], team?: string): readonly Exception[] =>
  names.map((of) => ({ kind, of, ...(team !== undefined && { team }) }));

export interface Guarantee {
  readonly id: string;
  /** Two or three words. */
  readonly name: string;
  /** In the words of the design. */
  readonly promise: string;
  /** Everything that must hold; all of it is checked. */
  readonly checks: (facts: Facts) => readonly Check[];
  readonly exceptions: (facts: Facts) => readonly Exception[];
  /** Set where the promise also speaks of the network. Without it the outcome of an environment without teams is "no team". */
  readonly concernsNetwork?: true;
  /** Teams whose Studio nobody can open, so that the promise is not decided for them. */
  readonly notEntered?: (facts: Facts) => readonly NotEntered[];
  /** Set where the verdict is of a time: the first date in the policies at which it may change. */
  readonly until?: (facts: Facts) => Until | undefined;
}

export interface NotEntered {
  readonly team: string;
  readonly why: string;
}
