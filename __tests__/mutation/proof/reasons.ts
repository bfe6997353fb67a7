/** Why a mutant that nobody noticed needs no notice: each reason is checked, none is taken on trust. */
import { declaredBy } from "../../../isolation/declared";
import { type Facts, factsOf } from "../../../isolation/guarantees";
import { readEnvironments } from "../../../isolation/model";
import type { Synthesized } from "../../support/environments";
import { admitsMore } from "./admits";
import { type Difference, differences, essence } from "./essence";
import { guardsOf } from "./guards";
import { filesOf } from "./judge";
import type { Stacks } from "./mutant";
import { resolvesMore } from "./resolves";

export const reasons = {
  words:
    "words only: names of statements and policies, descriptions, tags, the order of what has none, a default written out",
  operation: "how something is run: in which zone, how long a deleted key waits, how a refused name is answered",
  same: "the policies together let the same requests through, for every action that AWS documents",
  declared:
    "admits more only of what G2 and G5 declare: a bucket's region, and a colleague's space in the team's own domain",
  less: "only takes away, and the calls of G9 and G10 still pass",
} as const;
export type Reason = keyof typeof reasons;

/** What can only take away where it is removed: more rules of a group, names and attachments let more through. */
const removable: readonly RegExp[] = [
  /^[\w-]+\.resource\.aws_(vpc_security_group_(in|e)gress_rule|iam_role_policy|iam_role_policy_attachment|iam_policy|vpc_endpoint)(\.[^.]+)?$/,
  /\.aws_vpc_endpoint\.[^.]+\.(subnet_ids|security_group_ids)\[\]$/,
  /\.aws_route53_resolver_firewall_rule\.[^.]+\.firewall_domain_redirection_action$/,
];
const takesAway = ({ path, kind }: Difference): boolean =>
  kind === "removed" && removable.some((pattern) => pattern.test(path));

/** Decided by `resolvesMore`. */
const aboutNames = /\.aws_route53_resolver_firewall_(rule|domain_list)\.[^.]+\.(action|q_type|domains(\[\])?)$/;

/** The reason that holds; undefined where none does. Throws Undecided where that cannot be decided. */
export function reasonFor(synthesis: Synthesized, mutant: Stacks): Reason | undefined {
  const text = (stacks: Stacks, without = {}) => JSON.stringify(essence(stacks, without));
  if (text(synthesis.stacks) === text(mutant)) return "words";
  if (text(synthesis.stacks, { operation: true }) === text(mutant, { operation: true })) return "operation";
  const without = { policies: true };
  const all = [...differences(essence(synthesis.stacks, without), essence(mutant, without))];
  const settings = all.filter(({ path }) => !aboutNames.test(path));
  if (!settings.every(takesAway)) return undefined;
  const [was, is] = [factsIn(synthesis, synthesis.stacks), factsIn(synthesis, mutant)];
  if (resolvesMore(was, is)) return undefined;
  const original = guardsOf(was);
  const changed = guardsOf(is);
  let isLess = settings.length > 0 || resolvesMore(is, was);
  let isDeclared = false;
  for (const [name, guard] of changed) {
    const before = original.get(name);
    if (!before || admitsMore(before, guard, guard.declared)) return undefined;
    isDeclared ||= guard.declared !== undefined && admitsMore(before, guard);
    isLess ||= admitsMore(guard, before);
  }
  if (isDeclared) return "declared";
  return isLess ? "less" : "same";
}

function factsIn({ environment }: Synthesized, stacks: Stacks): Facts {
  const [outline] = readEnvironments(filesOf(stacks));
  if (!outline) throw new Error("no environment");
  return factsOf(outline.model(), declaredBy(environment));
}
