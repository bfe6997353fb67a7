/** What a proof says: verdicts, who enters, what is declared, and what it was asked. */
import type { FoundDeclaration } from "./declared";
import type { Unproved } from "./foreign";
import type { Declared, Exception, Failure } from "./guarantees";
import type { TeamEntry } from "./guarantees/team-can-work/entry";
import type { StackMemory } from "./model";
import type { Outcome } from "./outcome";
import type { Until } from "./requests/until";

export interface Proof {
  readonly verdicts: readonly Verdict[];
  /** Who can open each team's Studio, and from where; of environments that are understood. */
  readonly entries: readonly TeamEntry[];
  /** What has no verdict, because it belongs to no environment: of the folder, or of single stacks. Each makes the proof fail. */
  readonly problems: readonly string[];
  /** Stacks of the folder that belong to no environment. Those that touch one make its guarantees undecidable; the others are nobody's matter here. */
  readonly unproved: readonly Unproved[];
  /** What the stacks say of themselves and only a configuration can tell from a mistake. */
  readonly declarations: readonly Said[];
  /** Those of them that no configuration declares: all where none was given. */
  readonly undeclared: readonly Said[];
  /** Folder of the configuration that the stacks were held against; undefined where none was read. */
  readonly heldAgainst?: string;
  /** Plans that lie beside the stacks: what they would apply is not what is proved. */
  readonly plans?: readonly string[];
}

export interface Said extends FoundDeclaration {
  readonly environment: string;
}

export interface Verdict {
  readonly environment: string;
  readonly guarantee: string;
  readonly name: string;
  readonly promise: string;
  readonly outcome: Outcome;
  readonly failures: readonly TeamFailure[];
  /** What stands in the way of a decision: place and problem. */
  readonly undecided: readonly string[];
  /** What the guarantee leaves open on purpose; nothing where it is not decidable as a whole. */
  readonly exceptions: readonly Exception[];
  /** Why the outcome is neither proved nor failed. */
  readonly notes: readonly string[];
  /** Of a verdict that depends on time: when the requests are made. ISO 8601. */
  readonly at?: string;
  /** The first date after that at which such a verdict may change; not there where no policy has one. */
  readonly until?: Until;
}

export interface TeamFailure extends Failure {
  readonly team?: string;
}

export interface ProveOptions {
  /** Only this environment. */
  readonly environment?: string;
  /** Only what concerns this team, and the environment as a whole. */
  readonly team?: string;
  /** Only these, by their ids. */
  readonly guarantees?: readonly string[];
  /** What the configuration declares, by environment; without it the stacks' own declarations are taken and listed. */
  readonly declared?: ReadonlyMap<string, Declared>;
  /** When the requests of teams and deployers are made; undefined is now. */
  readonly at?: Date;
  /** Stops at an environment's first guarantee that is not proved. */
  readonly firstOnly?: boolean;
  /** Of earlier proofs of nearly the same stacks. */
  readonly memory?: StackMemory;
  /** Told what is being decided. */
  readonly onStep?: (text: string) => void;
}
