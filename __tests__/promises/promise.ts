/** A promise of the design as a check on synthesized stacks: tests run them all, and the mutation command asks which of them notice a break. */
import type { Environment } from "../../config/schema";
import type { Deployment } from "../support/deployment";

export interface Promised {
  /** In the words of the design, as a reader would ask for it. */
  readonly name: string;
  /** Throws an AssertionError where the promise is broken. */
  readonly check: (world: World) => void;
}

export interface World {
  readonly environment: Environment;
  readonly deployment: Deployment;
}
