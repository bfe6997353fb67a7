/** Looks for a request of one call that passes, and has the evaluator, which knows nothing of classes, check what is found. */
import { evaluate, type Request } from "../policy";
import { derivedKeys } from "./callers";
import type { Call } from "./naming";
import { isNetworkKey, networkKeys } from "./network";
import { administrator, open, type Speaking } from "./placed";
import type { Found, Question } from "./question";
import { type Candidate, passing } from "./search";
import { Undecided } from "./undecided";
import { variableValues } from "./variables";

/**
 * A request that passes beyond doubt comes before one that nobody can tell of; throws Undecided where there are only such.
 * @param action the call's action as AWS spells it
 */
export function findCall(
  question: Question,
  call: Call,
  action: string,
  candidates: readonly Candidate[],
  speaking: readonly Speaking[],
): Found | undefined {
  const { policies, world } = question;
  const known = world.known ?? new Map<string, readonly string[]>();
  let doubt: Undecided | undefined;
  for (const choice of passing(call, candidates, policies, world.endpoints ?? new Map())) {
    const request = requestOf({ ...call, action }, choice.context, known);
    const statements = check(request, question);
    if (statements) return { request, statements };
    if (!choice.perhaps)
      throw new Error(`the decision procedure and the evaluator disagree: ${JSON.stringify(request)}`);
    const adjusted = withVariables(question, request, speaking);
    if (adjusted) return adjusted;
    doubt ??= new Undecided(
      speaking.find(({ rests }) => rests.length > 0)?.placed.statement.policy ?? question.about.name,
      `rests on the value of a policy variable: ${JSON.stringify(request)}`,
    );
  }
  if (doubt) throw doubt;
  return undefined;
}

function check(request: Request, { about, policies }: Question): Found["statements"] | undefined {
  const meant = evaluate(request, { identity: [administrator], resource: open, endpoint: about });
  if (!meant.allowed) return undefined;
  const decision = evaluate(request, policies);
  return decision.allowed ? decision.statements : undefined;
}

/** Tries the values that would make the statements' policy variables fit. */
function withVariables(question: Question, request: Request, speaking: readonly Speaking[]): Found | undefined {
  const { known } = question.world;
  for (const values of variableValues(
    speaking.map(({ placed }) => placed),
    request,
    (key) => derivedKeys.has(key) || known?.has(key) === true,
  )) {
    const adjusted = { ...request, context: { ...request.context, ...values } };
    const statements = check(adjusted, question);
    if (statements) return { request: adjusted, statements };
  }
  return undefined;
}

function requestOf(
  call: Call,
  chosen: Readonly<Record<string, readonly string[] | undefined>>,
  known: ReadonlyMap<string, readonly string[]>,
): Request {
  const all = { ...Object.fromEntries(known), ...chosen };
  // An origin's keys are told together, so that a reader sees where the request comes from.
  const silent = Object.keys(all).some(isNetworkKey) ? networkKeys.filter((key) => !(key in all)) : [];
  const context = Object.fromEntries(
    [...Object.entries(all), ...silent.map((key) => [key, undefined] as const)].map(([key, values]) => [
      key,
      values?.length === 1 ? values[0] : values,
    ]),
  );
  return {
    principal: call.caller,
    action: call.action,
    resource: call.resource,
    resourceAccount: call.owner,
    context,
  };
}
