/** Who reaches a team's data, and who its access logs. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { serviceRolesWithin } from "../../facts/service-roles";
import { type Bucket, placeOf } from "../../model";
import { ask, caller, except, otherThan } from "../../questions/about";
import { settingChanges, settingReads } from "../../questions/s3-calls";
import { byAnybody, partiesWithin } from "../front-door";
import type { Failure } from "../guarantee";

/** The team's buckets: data for its role, settings for the deployer, and for anybody else nothing but a look at settings. */
export function ofData(facts: Facts, team: TeamFacts, bucket: Bucket): Failure[] {
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
    ...serviceRolesWithin(team, bucket),
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
export function ofLogs(facts: Facts, team: TeamFacts, bucket: Bucket): Failure[] {
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
