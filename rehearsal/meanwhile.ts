/** What goes on while a change of day two is made. */
import type { Stage } from "./stage";

export interface Meanwhile {
  /** Before the change is planned. */
  readonly begin: (stage: Stage) => Promise<void>;
  /** After it was applied and planned again. */
  readonly end: (stage: Stage) => Promise<void>;
}
