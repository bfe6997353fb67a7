/** The policies of a team's resources that grow with its files: what the configuration says, and references to the rest. */
import { accountOf, accountRoot, bucketArn, bucketName } from "../config/names";
import type { Bucket, Environment, ReadOnlyBucket, Team } from "../config/schema";
import { imageLayerBucket, isReadWithoutCaller } from "../config/tables/aws-buckets";
import { dnsSuffix } from "../config/tables/regions";
import { athenaIn } from "./athena-session";
import { type BucketPolicyProps, bucketPolicy } from "./bucket-policy";
import type { ResourceStatement, Statement } from "./document";
import { alarmStatements } from "./execution-role/alarms";
import { athenaStatements } from "./execution-role/athena";
import { catalogStatements } from "./execution-role/catalog";
import type { ExecutionRoleContext } from "./execution-role/context";
import { dataStatements } from "./execution-role/data";
import { extraEndpointStatements } from "./execution-role/extra-endpoints";
import { declaredGroupStatements, featureStoreStatements } from "./execution-role/feature-store";
import { imageStatements, ownImageStatements } from "./execution-role/images";
import { instanceTypeStatements } from "./execution-role/instance-types";
import { jobManagementStatements } from "./execution-role/job-management";
import { jobRuntimeStatements } from "./execution-role/job-runtime";
import { componentStatements, jobStatements, modelStatements } from "./execution-role/jobs";
import { listStatements } from "./execution-role/lists";
import { modelRegistryStatements } from "./execution-role/model-registry";
import { studioStatements } from "./execution-role/studio";
import { trackingStatements } from "./execution-role/tracking";
import { computeWallStatements, wallStatements } from "./execution-role/walls";
import { dataKeyPolicy, pinned } from "./key-policies";
import { s3EndpointPolicy } from "./s3-endpoint-policy";
import { serviceRolesOf } from "./service-roles";

type Statements = (context: ExecutionRoleContext) => Statement[];

const together =
  (...parts: readonly Statements[]): Statements =>
  (context) =>
    parts.flatMap((part) => part(context));

/**
 * By the last part of its name. Several managed policies, because AWS allows 6,144 characters in one; not more than these
 * nine, because a role has ten unless its quota was raised, and the rest is for policies of your own. One without statements
 * is not made: added-services, where the environment adds no endpoint that brings any.
 */
export const executionRolePolicies: Readonly<Record<string, Statements>> = {
  data: together(dataStatements, featureStoreStatements),
  studio: together(studioStatements, trackingStatements),
  jobs: together(jobStatements, instanceTypeStatements),
  models: modelStatements,
  "added-services": extraEndpointStatements,
  "job-management": together(jobManagementStatements, alarmStatements, imageStatements),
  "job-runtime": together(jobRuntimeStatements, listStatements, componentStatements),
  walls: wallStatements,
  "compute-walls": computeWallStatements,
};

/**
 * Of the role itself, beside its managed policies, which have no room: what added endpoints, features and images bring. Nothing for most
 * teams. AWS allows 10,240 characters in all of a role's own policies.
 */
export const featureStatements: Statements = together(
  catalogStatements,
  athenaStatements,
  declaredGroupStatements,
  ownImageStatements,
  modelRegistryStatements,
);

/** Of the team's S3 gateway endpoint. */
export function s3EndpointPolicyOf(environment: Environment, team: Team, teamRoleArn: string): ResourceStatement[] {
  const foreign = ({ name, ...rest }: ReadOnlyBucket) => ({ arn: bucketArn(environment, name), ...rest });
  const declared = (withoutCaller: boolean) =>
    environment.readOnlyBuckets.filter(({ name }) => isReadWithoutCaller(environment.region, name) === withoutCaller);
  return s3EndpointPolicy({
    bucketArns: team.buckets.map((bucket) =>
      bucketArn(environment, bucketName(environment, team, bucket.name, team.dataAccount.id)),
    ),
    dataAccountId: team.dataAccount.id,
    protect: team.protect,
    teamRoleArn,
    callerlessBuckets: [{ name: imageLayerBucket(environment.region) }, ...declared(true)].map(foreign),
    readOnlyBuckets: declared(false).map(foreign),
  });
}

type BucketReferences = Pick<BucketPolicyProps, "bucketArn" | "keyArn" | "endpointId" | "teamRoleArn">;

/** Of one of the team's buckets. */
export const bucketPolicyOf = (
  environment: Environment,
  team: Team,
  bucket: Bucket,
  references: BucketReferences,
): ResourceStatement[] =>
  bucketPolicy({
    ...references,
    studioAccountRoot: accountRoot(environment, environment.accounts.studio.id),
    deployerRoleArn: team.dataAccount.deployerRole,
    protect: team.protect,
    producers: bucket.producers,
    readers: bucket.readers,
    serviceRoles: serviceRolesOf(environment, team)
      .filter((each) => each.bucket === bucket.name)
      .map(({ role }) => role),
    forwarded: athenaIn(team, bucket),
    accountRootOf: (roleArn) => accountRoot(environment, accountOf(roleArn)),
  });

/** Of the key of the team's buckets. */
export function dataKeyPolicyOf(environment: Environment, team: Team, teamRoleArn: string): ResourceStatement[] {
  const parties = (kind: "producers" | "readers") =>
    pinned(
      team.buckets.flatMap((bucket) => bucket[kind]),
      (roleArn) => accountRoot(environment, accountOf(roleArn)),
    );
  return dataKeyPolicy({
    dataAccountRoot: accountRoot(environment, team.dataAccount.id),
    deployerRoleArn: team.dataAccount.deployerRole,
    team: { roleArn: teamRoleArn, accountRoot: accountRoot(environment, environment.accounts.studio.id) },
    s3Service: `s3.${environment.region}.${dnsSuffix(environment.partition)}`,
    producers: parties("producers"),
    readers: parties("readers"),
    serviceRoles: serviceRolesOf(environment, team).map(({ role, keyActions }) => ({ ...role, actions: keyActions })),
  });
}
