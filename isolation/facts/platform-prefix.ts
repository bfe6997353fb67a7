/** What the names of the environment's own resources begin with. */
import type { Facts } from "./facts";

/** For example enclave-dev-, read off the teams' roles; undefined where their names do not show it. */
export function platformPrefix({ environment, teams }: Facts): string | undefined {
  const [role] = teams.map(({ role }) => role.arn.split("/").at(-1) ?? "");
  const inner = `-${environment.name}-`;
  const at = role?.indexOf(inner) ?? -1;
  return at < 0 ? undefined : role?.slice(0, at + inner.length);
}
