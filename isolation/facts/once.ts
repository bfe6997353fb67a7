/** What all teams of an environment ask alike, computed once: cost grows with the statements, not with teams squared. */
import type { Facts } from "./facts";

export function oncePerEnvironment<Value>(compute: (facts: Facts) => Value): (facts: Facts) => Value {
  const known = new WeakMap<Facts, { readonly value: Value }>();
  return (facts) => {
    const found = known.get(facts) ?? { value: compute(facts) };
    known.set(facts, found);
    return found.value;
  };
}
