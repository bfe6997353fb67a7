/** How long data is kept: the same words for what stacks say and for what a configuration declares. */
import type { TeamKeeping } from "../facts/keeping";
import type { Declaration } from "./declaration";

export const keepingOfNetwork = (flowLogDays: number | undefined): Declaration => ({
  kind: "keeping",
  value: flowLogDays === undefined ? "flow logs are kept for ever" : `flow logs are deleted after ${flowLogDays} days`,
});

export function keepingOfTeam(
  team: string,
  keeping: Omit<TeamKeeping, "users" | "featureGroups">,
): readonly Declaration[] {
  const { protect, homeDirectories, buckets } = keeping;
  const said = (value: string, of?: string): Declaration => ({
    kind: "keeping",
    team,
    value,
    ...(of !== undefined && { of }),
  });
  const deleted = (of: string, what: string, days: number | undefined) =>
    days === undefined ? [] : [said(`${what} are deleted after ${days} days`, of)];
  return [
    said(`domain, keys and buckets are ${protect ? "not " : ""}to be destroyed`, "protect"),
    said(`home directories ${homeDirectories === "Retain" ? "stay" : "go"} when their domain goes`, "homeDirectories"),
    ...[...buckets].flatMap(([bucket, { objects, oldVersions }]) => [
      ...deleted(bucket, "objects", objects),
      ...deleted(bucket, "old versions", oldVersions),
    ]),
  ];
}
