/** The statements of a question, each with the part that its policy plays. */
import { matches, type Pattern, type Policy, parsePolicy } from "../policy";
import type { Versioned } from "./callers";
import { hasVariable } from "./condition-language";
import type { Question } from "./question";
import type { Slot } from "./search";
import { Undecided } from "./undecided";

export interface Placed extends Versioned {
  readonly slot: Slot;
}

/** A statement that speaks of a resource, or does for some values of a policy variable. */
export interface Speaking {
  readonly placed: Placed;
  readonly perhaps: boolean;
}

const everything = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };
/** The policies of somebody who has every right that IAM can give. */
export const administrator: Policy = parsePolicy(everything, "the caller's own policies allow everything", "identity");
/** The policy of a resource that is open to everybody. */
export const open: Policy = parsePolicy(
  { ...everything, Statement: { ...everything.Statement, Principal: "*" } },
  "the resource's own policy allows everybody",
  "resource",
);

export function place({ about, policies }: Question): Placed[] {
  if (policies.session || policies.serviceControl) {
    throw new Undecided("question", "session and service control policies are not part of it");
  }
  const all: (readonly [Slot, Policy | undefined])[] = [
    ["about", about],
    ...(policies.identity ?? []).map((policy) => ["identity", policy] as const),
    ["resource", policies.resource],
    ["boundary", policies.boundary],
    ["endpoint", policies.endpoint],
  ];
  return all.flatMap(([slot, policy]) =>
    (policy?.statements ?? []).map((statement) => ({ slot, statement, variables: policy?.version === "2012-10-17" })),
  );
}

/** Whether anything is left that could let a request through; root users need nobody to allow them what is their account's. */
export function isHopeful(placed: readonly Placed[], { policies, callers }: Question): boolean {
  const allows = (slot: Slot) => placed.some((each) => each.slot === slot && each.statement.effect === "Allow");
  const hasRoot = callers === "anyone" || callers.some(({ kind }) => kind === "root");
  return (
    allows("about") &&
    (!policies.endpoint || allows("endpoint")) &&
    (hasRoot || allows("resource") || allows("identity"))
  );
}

/** A variable's value is the request's choice: any text may stand in its place. */
const widened = (pattern: Pattern): Pattern =>
  pattern.map((token) => (token.kind === "variable" ? { kind: "run" } : token));

function speaks(each: Placed, resource: string): Speaking | undefined {
  const { resources } = each.statement;
  if (!resources) return { placed: each, perhaps: false };
  const matching = resources.entries.filter((pattern) =>
    matches(hasVariable(pattern) ? widened(pattern) : pattern, resource),
  );
  const certain = matching.some((pattern) => !hasVariable(pattern));
  if (matching.length > 0 && !certain) return { placed: each, perhaps: true };
  return certain !== resources.not ? { placed: each, perhaps: false } : undefined;
}

/** Which of the statements speak of a resource; asked for one resource with many actions, so each answer is kept. */
export function speakingOf(): (placed: readonly Placed[], resource: string) => readonly Speaking[] {
  const known = new Map<string, Map<Placed, Speaking | undefined>>();
  return (placed, resource) => {
    const answers = known.get(resource) ?? new Map<Placed, Speaking | undefined>();
    known.set(resource, answers);
    return placed.flatMap((each) => {
      if (!answers.has(each)) answers.set(each, speaks(each, resource));
      return answers.get(each) ?? [];
    });
  };
}
