/** No other team's role can read, write, list, delete or decrypt a team's data, by any path; nor invoke, start, describe, change or read the logs of its SageMaker objects. */

import type { Facts, TeamFacts } from "../facts/facts";
import { grantedTo } from "../facts/role-grants";
import { ownLogs, ownObjects } from "../facts/sagemaker-objects";
import { type Bucket, placeOf } from "../model";
import { ask, caller, except, otherThan } from "../questions/about";
import { settingChanges, settingReads } from "../questions/s3-calls";
import { byAnybody, partiesWithin } from "./front-door";
import type { Check, Failure, Guarantee } from "./guarantee";
import { ofOtherRoles } from "./owner-only/other-roles";
import { beyondOwn } from "./owner-only/role-reach";
import { becomesAnothers } from "./owner-only/trust";

/** The team's buckets: data for its role, settings for the deployer, and for anybody else nothing but a look at settings. */
function ofData(facts: Facts, team: TeamFacts, bucket: Bucket): Failure[] {
  const where = placeOf(bucket.resource);
  const everywhere = [bucket.arn, `${bucket.arn}/*`];
  const { deployerRole } = team.data;
  const data = byAnybody(
    facts,
    bucket,
    ask({ Action: "s3:*", Resource: everywhere }, otherThan(team.role.arn)),
    except(
      { Action: [...settingReads, ...settingChanges], Resource: bucket.arn },
      { StringEquals: { "aws:PrincipalAccount": bucket.account } },
    ),
    except({ Action: "s3:ListBucket", Resource: bucket.arn }, caller(deployerRole)),
    ...partiesWithin(team, bucket),
  );
  const settings = byAnybody(
    facts,
    bucket,
    ask({ Action: settingChanges, Resource: bucket.arn }, otherThan(deployerRole)),
    except({ Action: settingReads, Resource: everywhere }),
  );
  return [
    ...data.map((found) => ({
      what: `somebody other than ${team.name}'s role reaches the data in ${bucket.name}`,
      where,
      found,
      change: `deny everything but settings to callers whose aws:PrincipalArn is not ${team.role.arn}`,
    })),
    ...settings.map((found) => ({
      what: `somebody other than the deployer changes settings of ${bucket.name}`,
      where,
      found,
      change: `deny changes of settings to callers whose aws:PrincipalArn is not ${deployerRole}`,
    })),
  ];
}

const loggingService = "logging.s3.amazonaws.com";

/** Access logs: S3 writes them for the team's buckets, people of the data account read them. */
function ofLogs(facts: Facts, team: TeamFacts, bucket: Bucket): Failure[] {
  const where = placeOf(bucket.resource);
  const everywhere = [bucket.arn, `${bucket.arn}/*`];
  const writes = [
    "s3:PutObject",
    "s3:ReplicateObject",
    "s3:ReplicateDelete",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
  ];
  const delivery = except(
    { Action: "s3:PutObject", Resource: `${bucket.arn}/*` },
    {
      StringEquals: { "aws:PrincipalServiceName": loggingService, "aws:SourceAccount": team.data.account },
      ArnLike: { "aws:SourceArn": team.buckets.map(({ arn }) => arn) },
    },
  );
  const strangers = byAnybody(
    facts,
    bucket,
    ask({ Action: "s3:*", Resource: everywhere }, { StringNotEquals: { "aws:PrincipalAccount": team.data.account } }),
    ...(team.buckets.length > 0 ? [delivery] : []),
  );
  const forgers = byAnybody(
    facts,
    bucket,
    ask({ Action: writes, Resource: `${bucket.arn}/*` }),
    ask({ Action: settingChanges, Resource: bucket.arn }, otherThan(team.data.deployerRole)),
    except({ Action: settingReads, Resource: everywhere }),
    ...(team.buckets.length > 0 ? [delivery] : []),
  );
  return [
    ...strangers.map((found) => ({
      what: `somebody of another account reaches ${team.name}'s access logs`,
      where,
      found,
      change: `deny everything to accounts other than ${team.data.account}, S3's logging service apart`,
    })),
    ...forgers.map((found) => ({
      what: `somebody other than S3's logging service can change ${team.name}'s access logs`,
      where,
      found,
      change:
        "deny writes and deletions to everybody but AWS's services, and changes of settings to everybody but the deployer",
    })),
  ];
}

/** The role's own grants end at its own SageMaker objects and logs: so no role reaches another team's. */
function ofSageMaker(facts: Facts, team: TeamFacts): Failure[] {
  const { role } = team;
  const objects = grantedTo(
    facts,
    team,
    ask({ Action: "sagemaker:*", NotResource: ownObjects(facts, team) }),
    except({ Action: listsForPages, Resource: "*" }),
  );
  const logs = grantedTo(
    facts,
    team,
    ask({ Action: "logs:*", NotResource: ownLogs(facts, team) }),
    except({ Action: logNames, Resource: logGroups(facts) }),
  );
  const others = beyondOwn(facts, team);
  const change = `name only ${team.jobPrefix}* and the domain ${team.domain.id} in the role's policies`;
  return [
    ...objects.map((found) => ({
      what: `${team.name}'s role reaches SageMaker objects that are not its team's`,
      where: placeOf(role.resource),
      found,
      change,
    })),
    ...logs.map((found) => ({
      what: `${team.name}'s role reaches logs that are not its team's`,
      where: placeOf(role.resource),
      found,
      change,
    })),
    ...others.map((found) => ({
      what: `${team.name}'s role is granted something that is not its team's`,
      where: placeOf(role.resource),
      found,
      change: "name the team's own buckets, keys and metrics, and images of its account and of AWS",
    })),
  ];
}

/** Calls without a resource that Studio's pages make: they show names of other teams' domains, profiles, spaces and apps. */
const listsForPages = [
  "sagemaker:ListApps",
  "sagemaker:ListDomains",
  "sagemaker:ListSpaces",
  "sagemaker:ListUserProfiles",
];
/** They show names of log groups and streams, and make an empty group. */
const logGroups = ({ partition, region, account }: Facts): string =>
  `arn:${partition}:logs:${region}:${account}:log-group:/aws/sagemaker/*`;
const logNames = ["logs:CreateLogGroup", "logs:DescribeLogStreams"];

/** Nobody but SageMaker, for this account, becomes the role. */
const ofTrust = (facts: Facts, { name, role }: TeamFacts): Failure[] =>
  becomesAnothers(
    facts,
    role,
    {
      actions: ["sts:AssumeRole", "sts:SetSourceIdentity"],
      service: "sagemaker.amazonaws.com",
      source: `arn:${facts.partition}:sagemaker:${facts.region}:${role.account}:*`,
    },
    `somebody other than SageMaker becomes ${name}'s role`,
  );

/** A team's prefix that begins another's, of another environment of the account even, would own that team's objects. */
function ofNames({ teams, neighbours }: Facts): Failure[] {
  const prefixes = [...teams.map(({ jobPrefix }) => jobPrefix), ...neighbours];
  return teams.flatMap(({ name, jobPrefix, domain }) =>
    prefixes
      .filter((other) => other !== jobPrefix && (other.startsWith(jobPrefix) || jobPrefix.startsWith(other)))
      .map((other) => ({
        what: `the objects named ${other}* and those of ${name}, ${jobPrefix}*, are named alike: one name begins the other`,
        where: placeOf(domain),
        change: "rename one of the teams, or of the environments",
      })),
  );
}

export const ownerOnly: Guarantee = {
  id: "G2",
  name: "owner only",
  promise:
    "no other team's role can read, write, list, delete or decrypt a team's data, by any path; nor invoke, start, describe, change or read the logs of its SageMaker objects",
  checks: (facts) => [
    { failures: () => ofNames(facts) },
    { failures: () => ofOtherRoles(facts) },
    ...facts.teams.flatMap((team): Check[] => [
      ...team.buckets.map((bucket) => ({ team: team.name, failures: () => ofData(facts, team, bucket) })),
      ...team.logBuckets.map((bucket) => ({ team: team.name, failures: () => ofLogs(facts, team, bucket) })),
      { team: team.name, failures: () => ofSageMaker(facts, team) },
      { team: team.name, failures: () => ofTrust(facts, team) },
    ]),
  ],
  exceptions: ({ teams }) => [
    "names of domains, profiles, spaces, apps, log groups and log streams are seen by every team's role of the account",
    "settings of buckets may be read in their account, access logs too; the team's role sees its buckets' region from anywhere",
    ...new Set(teams.map(({ data }) => `the deployer ${data.deployerRole} changes settings of buckets`)),
  ],
};
