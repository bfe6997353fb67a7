/** Tags leave the blueprint's own keys alone, do not differ in case only, and are not more than AWS allows. */
import type { Problem } from "../problems";
import type { Document } from "../yaml";
import type { Check } from "./check";

/** Keys that every resource carries from the blueprint. */
export const ownTagKeys = ["environment", "team", "stack", "owner"] as const;
const mostTags = 50;

export const tagKeys: Check = ({ document, value, teams }) => [
  ...keyProblems(document, Object.keys(value.tags ?? {}), []),
  ...teams.flatMap((team) =>
    keyProblems(team.document, Object.keys(team.value.tags ?? {}), Object.keys(value.tags ?? {})),
  ),
];

function keyProblems(document: Document, keys: readonly string[], outer: readonly string[]): Problem[] {
  // IAM roles tell tag keys apart without case; other services with it.
  const first = new Map(outer.map((key) => [key.toLowerCase(), key]));
  const problems = keys.flatMap((key): Problem[] => {
    const at = (message: string) => [document.problem(["tags", key], message, "key")];
    const lower = key.toLowerCase();
    const earlier = first.get(lower);
    if (earlier === undefined) first.set(lower, key);
    if ((ownTagKeys as readonly string[]).includes(lower)) {
      return at(
        `"${key}" is a tag that the blueprint sets itself${lower === "owner" ? "; write the owner key of environment.yaml" : "; leave it out"}`,
      );
    }
    if (earlier !== undefined && earlier !== key)
      return at(`"${key}" differs from "${earlier}" only in case, which IAM does not tell apart; write one of them`);
    return [];
  });
  const total = first.size + ownTagKeys.length;
  const excess = Math.min(total - mostTags, first.size - outer.length);
  if (excess <= 0) return problems;
  const inherited = outer.length > 0 ? `, ${outer.length} of them from the environment` : "";
  const message = `makes ${total} tags on a resource${inherited}; AWS allows ${mostTags}; leave out ${excess}`;
  return [...problems, document.problem(["tags"], message, "key")];
}
