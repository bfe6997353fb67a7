/** Whether a statement says what another says, of fewer things: seen by its words alone, where a question would ask for the values of policy variables. */
import type { Condition, Statement } from "../../../isolation/policy";

const areAmong = (few: readonly unknown[], many: readonly unknown[]): boolean => {
  const texts = new Set(many.map((each) => JSON.stringify(each)));
  return few.every((each) => texts.has(JSON.stringify(each)));
};
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

type Choice = { readonly not: boolean; readonly entries: readonly unknown[] } | undefined;
const isFewer = (few: Choice, many: Choice): boolean =>
  isSame(few, many) || (few?.not === false && many?.not === false && areAmong(few.entries, many.entries));

/** Where one value of several suffices, fewer values hold less often; what is negated turns this around. */
const isStricter = (strict: Condition, loose: Condition): boolean =>
  strict.operator === loose.operator &&
  strict.key === loose.key &&
  (/Not|Null/.test(loose.operator) ? isSame(strict.values, loose.values) : areAmong(strict.values, loose.values));

/** Both of policies of one version. */
export const isPartOf = (part: Statement, whole: Statement): boolean =>
  part.effect === whole.effect &&
  isSame(part.principals, whole.principals) &&
  isFewer(part.actions, whole.actions) &&
  isFewer(part.resources, whole.resources) &&
  whole.conditions.every((loose) => part.conditions.some((strict) => isStricter(strict, loose)));
