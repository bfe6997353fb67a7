/** Nothing expires, is overwritten for good or destroyed but what the configuration declares; versions, logs, protection and key deletion windows are on. */
import type { Facts, TeamFacts } from "../facts/facts";
import type { Bucket } from "../model";
import { ofNetwork, ofTeam as ofTeamsAddresses } from "./data-kept/addresses";
import { days, keepingIn, ofData, ofEveryBucket, ofLogs } from "./data-kept/buckets";
import { ofAccessLogs, ofFlowLogs } from "./data-kept/logs";
import { homeDirectories, ofKeys, ofRoles, ofTeam, unprotected } from "./data-kept/protection";
import type { Check, Guarantee } from "./guarantee";

function ofFlowLogGroups({ environment }: Facts): string[] {
  return environment.networking
    .resources("aws_cloudwatch_log_group")
    .map(({ config }) =>
      config.retention_in_days === undefined
        ? "flow logs are kept for ever"
        : `flow logs are deleted after ${config.retention_in_days} days`,
    );
}

const ofBucket = (bucket: Bucket): string[] => {
  const { objects, oldVersions } = keepingIn(bucket);
  return [
    ...(objects === undefined ? [] : [`objects in ${bucket.name} are deleted ${days(objects)}`]),
    ...(oldVersions === undefined ? [] : [`old versions in ${bucket.name} are deleted ${days(oldVersions)}`]),
  ];
};

const ofTeamsFile = (team: TeamFacts): string[] => [
  ...(homeDirectories(team) === "Delete" ? [`${team.name}'s home directories are deleted with its domain`] : []),
  ...(unprotected(team).length > 0
    ? [`Terraform may destroy ${team.name}'s domain, keys and buckets, and its role may erase objects`]
    : []),
];

export const dataKept: Guarantee = {
  id: "G14",
  name: "data is kept",
  promise:
    "nothing expires, is overwritten for good or destroyed but what the configuration declares; versions, logs, protection and key deletion windows are on",
  concernsNetwork: true,
  checks: (facts) => [
    { failures: () => [...ofNetwork(facts), ...ofFlowLogs(facts), ...ofRoles(facts)] },
    { failures: () => ofKeys(facts, facts.environment.networking) },
    ...facts.teams.map(
      (team): Check => ({
        team: team.name,
        failures: () => [
          ...ofTeamsAddresses(facts, team),
          ...ofTeam(facts, team),
          ...ofKeys(facts, team.studio),
          ...ofKeys(facts, team.data),
          ...team.buckets.flatMap((bucket) => [...ofEveryBucket(team, bucket), ...ofData(facts, team, bucket)]),
          ...team.buckets.flatMap((bucket) => ofAccessLogs(team, bucket)),
          ...team.logBuckets.flatMap((bucket) => [...ofEveryBucket(team, bucket), ...ofLogs(team, bucket)]),
        ],
      }),
    ),
  ],
  exceptions: (facts) => [
    ...facts.teams.flatMap((team) => [...team.buckets.flatMap(ofBucket), ...ofTeamsFile(team)]),
    ...ofFlowLogGroups(facts),
    "access logs are deleted after a year",
    "the key of flow logs goes with the network, and makes them unreadable",
    "administrators of a key's account may change its policy, and then delete it; CloudTrail shows it",
  ],
};
