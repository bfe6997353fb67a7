/** Data keys serve only the owning team through S3; writes under any other key are denied. */
import { hasOnlineStores } from "../facts/feature-groups";
import { reachesOf } from "../facts/service-roles";
import { keysOf } from "../model";
import { type Check, type Guarantee, leftOpen } from "./guarantee";
import { ofLogs, ofWrites } from "./keys-follow-data/buckets";
import { ofFeatureGroups } from "./keys-follow-data/feature-groups";
import { ofDataKey, ofLogGroups, ofLogKey, ofStudioKey } from "./keys-follow-data/keys";

export const keysFollowData: Guarantee = {
  id: "G8",
  name: "keys follow data",
  promise: "data keys serve only the owning team through S3; writes under any other key are denied",
  checks: (facts) => [
    ...keysOf(facts.environment.networking).map((key): Check => ({ failures: () => ofLogKey(facts, key) })),
    { failures: () => ofLogGroups(facts) },
    ...facts.teams.flatMap((team): Check[] => [
      ...team.dataKeys.map((key) => ({ team: team.name, failures: () => ofDataKey(facts, team, key) })),
      ...team.studioKeys.map((key) => ({ team: team.name, failures: () => ofStudioKey(facts, team, key) })),
      ...team.buckets.map((bucket) => ({ team: team.name, failures: () => ofWrites(facts, team, bucket) })),
      ...team.logBuckets.map((bucket) => ({ team: team.name, failures: () => ofLogs(team, bucket) })),
      { team: team.name, failures: () => ofFeatureGroups(team) },
    ]),
  ],
  exceptions: ({ teams }) => [
    { kind: "administrators of a key's account may manage it (kms:PutKeyPolicy included); CloudTrail shows it" },
    ...teams.flatMap(({ name, studio }) =>
      leftOpen("the deployer makes encrypted home directories through EFS", [studio.deployerRole], name),
    ),
    ...teams
      .filter(hasOnlineStores)
      .flatMap(({ name, studio }) =>
        leftOpen(
          "the deployer makes online stores of declared feature groups through SageMaker",
          [studio.deployerRole],
          name,
        ),
      ),
    { kind: "access logs are encrypted by S3's own keys: log delivery knows no other" },
    ...teams.flatMap(({ name, parties }) =>
      [...parties].flatMap(([bucket, list]) =>
        list.flatMap(({ role, kind }) =>
          leftOpen(`a ${kind} uses the bucket's key through S3`, [`${role}: ${bucket}`], name),
        ),
      ),
    ),
    ...teams.flatMap((team) =>
      leftOpen(
        "a role of the team that SageMaker assumes uses the bucket's key through S3",
        reachesOf(team),
        team.name,
      ),
    ),
  ],
};
