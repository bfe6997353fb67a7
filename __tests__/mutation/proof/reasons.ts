/** Why a mutant that nobody noticed needs no notice: each reason is checked, none is taken on trust. */
import { declaredBy } from "../../../isolation/declared";
import { type Facts, factsOf } from "../../../isolation/guarantees";
import { readEnvironments } from "../../../isolation/model";
import type { Synthesized } from "../../support/environments";
import { admitsMore, differInDenials, type Guard } from "./admits";
import { type Difference, differences, essence, type Without } from "./essence";
import { guardsOf } from "./guards";
import { filesOf, memory } from "./judge";
import type { Stacks } from "./mutant";
import { onlyNamesDiffer } from "./renamed";
import { resolvesMore } from "./resolves";

export const reasons = {
  words:
    "words only: names of statements and policies, descriptions, tags, the order of what has none, a default written out",
  operation:
    "how something is run: in which order it is made, when a key's material changes, how a refused name is answered, what is kept longer than declared, how apps start and stop, with which script and settings of the team's own",
  same: "other policies, and together they let the same requests through",
  idle: "another denial, and the same requests pass: what it refuses or spares is allowed by nothing in the stacks",
  future: "nothing more passes that AWS has: only names of actions that it may add one day, on what a guarantee allows",
  declared:
    "admits more only of what G2 and G5 declare: a bucket's region, and a colleague's space in the team's own domain",
  less: "only takes away, and the calls of G9, G10 and G14 still pass",
} as const;
export type Reason = keyof typeof reasons;

/** What can only take away where it is removed: more rules of a group, names and attachments let more through. */
const removable: readonly RegExp[] = [
  /^[\w-]+\.resource\.aws_(vpc_security_group_(in|e)gress_rule|iam_role_policy|iam_role_policy_attachment|iam_policy|vpc_endpoint|s3_bucket_lifecycle_configuration)(\.[^.]+)?$/,
  /\.aws_(vpc_endpoint|sagemaker_domain)\.[^.]+\.(subnet_ids|security_group_ids)\[\]$/,
  // What a profile does not say, the domain does, of which G5 asks the same.
  /\.aws_sagemaker_user_profile\.[^.]+\.user_settings\.execution_role$/,
];
const takesAway = ({ path, kind }: Difference): boolean =>
  kind === "removed" && removable.some((pattern) => pattern.test(path));

/** Decided by `resolvesMore`. */
const aboutNames = /\.aws_route53_resolver_firewall_(rule|domain_list)\.[^.]+\.(action|q_type|domains(\[\])?)$/;

/** Decided by `onlyNamesDiffer`. */
const nameOfRole = /\.aws_iam_role\.[^.]+\.name$/;

/** The reason that holds; undefined where none does. Throws Undecided where that cannot be decided. */
export function reasonFor(synthesis: Synthesized, mutant: Stacks): Reason | undefined {
  const differing = (without: Without) => [
    ...differences(essence(synthesis.stacks, without), essence(mutant, without)),
  ];
  if (differing({}).length === 0) return "words";
  if (differing({ operation: true }).length === 0) return "operation";
  const settings = differing({ policies: true }).filter(({ path }) => !aboutNames.test(path) && !nameOfRole.test(path));
  if (!settings.every(takesAway)) return undefined;
  const [was, is] = [worldOf(synthesis, synthesis.stacks), worldOf(synthesis, mutant)];
  if (resolvesMore(was.facts, is.facts)) return undefined;
  if (!onlyNamesDiffer(was.facts, is.facts, [synthesis.stacks, mutant])) return undefined;
  const found = new Set<Reason>();
  if (settings.length > 0 || resolvesMore(is.facts, was.facts)) found.add("less");
  for (const [name, guard] of is.guards) {
    const before = was.guards.get(name);
    const reason = before && reasonOf(before, guard);
    if (!reason) return undefined;
    found.add(reason);
  }
  return weightiest.find((reason) => found.has(reason));
}

/** The one to tell where several hold. */
const weightiest: readonly Reason[] = ["declared", "future", "less", "idle", "same"];

function reasonOf(before: Guard, after: Guard): Reason | undefined {
  const apart = after.declared ?? [];
  const isMore = admitsMore(before, after, { apart });
  if (isMore && admitsMore(before, after, { apart, documentedOnly: true })) return undefined;
  if (apart.length > 0 && admitsMore(before, after, { documentedOnly: true })) return "declared";
  if (isMore) return "future";
  if (admitsMore(after, before)) return "less";
  return differInDenials(before, after) ? "idle" : "same";
}

interface World {
  readonly facts: Facts;
  readonly guards: ReadonlyMap<string, Guard>;
}

/** Read once: every mutant is compared with the same stacks. */
function worldOf({ environment }: Synthesized, stacks: Stacks): World {
  const known = worlds.get(stacks);
  if (known) return known;
  const [outline] = readEnvironments(filesOf(stacks), memory).environments;
  if (!outline) throw new Error("no environment");
  const facts = factsOf(outline.model(), declaredBy(environment));
  const world = { facts, guards: guardsOf(facts) };
  worlds.set(stacks, world);
  return world;
}
const worlds = new WeakMap<Stacks, World>();
