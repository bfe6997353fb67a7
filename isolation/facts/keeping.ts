/** What the configuration says of keeping data: how long, under which names, and what may be destroyed. */
import { declaredGroups } from "../../config/feature-groups";
import { bucketName, environmentPrefix, featureGroupName } from "../../config/names";
import type { Environment } from "../../config/schema";

export interface Keeping {
  /** First part of the environment's names: `<namePrefix>-<env>`. */
  readonly prefix: string;
  readonly flowLogDays: number;
  /** By team. */
  readonly teams: ReadonlyMap<string, TeamKeeping>;
}

export interface TeamKeeping {
  /** Domain, keys, buckets and feature groups are not to be destroyed. */
  readonly protect: boolean;
  /** What happens to home directories when the domain is deleted. */
  readonly homeDirectories: "Retain" | "Delete";
  /** Names of user profiles. */
  readonly users: readonly string[];
  /** Names of declared feature groups. */
  readonly featureGroups: readonly string[];
  /** Buckets that hold data, by their names. */
  readonly buckets: ReadonlyMap<string, BucketKeeping>;
}

/** Days; undefined where nothing expires. */
export interface BucketKeeping {
  readonly objects: number | undefined;
  readonly oldVersions: number | undefined;
}

export const keepingOf = (environment: Environment): Keeping => ({
  prefix: environmentPrefix(environment),
  flowLogDays: environment.flowLogRetentionDays,
  teams: new Map(
    environment.teams.map((team) => [
      team.name,
      {
        protect: team.protect,
        homeDirectories: team.homeDirectories === "delete" ? "Delete" : "Retain",
        users: team.users.map(({ name }) => name),
        featureGroups: declaredGroups(team).map(({ name }) => featureGroupName(environment, team, name)),
        buckets: new Map(
          team.buckets.map(({ name, expireAfterDays, keepOldVersionsDays }) => [
            bucketName(environment, team, name, team.dataAccount.id),
            { objects: expireAfterDays, oldVersions: keepOldVersionsDays },
          ]),
        ),
      },
    ]),
  ),
});
