/** Asks policies about a call, and remembers which calls pass: the same is asked of many nearly equal stacks. */
import { meaningOf } from "../decide/answers";
import { remembering } from "../decide/remember";
import { matches, type Policies, type Policy, type Statement } from "../policy";
import { type Answer, askCall } from "../requests/ask-call";
import type { Call } from "../requests/call";

const passing = new Set<string>();
const mostRemembered = 50_000;

/** As askCall, which see. An answer that cites statements is made anew each time. */
export function askOnce(call: Call, policies: Policies): Answer {
  const key = keyOf(call, policies);
  if (passing.has(key)) return { outcome: "passes" };
  const answer = askCall(call, policies);
  if (answer.outcome !== "passes") return answer;
  if (passing.size >= mostRemembered) passing.clear();
  passing.add(key);
  return answer;
}

/** All that the answer depends on: of policies what they say of the action. */
function keyOf(call: Call, { identity = [], resource, boundary, endpoint, ...others }: Policies): string {
  const action = call.request.action.toLowerCase();
  const said = (policy: Policy | undefined) => (policy ? saidOf(policy, action) : undefined);
  return JSON.stringify(
    [call, identity.map(said), said(resource), said(boundary), said(endpoint), others],
    (_, value) => (typeof value === "bigint" ? String(value) : value),
  );
}

const known = new WeakMap<Policy, Map<string, string>>();
function saidOf(policy: Policy, action: string): string {
  const byAction = known.get(policy) ?? new Map<string, string>();
  known.set(policy, byAction);
  const found =
    byAction.get(action) ??
    numberOf([policy.kind, policy.version, policy.statements.filter(mayMean(action)).map(textOf)]);
  byAction.set(action, found);
  return found;
}

const mayMean =
  (action: string) =>
  ({ actions }: Statement): boolean =>
    actions.entries.some((pattern) => matches(pattern, action)) !== actions.not;

const texts = new WeakMap<Statement, string>();
function textOf(statement: Statement): string {
  const found = texts.get(statement) ?? JSON.stringify(meaningOf(statement));
  texts.set(statement, found);
  return found;
}

/** A short name for a text; two texts never have the same. */
const numbers = remembering<string>(10_000);
let last = 0;
const next = (): string => {
  last += 1;
  return String(last);
};
const numberOf = (said: readonly unknown[]): string => numbers(JSON.stringify(said), next);
