/** What the feature groups of a team's stacks store is encrypted: offline under the key of the team's buckets, online under its studio key. */
import type { TeamFacts } from "../../facts/facts";
import { featureGroupsOf } from "../../facts/feature-groups";
import { type Key, placeOf } from "../../model";
import type { Failure } from "../guarantee";

export const ofFeatureGroups = (team: TeamFacts): Failure[] =>
  featureGroupsOf(team).flatMap(({ resource, name, offline, isOnline, onlineKey }) => {
    const failure = (store: string, key: string | undefined, right: readonly Key[]): Failure[] =>
      right.some(({ arn }) => arn === key)
        ? []
        : [
            {
              what: `the ${store} store of the feature group ${name} is encrypted under ${key ?? "a key of AWS's"}, and not under ${team.name}'s own`,
              where: placeOf(resource),
              change: `set kms_key_id to ${right.map(({ arn }) => arn).join(" or ")}`,
            },
          ];
    return [
      ...offline.flatMap(({ key }) => failure("offline", key, team.dataKeys)),
      ...(isOnline ? failure("online", onlineKey, team.studioKeys) : []),
    ];
  });
