/** A question without what cannot bear on it: its policies' words about actions that are not in question. */
import { matches, type Pattern, type Policies, type Policy, type Statement, showPattern } from "../policy";
import { type ActionChoice, choiceOf } from "./action-choices";
import { languageOf, mayMeet } from "./language";
import type { Question } from "./question";
import { remembering } from "./remember";
import { serviceOf, servicesAsked } from "./services";

/** The same requests pass: whether a statement means an action depends on the entries that may mean it. */
export function relevant(question: Question): Question {
  const about = question.about.statements;
  const choices = [...new Set(about.flatMap(({ effect, actions }) => (effect === "Allow" ? choiceOf(actions) : [])))];
  const services = servicesAsked(about);
  const wanted = wantedBy([services ?? "any", choices.map(({ id }) => id)].join(" ; "), () => ({
    choices,
    services: services && new Set(services),
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
  /** Undefined where they may be of any. */
  readonly services: ReadonlySet<string> | undefined;
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

function mayMean(entry: Pattern, { choices, services, meets }: Wanted): boolean {
  const text = showPattern(entry);
  const service = serviceOf(entry);
  const isAsked = services === undefined || service === undefined || services.has(service);
  const found = meets.get(text) ?? (isAsked && choices.some((choice) => choice.not || mayMeetChoice(entry, choice)));
  meets.set(text, found);
  return found;
}

function mayMeetChoice(entry: Pattern, { names, patterns }: ActionChoice): boolean {
  const [first, ...others] = entry;
  if (first?.kind === "text" && others.length === 0) {
    return names.has(first.text) || patterns.some((each) => matches(each, first.text));
  }
  const language = languageOf(entry);
  return (
    [...names].some((each) => matches(entry, each)) || patterns.some((each) => mayMeet(languageOf(each), language))
  );
}
