/** Asks policies about a call, and remembers the answer: the same is asked of many nearly equal stacks. */
import { meaningOf } from "../decide/answers";
import { remembering } from "../decide/remember";
import { matches, type Policies, type Policy, type Statement } from "../policy";
import { type Answer, askCall } from "../requests/ask-call";
import type { Call } from "../requests/call";

const mostRemembered = 50_000;
/** By what the policies mean: whether a call passes. */
const passing = new Set<string>();
/** By what they mean and where they say it: an answer that does not pass cites statements. */
const others = remembering<Answer>(mostRemembered);

/** As askCall, which see. */
export function askOnce(call: Call, policies: Policies): Answer {
  const asked = textOfCall(call);
  const meant = `${asked} ${said(policies, call, meaning)}`;
  if (passing.has(meant)) return { outcome: "passes" };
  const answer = others(`${asked} ${said(policies, call, citation)}`, () => askCall(call, policies));
  if (answer.outcome === "passes") {
    if (passing.size >= mostRemembered) passing.clear();
    passing.add(meant);
  }
  return answer;
}

const textOfCall = (call: Call): string =>
  JSON.stringify(call, (_, value) => (typeof value === "bigint" ? String(value) : value));

/** What policies say of a call's action, in short: two texts never have the same. */
function said(
  { identity = [], resource, boundary, endpoint, ...rest }: Policies,
  { request }: Call,
  textOf: Text,
): string {
  const action = request.action.toLowerCase();
  const of = (policy: Policy | undefined) => (policy ? numberIn(policy, action, textOf) : "-");
  return [...identity.map(of), of(resource), of(boundary), of(endpoint), JSON.stringify(rest)].join(" ");
}

interface Text {
  readonly of: (statement: Statement) => string;
  readonly known: WeakMap<Policy, Map<string, string>>;
}
const texts = (of: (statement: Statement) => string): Text => ({ of, known: new WeakMap() });
const meaning = texts((statement) => JSON.stringify(meaningOf(statement)));
const citation = texts((statement) =>
  JSON.stringify([statement.policy, statement.path, statement.sid, meaningOf(statement)]),
);

function numberIn(policy: Policy, action: string, { of, known }: Text): string {
  const byAction = known.get(policy) ?? new Map<string, string>();
  known.set(policy, byAction);
  const found =
    byAction.get(action) ??
    numbers(JSON.stringify([policy.kind, policy.version, policy.statements.filter(mayMean(action)).map(of)]), next);
  byAction.set(action, found);
  return found;
}

const mayMean =
  (action: string) =>
  ({ actions }: Statement): boolean =>
    actions.entries.some((pattern) => matches(pattern, action)) !== actions.not;

const numbers = remembering<string>(10_000);
let last = 0;
const next = (): string => {
  last += 1;
  return String(last);
};
