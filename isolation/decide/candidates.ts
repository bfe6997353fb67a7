/** What a call leaves open of the statements that speak of it, and which calls are decided alike. */
import type { Principal } from "../policy";
import { buildContext } from "../policy/context";
import { accountOf, type Naming } from "../policy/principal";
import { derivedKeys } from "./callers";
import { type Call, namingIn, needsItsOwnPolicy } from "./naming";
import type { Placed, Speaking } from "./placed";
import type { Question } from "./question";
import type { Candidate } from "./search";

export interface Candidates {
  readonly candidates: readonly Candidate[];
  /** Equal for calls of one question that are decided alike. */
  readonly key: string;
}

interface Numbered {
  readonly candidate: Candidate;
  readonly number: number;
}

/** Finds the candidates of a question's calls. */
export function candidatesIn(question: Question): (call: Call, speaking: readonly Speaking[]) => Candidates {
  const numbering = numberingOf(question);
  // Neither the action's name nor the resource tells what a caller's own keys answer: only its service and its owner.
  const answers = new Map<Principal, Map<string, Answer>>();
  const answerFor = ({ caller, action, owner }: Call): Answer => {
    const service = action.slice(0, action.indexOf(":"));
    const own = answers.get(caller) ?? new Map<string, Answer>();
    const answer = own.get(`${service} ${owner}`) ?? answersOf(question, numbering, caller, service, owner);
    answers.set(caller, own.set(`${service} ${owner}`, answer));
    return answer;
  };
  return (call, speaking) => {
    const { caller, action, resource, owner } = call;
    const answer = answerFor(call);
    const found = new Map<number, Candidate>();
    for (const each of speaking) {
      const { candidate, number } = answer(each) ?? {};
      if (candidate && number !== undefined) found.set(number, candidate);
    }
    const account = accountOf(caller);
    const traits = [
      caller.kind === "root" || caller.kind === "role" ? caller.kind : "other",
      account === undefined ? "none" : account === owner,
      needsItsOwnPolicy({ action, resource }),
    ];
    const numbers = [...found.keys()].sort((one, other) => one - other);
    return { candidates: [...found.values()], key: [...traits, ...numbers].join() };
  };
}

/** What a statement comes to; undefined where it does not apply, or what it asks of the caller does not hold. */
type Answer = (speaking: Speaking) => Numbered | undefined;

interface Numbering {
  readonly numberedFor: (each: Placed, naming: Naming, rests: Candidate["rests"]) => Numbered;
  /** Whether who calls, and what is known of all requests, settles a key. */
  readonly isFixed: (key: string) => boolean;
}

/** Statements that ask the same in the same place are one to the search: they have one number. */
function numberingOf({ world }: Question): Numbering {
  const numbered = new Map<string, Numbered>();
  const isFixed = (key: string) => derivedKeys.has(key) || world.known?.has(key) === true;
  const openOf = byStatement((each) =>
    each.statement.conditions
      .filter(({ key }) => !isFixed(key))
      .map((condition) => ({ condition, variables: each.variables })),
  );
  const textsOf = byStatement((each) => openOf(each).map(textOf).join(" "));
  return {
    isFixed,
    numberedFor: (each, naming, rests) => {
      const { slot, statement } = each;
      const signature = [slot, statement.effect, naming, JSON.stringify(rests), textsOf(each)].join(" ");
      const found = numbered.get(signature) ?? {
        candidate: { slot, effect: statement.effect, naming, open: openOf(each), rests },
        number: numbered.size,
      };
      numbered.set(signature, found);
      return found;
    },
  };
}

function answersOf(
  { policies, world }: Question,
  { isFixed, numberedFor }: Numbering,
  caller: Principal,
  service: string,
  owner: string,
): Answer {
  const context = new Map([...buildContext(caller, service, owner), ...(world.known ?? [])]);
  const namingFor = byStatement((each): Naming => {
    const { conditions } = each.statement;
    const naming = namingIn(each.statement, caller, policies.boundary !== undefined);
    if (naming === "none") return "none";
    return conditions.every((condition) => !isFixed(condition.key) || condition.holds(context)) ? naming : "none";
  });
  const certain = byStatement((each) => numberedFor(each, namingFor(each), []));
  return ({ placed, rests }) => {
    if (namingFor(placed) === "none") return undefined;
    return rests.length > 0 ? numberedFor(placed, namingFor(placed), rests) : certain(placed);
  };
}

const texts = new WeakMap<object, string>();
/** Equal for conditions that ask the same. */
const textOf = ({ condition, variables }: Candidate["open"][number]): string => {
  const known = texts.get(condition) ?? JSON.stringify([condition.operator, condition.key, condition.values]);
  texts.set(condition, known);
  return `${variables} ${known}`;
};

/** Computed once for each statement. */
function byStatement<Value>(compute: (each: Placed) => Value): (each: Placed) => Value {
  const known: Value[] = [];
  return (each) => {
    const found = known[each.index];
    if (found !== undefined) return found;
    const value = compute(each);
    known[each.index] = value;
    return value;
  };
}
