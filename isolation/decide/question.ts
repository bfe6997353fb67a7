/** What the decision procedure is asked: is there any request of a kind that these policies let through? */
import type { Policies, Policy, Principal, Request, StatementReference } from "../policy";

export interface Question {
  /**
   * The requests in question: those that one of its statements allows and none denies; written like an endpoint's policy.
   * It says which actions, resources, callers and condition keys are meant, with everything that a policy can say.
   */
  readonly about: Policy;
  readonly policies: Policies;
  /** Who may call; "anyone" means every kind of caller of every account, whose own policies allow everything. */
  readonly callers: "anyone" | readonly Principal[];
  readonly world: World;
}

/** What is known of the requests' surroundings. */
export interface World {
  readonly partition: string;
  /** Owner of resources whose ARN names no account (buckets); undefined where it may be anybody. */
  readonly owner?: string;
  /** VPC endpoint id to the id of its VPC. A request through any other endpoint may come from any VPC. */
  readonly endpoints?: ReadonlyMap<string, string>;
  /** Leaves out names that AWS may give to actions in the future. */
  readonly documentedOnly?: boolean;
  /** Condition keys whose values are known for every request in question, lower case. */
  readonly known?: ReadonlyMap<string, readonly string[]>;
}

/** A request that the policies let through, and the statements that did. */
export interface Found {
  readonly request: Request;
  readonly statements: readonly StatementReference[];
  /** Set where AWS documents no such action today: one that it adds would pass. */
  readonly futureAction?: true;
}
