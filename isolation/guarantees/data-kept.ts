/** Nothing expires, is overwritten for good or destroyed but what the configuration declares; versions, logs, protection and key deletion windows are on. */
import type { Facts, TeamFacts } from "../facts/facts";
import type { Bucket } from "../model";
import { holdsUntil } from "../requests/until";
import { ofNetwork, ofTeam as ofTeamsAddresses } from "./data-kept/addresses";
import { days, keepingIn, ofData, ofEveryBucket, ofLogs } from "./data-kept/buckets";
import { ofAccessLogs, ofFlowLogs } from "./data-kept/logs";
import { homeDirectories, ofFeatureGroups, ofKeys, ofRoles, ofTeam, unprotected } from "./data-kept/protection";
import { type Check, type Exception, type Guarantee, leftOpen } from "./guarantee";

function ofFlowLogGroups({ environment }: Facts): Exception[] {
  return environment.networking
    .resources("aws_cloudwatch_log_group")
    .map(({ config }) =>
      config.retention_in_days === undefined
        ? { kind: "flow logs are kept for ever" }
        : { kind: "flow logs are deleted", of: `after ${config.retention_in_days} days` },
    );
}

const ofBucket = ({ name }: TeamFacts, bucket: Bucket): Exception[] => {
  const { objects, oldVersions } = keepingIn(bucket);
  const deleted = (what: string, after: typeof objects) =>
    after === undefined ? [] : leftOpen(`${what} are deleted ${days(after)}`, [bucket.name], name);
  return [...deleted("objects", objects), ...deleted("old versions", oldVersions)];
};

/** Nobody overwrites or deletes access logs (G2), so that they have no old versions. */
const ofLogBucket = ({ name }: TeamFacts, bucket: Bucket): readonly Exception[] => {
  const { objects } = keepingIn(bucket);
  return objects === undefined ? [] : leftOpen(`access logs are deleted ${days(objects)}`, [bucket.name], name);
};

const ofTeamsFile = (team: TeamFacts): Exception[] => [
  ...(homeDirectories(team) === "Delete"
    ? [{ kind: "home directories are deleted with their domain", team: team.name }]
    : []),
  ...(unprotected(team).length > 0
    ? [{ kind: "Terraform may destroy domain, keys and buckets, and the role may erase objects", team: team.name }]
    : []),
];

export const dataKept: Guarantee = {
  id: "G14",
  name: "data is kept",
  promise:
    "nothing expires, is overwritten for good or destroyed but what the configuration declares; versions, logs, protection and key deletion windows are on",
  concernsNetwork: true,
  until: holdsUntil,
  checks: (facts) => [
    { failures: () => [...ofNetwork(facts), ...ofFlowLogs(facts), ...ofRoles(facts)] },
    { failures: () => ofKeys(facts, facts.environment.networking) },
    ...facts.teams.map(
      (team): Check => ({
        team: team.name,
        failures: () => [
          ...ofTeamsAddresses(facts, team),
          ...ofTeam(facts, team),
          ...ofFeatureGroups(facts, team),
          ...ofKeys(facts, team.studio),
          ...ofKeys(facts, team.data),
          ...team.buckets.flatMap((bucket) => [...ofEveryBucket(team, bucket), ...ofData(facts, team, bucket)]),
          ...team.buckets.flatMap((bucket) => ofAccessLogs(facts, team, bucket)),
          ...team.logBuckets.flatMap((bucket) => [...ofEveryBucket(team, bucket), ...ofLogs(team, bucket)]),
        ],
      }),
    ),
  ],
  exceptions: (facts) => [
    ...facts.teams.flatMap((team) => [
      ...team.buckets.flatMap((bucket) => ofBucket(team, bucket)),
      ...team.logBuckets.flatMap((bucket) => ofLogBucket(team, bucket)),
      ...ofTeamsFile(team),
    ]),
    ...ofFlowLogGroups(facts),
    { kind: "the key of flow logs goes with the network, and makes them unreadable" },
    { kind: "administrators of a key's account may change its policy, and then delete it; CloudTrail shows it" },
  ],
};
