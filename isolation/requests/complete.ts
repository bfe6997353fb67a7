/** A call completed with what the tables know: the statements that can bear on it, and the keys that stay open. */
import type { Policies, Request } from "../policy";
import { buildContext } from "../policy/context";
import { mayMean } from "../policy/hits";
import { spelledKey } from "../policy/keys";
import type { Call, Sent, Values } from "./call";
import { type Dimension, dimensionsOf, inContext, onlyValues } from "./dimensions";
import { sentUnder } from "./sent";
import { keysOf, mayApply, narrowed, statementsOf } from "./tested";

export interface Completed {
  /** With what every request of the call says under the keys that policies test. */
  readonly request: Request;
  /** The statements that may apply. */
  readonly policies: Policies;
  /** Those that name the action and the caller. */
  readonly tested: Policies;
  readonly dimensions: readonly Dimension[];
}

/** Throws PolicyError on what is not understood, and Undecided on a policy variable whose value is open. */
export function completed(call: Call, policies: Policies): Completed {
  const { request } = call;
  const { principal, resource } = request;
  const action = request.action.toLowerCase();
  const context = contextOf(request);
  const said = new Set(Object.keys(request.context ?? {}).map((key) => key.toLowerCase()));
  const bounded = policies.boundary !== undefined;
  const meant = narrowed(policies, (statement) => mayMean(statement, { action, principal, bounded }));
  const statements = statementsOf(meant);
  const sent = new Map<string, Sent>();
  for (const key of new Set(statements.flatMap(keysOf))) sent.set(key, sentUnder(call, key, said, context));
  const known = new Map(context);
  const added: [string, string | readonly string[] | undefined][] = [];
  for (const [key, each] of sent) {
    const only = onlyValues(each);
    // What follows from who calls what is there already.
    if (only === undefined || said.has(key) || isSame(only.values, context.get(key))) continue;
    added.push([spelledKey(key), inContext(only.values)]);
    if (only.values === undefined) known.delete(key);
    else known.set(key, only.values);
  }
  const isKnown = (key: string) => onlyValues(sent.get(key)) !== undefined;
  const left = statements.filter((each) => mayApply(each, resource, known, isKnown));
  const isLeft = new Set(left.map(({ statement }) => statement));
  return {
    request: { ...request, context: { ...request.context, ...Object.fromEntries(added) } },
    policies: narrowed(meant, (statement) => isLeft.has(statement)),
    tested: meant,
    dimensions: dimensionsOf(left, sent, isKnown, known),
  };
}

const isSame = (one: Values, other: Values): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Keys of a request, with those that follow from who calls what. */
export const contextOf = ({ principal, action, resourceAccount, context }: Request) =>
  buildContext(principal, action.slice(0, action.indexOf(":")).toLowerCase(), resourceAccount, context);
