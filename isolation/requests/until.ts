/** Until when a verdict holds that asks requests of one time: policies test dates. */
import type { Facts } from "../facts/facts";
import { bucketsOf, keysOf, policyOf } from "../model";
import type { Condition, Policy } from "../policy";
import { parseDate } from "../policy/values";
import { citation } from "./doubts";

export interface Until {
  /** ISO 8601. */
  readonly time: string;
  /** The statement that tests it: `<stack> <type>.<name> <JSON path>`. */
  readonly where: string;
}

const timeKeys = new Set(["aws:currenttime", "aws:epochtime", "aws:tokenissuetime"]);

/** Every policy that a request of a team, of people or of the deployer meets. */
const policiesOf = ({ environment, roles, endpoints }: Facts): readonly Policy[] => [
  ...roles.flatMap(({ identity, trust, boundary }) => [...identity, trust, ...(boundary ? [boundary] : [])]),
  ...endpoints.map(({ policy }) => policy),
  ...environment.stacks.flatMap((stack) => [
    ...bucketsOf(stack).flatMap(({ policy }) => policy ?? []),
    ...keysOf(stack).map(({ policy }) => policy),
    // Attached to roles or given to people.
    ...stack.resources("aws_iam_policy").map((resource) => policyOf(resource, resource.config.policy, "identity")),
  ]),
];

/** Milliseconds since 1970; what is no date is left out. */
const datesOf = ({ key, operator, values }: Condition): readonly number[] =>
  timeKeys.has(key) && operator !== "Null" ? values.flatMap((value) => parseDate(value) ?? []) : [];

/** The first date after the requests' time that a policy of the environment tests; undefined where there is none. */
export function holdsUntil(facts: Facts): Until | undefined {
  const now = facts.at.getTime();
  const dated = policiesOf(facts)
    .flatMap(({ statements }) => statements)
    .flatMap((statement) =>
      statement.conditions.flatMap(datesOf).map((time) => ({ time, where: citation(statement) })),
    );
  const [first] = dated.filter(({ time }) => time > now).sort((one, other) => one.time - other.time);
  return first && { time: new Date(first.time).toISOString(), where: first.where };
}
