/** Who answers questions: the decision procedure, with a memory before it where nearly the same stacks are proved over and over. */
import { find } from "./decide";
import type { Found, Question } from "./question";

let memory: Map<string, Found | null> | undefined;

/** Remembers answers from now on: a question has one answer, and equal questions have equal ones. Forgets all of them at `most`. */
export function rememberAnswers(most = 20_000): void {
  memory = new Map();
  limit = most;
}
let limit = 0;

/** As `find`, which see. */
export function answer(question: Question): Found | undefined {
  if (!memory) return find(question);
  const key = textOf(question);
  const known = memory.get(key);
  if (known !== undefined) return known ?? undefined;
  const found = find(question);
  if (memory.size >= limit) memory.clear();
  memory.set(key, found ?? null);
  return found;
}

/** All that a question says; policies by their own texts, which are written once. */
const textOf = ({ about, policies, callers, world }: Question): string =>
  JSON.stringify([about, policies, callers, world], (_, value) => {
    if (value instanceof Map) return [...value];
    return typeof value === "object" && value !== null && "statements" in value ? policyText(value) : value;
  });

const texts = new WeakMap<object, string>();
function policyText(policy: object): string {
  const known = texts.get(policy) ?? JSON.stringify(policy);
  texts.set(policy, known);
  return known;
}
