/** No environment's resource names may start another's: names are `<namePrefix>-<env>-...`, and accounts may be shared. */
import { environmentPrefix } from "../names";
import type { Problem } from "../problems";
import type { EnvironmentDraft } from "./check";

/** Sees all environments at once, unlike a Check; silent where only one was loaded. */
export function resourceNamesApart(environments: readonly EnvironmentDraft[]): Problem[] {
  const prefixes = new Map<string, EnvironmentDraft>();
  for (const environment of environments) {
    const { namePrefix } = environment.value;
    if (namePrefix !== undefined) prefixes.set(environmentPrefix({ name: environment.name, namePrefix }), environment);
  }
  return [...prefixes].flatMap(([prefix, { document }]) => {
    const parts = prefix.split("-");
    return parts.slice(1).flatMap((_, index) => {
      const shorter = parts.slice(0, index + 1).join("-");
      const other = prefixes.get(shorter);
      if (other === undefined) return [];
      return [
        document.problem(
          ["namePrefix"],
          `makes names that start with ${prefix}-, as names of environment ${other.name} may, which start with ${shorter}-; write another namePrefix`,
        ),
      ];
    });
  });
}
