/** A question without what cannot bear on it: its policies' words about actions that are not in question. */
import { matches, type Pattern, type Policies, type Policy, type Statement, showPattern } from "../policy";
import { type ActionChoice, choiceOf } from "./action-choices";
import { languageOf, mayMeet } from "./language";
import type { Question } from "./question";
import { remembering } from "./remember";

/** Equal requests pass: whether a statement means an action depends on the entries that may mean it. */
export function relevant(question: Question): Question {
  const allowed = question.about.statements.filter(({ effect }) => effect === "Allow");
  const choices = [...new Set(allowed.map(({ actions }) => choiceOf(actions)))];
  if (choices.some(({ not }) => not)) return question;
  const wanted = wantedBy(choices.map(({ id }) => id).join(), () => ({
    choices,
    meets: new Map(),
    policies: new WeakMap(),
  }));
  const of = (policy: Policy): Policy => reduced(policy, wanted);
  const { identity, resource, boundary, endpoint } = question.policies;
  const policies: Policies = {
    ...question.policies,
    ...(identity && { identity: identity.map(of) }),
    ...(resource && { resource: of(resource) }),
    ...(boundary && { boundary: of(boundary) }),
    ...(endpoint && { endpoint: of(endpoint) }),
  };
  return { ...question, policies };
}

/** Actions in question, and what is known of them. */
interface Wanted {
  readonly choices: readonly ActionChoice[];
  /** By entry of a list of actions, whether it may mean one of them. */
  readonly meets: Map<string, boolean>;
  readonly policies: WeakMap<Policy, Policy>;
}
const wantedBy = remembering<Wanted>(200);

function reduced(policy: Policy, wanted: Wanted): Policy {
  const known = wanted.policies.get(policy);
  if (known) return known;
  const statements = policy.statements.flatMap((statement) => reducedStatement(statement, wanted));
  const isWhole = statements.every((each, at) => each === policy.statements[at]);
  const found = isWhole && statements.length === policy.statements.length ? policy : { ...policy, statements };
  wanted.policies.set(policy, found);
  return found;
}

function reducedStatement(statement: Statement, wanted: Wanted): readonly Statement[] {
  const { not, entries } = statement.actions;
  const left = entries.filter((entry) => mayMean(entry, wanted));
  if (left.length === 0 && !not) return [];
  return [left.length === entries.length ? statement : { ...statement, actions: { not, entries: left } }];
}

function mayMean(entry: Pattern, { choices, meets }: Wanted): boolean {
  const text = showPattern(entry);
  const known = meets.get(text);
  if (known !== undefined) return known;
  const [first, ...others] = entry;
  const name = first?.kind === "text" && others.length === 0 ? first.text : undefined;
  const found = choices.some(({ names, patterns }) =>
    name === undefined
      ? [...names].some((each) => matches(entry, each)) ||
        patterns.some((each) => mayMeet(languageOf(each), languageOf(entry)))
      : names.has(name) || patterns.some((each) => matches(each, name)),
  );
  meets.set(text, found);
  return found;
}
