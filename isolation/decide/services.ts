/** Of which services a request in question may be. */
import type { Choice, Pattern, Statement } from "../policy";

/** Undefined where a pattern leaves it open. */
export const serviceOf = ([first]: Pattern): string | undefined =>
  first?.kind === "text" && first.text.includes(":") ? first.text.slice(0, first.text.indexOf(":")) : undefined;

const servicesOf = ({ entries }: Choice<Pattern>): readonly string[] | undefined => {
  const found = entries.map(serviceOf);
  return found.every((each) => each !== undefined) ? [...new Set(found)] : undefined;
};

/** Denied to everybody, on everything, whatever else holds: what the list does not mean is not in question. */
const isBound = ({ effect, principals, actions, resources, conditions }: Statement): boolean =>
  effect === "Deny" &&
  actions.not &&
  conditions.length === 0 &&
  principals?.not === false &&
  principals.entries.some(({ kind }) => kind === "everyone") &&
  resources?.not === false &&
  resources.entries.some((pattern) => pattern.length === 1 && pattern[0]?.kind === "run");

/** Undefined where it may be any. */
export function servicesAsked(about: readonly Statement[]): readonly string[] | undefined {
  const allowed = about
    .filter(({ effect }) => effect === "Allow")
    .map(({ actions }) => (actions.not ? undefined : servicesOf(actions)));
  const asked = allowed.every((each) => each !== undefined) ? [...new Set(allowed.flat())] : undefined;
  return about.filter(isBound).reduce<readonly string[] | undefined>((left, { actions }) => {
    const bound = servicesOf(actions);
    return left && bound ? left.filter((each) => bound.includes(each)) : (left ?? bound);
  }, asked);
}
