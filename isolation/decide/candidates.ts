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
export function candidatesIn({ policies, world }: Question): (call: Call, speaking: readonly Speaking[]) => Candidates {
  const known = world.known ?? new Map<string, readonly string[]>();
  const isFixed = (key: string) => derivedKeys.has(key) || known.has(key);
  const numbered = new Map<string, Numbered>();
  const openOf = remembered((each: Placed) =>
    each.statement.conditions
      .filter(({ key }) => !isFixed(key))
      .map((condition) => ({ condition, variables: each.variables })),
  );
  const textsOf = remembered((each: Placed) => openOf(each).map(textOf).join(" "));

  const numberedFor = (each: Placed, naming: Naming, perhaps: boolean): Numbered => {
    const { slot, statement } = each;
    // Statements that ask the same in the same place are one to the search.
    const signature = [slot, statement.effect, naming, perhaps, textsOf(each)].join(" ");
    const found = numbered.get(signature) ?? {
      candidate: { slot, effect: statement.effect, naming, open: openOf(each), perhaps },
      number: numbered.size,
    };
    numbered.set(signature, found);
    return found;
  };

  // Neither the action's name nor the resource tells what a caller's own keys answer: only its service and its owner.
  const answers = new Map<string, (each: Placed, perhaps: boolean) => Numbered | undefined>();
  const answersFor = (caller: Principal, service: string, owner: string) => {
    const context = new Map([...buildContext(caller, service, owner), ...known]);
    const namingFor = remembered((each: Placed): Naming => {
      const { conditions } = each.statement;
      const naming = namingIn(each.statement, caller, policies.boundary !== undefined);
      if (naming === "none") return "none";
      return conditions.every((condition) => !isFixed(condition.key) || condition.holds(context)) ? naming : "none";
    });
    const certain = remembered((each: Placed) => numberedFor(each, namingFor(each), false));
    return (each: Placed, perhaps: boolean): Numbered | undefined => {
      if (namingFor(each) === "none") return undefined;
      return perhaps ? numberedFor(each, namingFor(each), true) : certain(each);
    };
  };

  return (call, speaking) => {
    const { caller, action, resource, owner } = call;
    const service = action.slice(0, action.indexOf(":"));
    const place = `${nameOf(caller)} ${service} ${owner}`;
    const answer = answers.get(place) ?? answersFor(caller, service, owner);
    answers.set(place, answer);
    const found = new Map<number, Candidate>();
    for (const { placed, perhaps } of speaking) {
      const each = answer(placed, perhaps);
      if (each) found.set(each.number, each.candidate);
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

const nameOf = (caller: Principal): string => Object.values(caller).join(" ");

const texts = new WeakMap<object, string>();
/** Equal for conditions that ask the same. */
const textOf = ({ condition, variables }: Candidate["open"][number]): string => {
  const known = texts.get(condition) ?? JSON.stringify([condition.operator, condition.key, condition.values]);
  texts.set(condition, known);
  return `${variables} ${known}`;
};

function remembered<Value>(compute: (each: Placed) => Value): (each: Placed) => Value {
  const known = new Map<Placed, Value>();
  return (each) => {
    const found = known.get(each);
    if (found !== undefined) return found;
    const value = compute(each);
    known.set(each, value);
    return value;
  };
}
