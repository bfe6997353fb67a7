/** Looks for a request of the deployer that the policy of a bucket or key refuses. */
import type { Guarded } from "../../calls/needed";
import { administrator, answer, type Found, open } from "../../decide";
import type { Facts } from "../../facts/facts";
import { bucketsOf, keysOf, type Resource, type Stack } from "../../model";
import { evaluate, matches, type Policy, type Principal, type Request, type Statement } from "../../policy";
import { spelledKey } from "../../policy/keys";
import { all, ask, type Conditions, except, requests } from "../../questions/about";
import { assumptionsOf, type Call } from "../../requests/call";
import { citation, type Doubt } from "../../requests/doubts";
import { type Known, knownIn } from "../../requests/known";

/** Something of a stack that has a policy. */
export interface Guard {
  readonly on: Guarded;
  readonly resource: Resource;
  readonly arn: string;
  readonly policy?: Policy;
  /** kms:ResourceAliases. */
  readonly aliases: readonly string[];
}

export const guardsOf = (stack: Stack): readonly Guard[] => [
  ...bucketsOf(stack).map(({ holdsAccessLogs, ...bucket }) => ({
    ...bucket,
    on: holdsAccessLogs ? ("access log bucket" as const) : ("data bucket" as const),
    aliases: [],
  })),
  ...keysOf(stack).map((key) => ({ ...key, on: "key" as const })),
];

/** From outside of the VPC, encrypted; any session name, any address, any other condition key. */
export const fromOutside: Conditions = {
  Null: { "aws:SourceVpce": "true" },
  Bool: { "aws:SecureTransport": "true" },
};
export const directly: Conditions = all(fromOutside, {
  Null: { "kms:ViaService": "true" },
  Bool: { "aws:ViaAWSService": "false" },
});

export const deployerOf = ({ deployerRole: arn }: Stack): Principal & { kind: "role" } => ({
  kind: "role",
  arn,
  account: arn.split(":")[4] ?? "",
});

export interface Wanted {
  readonly actions: readonly string[];
  readonly conditions: Conditions;
}

/** A request that is refused; with a doubt where that rests on what the configuration could say and does not. */
interface Refusal {
  readonly found: Found;
  readonly doubt?: Doubt;
}

/** One of those that are wanted which the resource's policy denies or, where it must allow, does not. */
export function refused(facts: Facts, stack: Stack, guard: Guard, wanted: Wanted): Refusal | undefined {
  const { on, arn, policy, aliases } = guard;
  if (!policy) return undefined;
  const told = toldOf(facts, stack, guard, policy, wanted);
  const known = new Map([...told.values, ...(aliases.length > 0 ? [["kms:resourcealiases", aliases] as const] : [])]);
  const asked = requests(ask({ Action: wanted.actions, Resource: arn }, all(wanted.conditions, ...told.conditions)));
  const elsewhere = requests(except({ Action: "*", NotResource: arn })).statements;
  const [ours] = asked.statements;
  if (!ours) return undefined;
  /** A statement as far as it speaks of what is wanted. */
  const within = (statement: Statement): Statement[] => {
    const entries = ours.actions.entries.filter((_, index) => {
      const action = (wanted.actions[index] ?? "").toLowerCase();
      return statement.actions.entries.some((pattern) => matches(pattern, action)) !== statement.actions.not;
    });
    const conditions = [...statement.conditions, ...ours.conditions];
    return entries.length === 0
      ? []
      : [{ ...statement, effect: "Allow", actions: { not: false, entries }, conditions }];
  };
  const search = (name: string, statements: readonly Statement[]) =>
    answer({
      about: { ...asked, name, version: policy.version, statements },
      policies: { identity: [administrator], resource: open },
      callers: [deployerOf(stack)],
      world: { ...facts.world, owner: stack.account, known },
    });
  const speaking = (effect: Statement["effect"]) => policy.statements.filter((each) => each.effect === effect);
  const struck = search("what is denied", [...speaking("Deny").flatMap(within), ...elsewhere]);
  if (struck) return cited(struck.request, policy, told);
  // A bucket of the deployer's own account leaves the rest to its own policies; a key never does.
  if (on !== "key") return undefined;
  const allowed = speaking("Allow").map((statement) => ({ ...statement, effect: "Deny" as const }));
  const missed = search("what is not allowed", [ours, ...allowed]);
  return missed && cited(missed.request, policy, told);
}

/** What AWS sends with the deployer's requests, of what the policy tests. */
function toldOf(facts: Facts, stack: Stack, { arn }: Guard, policy: Policy, { actions, conditions }: Wanted): Known {
  const settled = Object.values(conditions).flatMap((tests) => Object.keys(tests).map((key) => key.toLowerCase()));
  const call: Call = {
    sender: "deployer",
    request: {
      principal: deployerOf(stack),
      action: actions[0] ?? "",
      resource: arn,
      resourceAccount: stack.account,
    },
    assumptions: assumptionsOf(facts),
  };
  return knownIn(policy, call, new Set(settled));
}

/** By the evaluator, which knows the policy as it is. Where every statement that decides tests what is not declared, nobody can tell. */
function cited(request: Request, policy: Policy, { undeclared }: Known): Refusal {
  const decision = evaluate(request, { identity: [administrator], resource: policy });
  if (decision.allowed) throw new Error(`the evaluator allows what was found refused: ${JSON.stringify(request)}`);
  const paths = new Set(decision.statements.map(({ path }) => path));
  const deciding = policy.statements.filter(({ path, effect }) =>
    paths.size > 0 ? paths.has(path) : effect === "Allow",
  );
  const found = { request, statements: decision.statements };
  const open = deciding.flatMap((statement) => {
    const tested = statement.conditions.find(({ key }) => undeclared.has(key));
    return tested ? [{ statement, key: tested.key }] : [];
  });
  const [first] = open;
  const isOpen = paths.size > 0 ? open.length === deciding.length : open.length > 0;
  if (!first || !isOpen) return { found };
  const doubt = {
    what: `call ${request.action} on ${request.resource}`,
    key: spelledKey(first.key),
    because: "",
    ...undeclared.get(first.key),
    where: citation(first.statement),
  };
  return { found, doubt };
}
