/** Who answers questions: the decision procedure, with a memory before it where nearly the same stacks are proved over and over. */
import { createHash } from "node:crypto";
import type { Policy, Statement } from "../policy";
import { find } from "./decide";
import type { Found, Question } from "./question";
import { relevant } from "./relevant";

/** Questions that no request answers. */
let memory: Set<string> | undefined;
let limit = 0;

/** Remembers from now on which questions no request answers. Forgets all of them at `most`. */
export function rememberAnswers(most = 100_000): void {
  memory = new Set();
  limit = most;
}

/** As `find`, which see. */
export function answer(question: Question): Found | undefined {
  const asked = relevant(question);
  if (!memory) return find(asked);
  const key = textOf(asked);
  if (memory.has(key)) return undefined;
  const found = find(asked);
  if (found) return found;
  if (memory.size >= limit) memory.clear();
  memory.add(key);
  return undefined;
}

/** All that a question asks; policies by digests, for they are long. */
const textOf = ({ about, policies, callers, world }: Question): string =>
  JSON.stringify([about, policies, callers, world], (_, value) => {
    if (value instanceof Map) return [...value];
    return typeof value === "object" && value !== null && "statements" in value ? digestOf(value) : value;
  });

const digests = new WeakMap<Policy, string>();
/** Equal for policies that say the same, whatever their statements' names and places. */
function digestOf(policy: Policy): string {
  const known = digests.get(policy);
  if (known !== undefined) return known;
  const said = JSON.stringify([policy.kind, policy.version, policy.statements.map(meaningOf)]);
  const digest = createHash("sha256").update(said).digest("base64");
  digests.set(policy, digest);
  return digest;
}

/** What a statement says, whatever its name and place. */
export const meaningOf = ({ effect, principals, actions, resources, conditions }: Statement) => [
  effect,
  principals,
  actions,
  resources,
  conditions.map(({ operator, key, values }) => [operator, key, values]),
];
