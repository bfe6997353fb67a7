/** Tags leave the blueprint's own keys alone, do not differ in case only, and are not more than AWS allows. */
import type { Problem } from "../problems";
import { ownTagKeys } from "../tags";
import type { Document } from "../yaml";
import type { Check } from "./check";

const mostTags = 50;
/** Name, or what jobs find their group by: a resource has one of them, beside those that all have. */
const tagsOfOneResource = 1;

export const tagKeys: Check = ({ document, value, teams }) => [
  ...keyProblems(document, Object.keys(value.tags ?? {}), []),
  ...teams.flatMap((team) =>
    keyProblems(team.document, Object.keys(team.value.tags ?? {}), Object.keys(value.tags ?? {})),
  ),
];

/** A tag in another spelling takes the owner tag's place on every resource: nothing would be left of the key. */
export const ownerHasEffect: Check = ({ document, value: { tags } }) => {
  const other = Object.keys(tags ?? {}).find((key) => key !== "owner" && key.toLowerCase() === "owner");
  if (other === undefined || !document.has(["owner"])) return [];
  const message = `has no effect beside the tag "${other}", which takes its place; leave one of them out`;
  return [document.problem(["owner"], message)];
};

function keyProblems(document: Document, keys: readonly string[], outer: readonly string[]): Problem[] {
  // IAM roles tell tag keys apart without case; other services with it.
  const first = new Map(outer.map((key) => [key.toLowerCase(), key]));
  const problems = keys.flatMap((key): Problem[] => {
    const lower = key.toLowerCase();
    const earlier = first.get(lower);
    if (earlier === undefined) first.set(lower, key);
    const message = ownKeyProblem(key) ?? caseProblem(key, earlier);
    return message === undefined ? [] : [document.problem(["tags", key], message, "key")];
  });
  const total = count([...first.values()]);
  const excess = Math.min(total - mostTags, first.size - outer.length);
  if (excess <= 0) return problems;
  const inherited = outer.length > 0 ? `, ${outer.length} of them from the environment` : "";
  const message = `makes ${total} tags on a resource${inherited}; AWS allows ${mostTags}; leave out ${excess}`;
  return [...problems, document.problem(["tags"], message, "key")];
}

const count = (keys: readonly string[]): number =>
  new Set([...keys.map((key) => key.toLowerCase()), ...ownTagKeys]).size + tagsOfOneResource;

function ownKeyProblem(key: string): string | undefined {
  const own = `"${key}" is a tag that the blueprint sets itself`;
  if (key.toLowerCase() === "stack") return `${own}, and finds resources by; leave it out`;
  if (!(ownTagKeys as readonly string[]).includes(key)) return undefined;
  const spelling = `another spelling (${key.charAt(0).toUpperCase()}${key.slice(1)})`;
  return key === "owner"
    ? `${own}; write the owner key of environment.yaml, or ${spelling}`
    : `${own}; leave it out, or write ${spelling}`;
}

const caseProblem = (key: string, earlier: string | undefined): string | undefined =>
  earlier === undefined || earlier === key
    ? undefined
    : `"${key}" differs from "${earlier}" only in case, which IAM does not tell apart; write one of them`;
