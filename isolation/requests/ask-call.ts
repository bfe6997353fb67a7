/** Asks policies about every request that a call can become: what AWS and clients may send is decided both ways. */
import { Undecided } from "../decide";
import { type Decision, evaluate, type Policies, type Request } from "../policy";
import { spelledKey } from "../policy/keys";
import type { Call } from "./call";
import { completed, contextOf } from "./complete";
import { type Dimension, type Option, requestWith } from "./dimensions";
import { citation } from "./doubts";
import { statementsOf } from "./tested";

export type Answer =
  | { readonly outcome: "passes" }
  | {
      readonly outcome: "refused";
      readonly request: Request;
      readonly decision: Decision;
      /** Keys that the deciding statements test and the request does not have. */
      readonly lacks: readonly string[];
    }
  | {
      readonly outcome: "depends";
      /** One that is refused; another passes. */
      readonly request: Request;
      /** The key that it depends on, as AWS spells it. */
      readonly key: string;
      readonly because: string;
      /** Statement that tests the key. */
      readonly where: string;
      readonly advice?: string;
    };

/** Beyond these the answer is not looked for. */
const mostRequests = 1_000;

type Choice = readonly Option[];

/**
 * Passes where every request that the call can become passes. Refused where one that is certain to come is refused, whatever
 * AWS and clients choose beside it. Depends otherwise. Throws PolicyError on what is not understood, and Undecided on a policy
 * variable whose value is open and on too many open keys.
 */
export function askCall(call: Call, given: Policies): Answer {
  const { request, policies, tested, dimensions } = completed(call, given);
  const settled = dimensions.filter(({ options }) => options.length === 1);
  const base = requestWith(
    request,
    settled,
    settled.flatMap(({ options }) => options),
  );
  const open = dimensions.filter(({ options }) => options.length > 1);
  const count = open.reduce((product, { options }) => product * options.length, 1);
  if (count > mostRequests) {
    throw new Undecided(
      request.action,
      `the policies test too many keys of it: ${open.map(({ key }) => key).join(", ")}`,
    );
  }
  const decisions = new Map<string, Decision>();
  const ask = (choice: Choice): Decision => {
    const name = choice.map((option, at) => open[at]?.options.indexOf(option)).join();
    const found = decisions.get(name) ?? evaluate(requestWith(base, open, choice), policies);
    decisions.set(name, found);
    return found;
  };
  const all = [...choices(open.map(({ options }) => options))];
  const refused = all.filter((choice) => !ask(choice).allowed);
  const [first] = refused;
  if (!first) return { outcome: "passes" };
  const isSure = (choice: Choice) =>
    open.every(({ options }, at) => choice[at]?.isCertain === true || !options.some(({ isCertain }) => isCertain));
  const certain = refused
    .filter(isSure)
    .find((choice) =>
      all.filter((other) => open.every(agreesWith(choice, other))).every((other) => !ask(other).allowed),
    );
  if (certain) {
    const decision = ask(certain);
    const found = requestWith(base, open, certain);
    return { outcome: "refused", request: found, decision, lacks: lacking(found, tested, decision) };
  }
  const passing = all.find((choice) => ask(choice).allowed) as Choice;
  return {
    outcome: "depends",
    request: requestWith(base, open, first),
    ...decidingKey(tested, open, first, passing, ask),
  };
}

/** Whether the other choice is the same where requests are certain to come; AWS and clients choose the rest. */
const agreesWith =
  (one: Choice, other: Choice) =>
  ({ options }: Dimension, at: number): boolean =>
    one[at] === other[at] || !options.some(({ isCertain }) => isCertain);

function* choices(options: readonly (readonly Option[])[]): Generator<Choice> {
  const [first, ...others] = options;
  if (!first) yield [];
  else for (const option of first) for (const rest of choices(others)) yield [option, ...rest];
}

/** Of denials those that strike for want of a key; of missing allows those that do not apply for want of one. */
function lacking(request: Request, tested: Policies, { statements }: Decision): readonly string[] {
  const cited = new Set(statements.map(({ policy, path }) => `${policy} ${path}`));
  const context = contextOf(request);
  const deciding = statementsOf(tested).filter(({ statement }) =>
    cited.size > 0 ? cited.has(`${statement.policy} ${statement.path}`) : statement.effect === "Allow",
  );
  const lacks = deciding.flatMap(({ statement: { conditions } }) =>
    conditions
      .filter((each) => !context.has(each.key) && each.holds(context) === cited.size > 0)
      .map(({ key }) => spelledKey(key)),
  );
  return [...new Set(lacks)];
}

/** Goes from a refused request to one that passes, key by key: the one with which it passes decides. */
function decidingKey(
  tested: Policies,
  open: readonly Dimension[],
  refused: Choice,
  passing: Choice,
  ask: (choice: Choice) => Decision,
): Omit<Answer & { outcome: "depends" }, "outcome" | "request"> {
  const step = (taken: number): Choice => [...passing.slice(0, taken), ...refused.slice(taken)];
  const at = open.findIndex((_, index) => ask(step(index + 1)).allowed);
  const { key, because, advice } = open[at] as Dimension;
  const cited = new Set(ask(step(at)).statements.map(({ policy, path }) => `${policy} ${path}`));
  const testing = statementsOf(tested)
    .map(({ statement }) => statement)
    .filter(({ conditions }) => conditions.some((condition) => condition.key === key));
  const found = testing.find(({ policy, path }) => cited.has(`${policy} ${path}`)) ?? testing[0];
  return {
    key: spelledKey(key),
    because,
    where: found ? citation(found) : "",
    ...(advice !== undefined && { advice }),
  };
}
