/** The role with which SageMaker writes the offline stores of a team's feature groups (features.featureStore.offline): who becomes it, and what it may do. */
import { arn, bucketArn, bucketName, dataKeyAlias, sagemakerArn } from "../config/names";
import type { Environment, Team } from "../config/schema";
import { dnsSuffix } from "../config/tables/regions";
import type { Statement, TrustStatement } from "./document";
import { runningSources } from "./running-sources";

/** On the bucket: SageMaker looks whose it is before it writes. */
export const offlineStoreBucketActions = ["s3:GetBucketAcl"] as const;
/** Below the prefix. Not s3:PutObjectAcl, which AWS's policy has: the team's buckets know no access control lists. */
export const offlineStoreActions = ["s3:PutObject"] as const;

/**
 * AWS does not document what SageMaker names as the source for Feature Store, so the policy names what it must not be: a second
 * guardrail beside the first, that nobody in Studio may pass the role.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html (Feature Store is not on it)
 */
export const featureStoreRoleTrust = (environment: Environment): TrustStatement[] => [
  {
    Sid: "FeatureStoreOfThisAccount",
    Effect: "Allow",
    Principal: { Service: "sagemaker.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": environment.accounts.studio.id },
      ArnNotLike: { "aws:SourceArn": runningSources.map((source) => sagemakerArn(environment, source)) },
    },
  },
];

/**
 * It writes below one prefix and reads nothing.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/feature-store-cross-account-access-offline-store.html (the role's permissions)
 */
export function featureStoreRoleStatements(environment: Environment, team: Team): Statement[] {
  const offline = team.features.featureStore?.offline;
  if (offline === undefined) return [];
  const bucket = bucketArn(environment, bucketName(environment, team, offline.bucket, team.dataAccount.id));
  const Condition = { StringEquals: { "aws:ResourceAccount": team.dataAccount.id } };
  return [
    {
      Sid: "OfflineStores",
      Effect: "Allow",
      Action: offlineStoreActions,
      Resource: `${bucket}/${offline.prefix}*`,
      Condition,
    },
    { Sid: "WhoseBucket", Effect: "Allow", Action: offlineStoreBucketActions, Resource: bucket, Condition },
    {
      Sid: "DataKeyThroughS3",
      Effect: "Allow",
      Action: "kms:GenerateDataKey",
      Resource: arn(environment, "kms", environment.region, team.dataAccount.id, "key/*"),
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": dataKeyAlias(environment, team) },
        StringEquals: { "kms:ViaService": `s3.${environment.region}.${dnsSuffix(environment.partition)}` },
      },
    },
  ];
}
