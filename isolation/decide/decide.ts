/** Decides whether any request of a kind passes a set of policies: every kind of action, resource, caller and condition value is tried. */
import { evaluate, matches, type Policy, type Principal, parsePolicy, type Request } from "../policy";
import { buildContext } from "../policy/context";
import { accountOf } from "../policy/principal";
import { type ActionClass, actionClasses } from "./actions";
import { callersOf, derivedKeys, ownersOf, type Versioned } from "./callers";
import { hasVariable } from "./condition-language";
import { namingIn, needsItsOwnPolicy } from "./naming";
import { isNetworkKey, networkKeys } from "./network";
import type { Found, Question } from "./question";
import { type ResourceSpace, resourceSpace } from "./resources";
import { type Candidate, passing, type Slot } from "./search";
import { Undecided } from "./undecided";
import { variableValues } from "./variables";

interface Placed extends Versioned {
  readonly slot: Slot;
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

function place({ about, policies }: Question): Placed[] {
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
    (policy?.statements ?? []).map((statement) => ({
      slot,
      statement,
      variables: policy?.version === "2012-10-17",
      perhaps: false,
    })),
  );
}

/** Whether anything is left that could let a request through; root users need nobody to allow them what is their account's. */
function isHopeful(placed: readonly Placed[], { policies, callers }: Question): boolean {
  const allows = (slot: Slot) => placed.some((each) => each.slot === slot && each.statement.effect === "Allow");
  const hasRoot = callers === "anyone" || callers.some(({ kind }) => kind === "root");
  return (
    allows("about") &&
    (!policies.endpoint || allows("endpoint")) &&
    (hasRoot || allows("resource") || allows("identity"))
  );
}

const onAction = (placed: readonly Placed[], action: string): Placed[] =>
  placed.filter(
    ({ statement: { actions } }) => actions.entries.some((pattern) => matches(pattern, action)) !== actions.not,
  );

const onResource = (placed: readonly Placed[], resource: string): Placed[] =>
  placed.flatMap((each) => {
    const { resources } = each.statement;
    if (!resources) return each;
    const matching = resources.entries.filter((pattern) =>
      matches(
        pattern.map((token) => (token.kind === "variable" ? { kind: "run" as const } : token)),
        resource,
      ),
    );
    const certain = matching.some((pattern) => !hasVariable(pattern));
    if (matching.length === 0 || certain) return certain !== resources.not ? each : [];
    return { ...each, perhaps: true };
  });

const accountIn = (arn: string): string | undefined => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];

/** A statement that names the caller, with what the caller's own keys leave open; undefined where it cannot apply. */
function candidateFor(
  { slot, statement, variables, perhaps }: Placed,
  caller: Principal,
  context: ReadonlyMap<string, readonly string[]>,
  known: ReadonlyMap<string, readonly string[]>,
  bounded: boolean,
): Candidate | undefined {
  const naming = namingIn(statement, caller, bounded);
  if (naming === "none") return undefined;
  const isFixed = (key: string) => derivedKeys.has(key) || known.has(key);
  if (!statement.conditions.every((condition) => !isFixed(condition.key) || condition.holds(context))) return undefined;
  const open = statement.conditions.filter(({ key }) => !isFixed(key)).map((condition) => ({ condition, variables }));
  return { slot, effect: statement.effect, naming, open, perhaps };
}

/** Checks a request by the evaluator, which knows nothing of classes. */
function check(request: Request, { about, policies }: Question): Found["statements"] | undefined {
  const meant = evaluate(request, { identity: [administrator], resource: open, endpoint: about });
  if (!meant.allowed) return undefined;
  const decision = evaluate(request, policies);
  return decision.allowed ? decision.statements : undefined;
}

/**
 * A request that is in question and passes the policies; undefined where there is none: that is then proved for all
 * requests, not for those that were tried. Each request that is found is checked by the evaluator.
 * Throws Undecided where the documents say something that cannot be decided exactly, PolicyError where it is not understood.
 */
export function find(question: Question): Found | undefined {
  const placed = place(question);
  const wanted = placed.filter(({ slot }) => slot === "about").map(({ statement }) => statement);
  const statements = placed.map(({ statement }) => statement);
  const space: Space = {
    resources: resourceSpace(placed, question.world.partition, question.callers),
    callers: callerSpace(question, placed),
    decided: new Set(),
  };
  for (const action of actionClasses(wanted, statements)) {
    const found = findWith(question, action, onAction(placed, action.name.toLowerCase()), space);
    if (found) return action.isFuture ? { ...found, futureAction: true } : found;
  }
  return undefined;
}

interface Space {
  readonly resources: ResourceSpace;
  /** Keys of calls that were searched in vain. */
  readonly decided: Set<string>;
  /** Callers of what belongs to an account. */
  readonly callers: (owner: string | undefined) => readonly Principal[];
}

function callerSpace({ callers, world }: Question, placed: readonly Placed[]): Space["callers"] {
  if (callers !== "anyone") return () => callers;
  const known = new Map<string | undefined, readonly Principal[]>();
  return (owner) => {
    const found = known.get(owner) ?? callersOf(placed, world.partition, owner);
    known.set(owner, found);
    return found;
  };
}

function findWith(question: Question, action: ActionClass, placed: readonly Placed[], space: Space): Found | undefined {
  const { world } = question;
  if (!isHopeful(placed, question)) return undefined;
  for (const resource of space.resources(action.resources, new Set(placed.map(({ statement }) => statement)))) {
    const there = onResource(placed, resource);
    if (!isHopeful(there, question)) continue;
    const owner = accountIn(resource) ?? (resource === "*" ? undefined : world.owner);
    for (const caller of space.callers(owner)) {
      // A call that names no resource works on the caller's own account.
      const owners = owner
        ? [owner]
        : resource === "*"
          ? [accountOf(caller) ?? "000000000000"]
          : ownersOf(there, caller);
      for (const each of owners) {
        const call = { caller, action: action.name, resource, owner: each };
        const { candidates, key } = candidatesOf(question, call, there);
        if (space.decided.has(key)) continue;
        space.decided.add(key);
        const found = findCall(question, call, candidates, there);
        if (found) return found;
      }
    }
  }
  return undefined;
}

/** The statements that speak of the call, and a key that is equal for calls that are decided alike. */
function candidatesOf(
  { policies, world }: Question,
  { caller, action, resource, owner }: FullCall,
  placed: readonly Placed[],
): { readonly candidates: readonly Candidate[]; readonly key: string } {
  const known = world.known ?? new Map<string, readonly string[]>();
  const service = action.slice(0, action.indexOf(":")).toLowerCase();
  const context = new Map([...buildContext(caller, service, owner), ...known]);
  // Statements that ask the same in the same place are one to the search.
  const candidates = new Map<string, Candidate>();
  for (const each of placed) {
    const candidate = candidateFor(each, caller, context, known, policies.boundary !== undefined);
    if (candidate) candidates.set(signatureOf(candidate), candidate);
  }
  const account = accountOf(caller);
  const traits = [
    caller.kind === "root" || caller.kind === "role" ? caller.kind : "other",
    account === undefined ? "none" : String(account === owner),
    String(needsItsOwnPolicy({ action: action.toLowerCase(), resource })),
  ];
  return { candidates: [...candidates.values()], key: [...traits, ...[...candidates.keys()].sort()].join("\n") };
}

const conditionTexts = new WeakMap<object, string>();
const textOf = ({ condition, variables }: Candidate["open"][number]): string => {
  const known = conditionTexts.get(condition) ?? JSON.stringify([condition.operator, condition.key, condition.values]);
  conditionTexts.set(condition, known);
  return `${variables} ${known}`;
};

/** Equal for candidates that are decided alike. */
const signatureOf = ({ slot, effect, naming, perhaps, open }: Candidate): string =>
  [slot, effect, naming, perhaps, ...open.map(textOf)].join(" ");

interface FullCall {
  readonly caller: Principal;
  readonly action: string;
  readonly resource: string;
  readonly owner: string;
}

function findCall(
  question: Question,
  call: FullCall,
  candidates: readonly Candidate[],
  placed: readonly Placed[],
): Found | undefined {
  const { policies, world } = question;
  const known = world.known ?? new Map<string, readonly string[]>();
  const lower = { ...call, action: call.action.toLowerCase() };
  for (const choice of passing(lower, candidates, policies, world.endpoints ?? new Map())) {
    const request = requestOf(call, choice.context, known);
    const statements = check(request, question);
    if (statements) return { request, statements };
    if (!choice.perhaps)
      throw new Error(`the decision procedure and the evaluator disagree: ${JSON.stringify(request)}`);
    const adjusted = withVariables(question, request, placed);
    if (adjusted) return adjusted;
    throw new Undecided(
      placed.find(({ perhaps }) => perhaps)?.statement.policy ?? question.about.name,
      `rests on the value of a policy variable: ${JSON.stringify(request)}`,
    );
  }
  return undefined;
}

/** Tries the values that would make the statements' policy variables fit. */
function withVariables(question: Question, request: Request, placed: readonly Placed[]): Found | undefined {
  for (const values of variableValues(placed, request)) {
    const adjusted = { ...request, context: { ...request.context, ...values } };
    const statements = check(adjusted, question);
    if (statements) return { request: adjusted, statements };
  }
  return undefined;
}

function requestOf(
  call: FullCall,
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
