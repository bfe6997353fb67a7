/** The statements of a question, each with the part that its policy plays. */
import { matches, type Pattern, type Policy, parsePolicy, type Statement } from "../policy";
import type { Versioned } from "./callers";
import { hasVariable } from "./condition-language";
import type { Question } from "./question";
import type { Slot } from "./search";
import type { Literal } from "./truth";
import { Undecided } from "./undecided";

export interface Placed extends Versioned {
  readonly slot: Slot;
  /** Position among the question's statements. */
  readonly index: number;
}

/** A statement that speaks of a resource, if what it rests on of policy variables comes out so. */
export interface Speaking {
  readonly placed: Placed;
  readonly rests: readonly Literal[];
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
  return all
    .flatMap(([slot, policy]) =>
      (policy?.statements ?? []).map((statement) => ({ slot, statement, variables: policy?.version === "2012-10-17" })),
    )
    .map((each, index) => ({ ...each, index }));
}

/** Whether anything is left that could let a request through; root users need nobody to allow them what is their account's. */
export function hopeOf({ policies, callers }: Question): (statements: Iterable<Placed>) => boolean {
  const hasRoot = callers === "anyone" || callers.some(({ kind }) => kind === "root");
  return (statements) => {
    let [about, endpoint, own] = [false, policies.endpoint === undefined, hasRoot];
    for (const { slot, statement } of statements) {
      if (statement.effect === "Deny") continue;
      if (slot === "about") about = true;
      else if (slot === "endpoint") endpoint = true;
      else if (slot === "identity" || (slot === "resource" && !leavesToIdentity(statement))) own = true;
      if (about && endpoint && own) return true;
    }
    return false;
  };
}

/** A resource's policy that names accounts leaves all but their root users to policies of their own (see `suffices`). */
const leavesToIdentity = ({ principals }: Statement): boolean =>
  principals?.not === false && principals.entries.every(({ kind }) => kind === "account");

/** A variable's value is the request's choice: any text may stand in its place. */
const widened = (pattern: Pattern): Pattern =>
  pattern.map((token) => (token.kind === "variable" ? { kind: "run" } : token));

const nothing = "nothing";

function speaks(each: Placed, resource: string): Speaking | typeof nothing {
  const { resources } = each.statement;
  if (!resources) return { placed: each, rests: [] };
  const matching = resources.entries.filter((pattern) =>
    matches(hasVariable(pattern) ? widened(pattern) : pattern, resource),
  );
  const certain = matching.some((pattern) => !hasVariable(pattern));
  if (matching.length > 0 && !certain) {
    return { placed: each, rests: [{ comparison: JSON.stringify(matching), holds: !resources.not }] };
  }
  return certain !== resources.not ? { placed: each, rests: [] } : nothing;
}

/** Which of the statements speak of a resource; asked for one resource with many actions, so each answer is kept. */
export function speakingOf(): (placed: readonly Placed[], resource: string) => readonly Speaking[] {
  const known = new Map<string, (Speaking | typeof nothing | undefined)[]>();
  return (placed, resource) => {
    const answers = known.get(resource) ?? [];
    known.set(resource, answers);
    const found: Speaking[] = [];
    for (const each of placed) {
      const answer = answers[each.index] ?? speaks(each, resource);
      answers[each.index] = answer;
      if (answer !== nothing) found.push(answer);
    }
    return found;
  };
}
