/** Whether a role that has another name is still told from others as before: by every text of the stacks that may mean it. */
import type { Facts } from "../../../isolation/guarantees";
import { placeOf } from "../../../isolation/model";
import { matches, parsePattern } from "../../../isolation/policy";
import type { Stacks } from "./mutant";

/** Texts of both versions fit the old name and the new, or neither; references follow the role by themselves. */
export function onlyNamesDiffer(was: Facts, is: Facts, versions: readonly Stacks[]): boolean {
  const renamed = is.roles.flatMap((role) => {
    const before = was.roles.find(({ resource }) => placeOf(resource) === placeOf(role.resource));
    return before && before.arn !== role.arn ? [[before.arn, role.arn] as const] : [];
  });
  if (renamed.length === 0) return true;
  const texts = new Set(
    versions.flatMap((stacks) => [...stacks.values()].flatMap((file) => JSON.stringify(file).split(/["\\]+/))),
  );
  const patterns = [...texts]
    .filter((text) => text.startsWith("arn:") || text.includes("*"))
    .map((text) => parsePattern(text, { wildcards: true, variables: false, where: text }));
  return renamed.every(([old, now]) => patterns.every((pattern) => matches(pattern, old) === matches(pattern, now)));
}
