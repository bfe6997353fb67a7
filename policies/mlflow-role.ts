/** The role of a team's MLflow tracking server (features.mlflow): who becomes it, and what it may do. */
import { arn, bucketArn, bucketName, dataKeyAlias, sagemakerArn } from "../config/names";
import type { Environment, Team } from "../config/schema";
import { dnsSuffix } from "../config/tables/regions";
import type { Statement, TrustStatement } from "./document";
import { runningSources } from "./running-sources";

/** Below the prefix: the server shows artifacts, and writes those that clients hand to it. It deletes none. */
export const artifactActions = ["s3:GetObject", "s3:PutObject"] as const;
/** S3 asks the key for both: a multipart upload is read back. */
export const artifactKeyActions = ["kms:Decrypt", "kms:GenerateDataKey"] as const;

/**
 * AWS shows a trust policy without conditions for tracking servers, and does not document what SageMaker names as the source.
 * So the policy names what it must not be: a second guardrail beside the first, that nobody in Studio may pass the role.
 * Sources: docs.aws.amazon.com/sagemaker/latest/dg/mlflow-create-tracking-server-iam.html,
 * security-confused-deputy-prevention.html (MLflow is not on it)
 */
export const mlflowRoleTrust = (environment: Environment): TrustStatement[] => [
  {
    Sid: "TrackingServersOfThisAccount",
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
 * Files below one prefix. AWS's policy also grants calls of the model registry, for automatic registration, which is off.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/mlflow-create-tracking-server-iam.html (s3:Get*, s3:Put*, s3:List*)
 */
export function mlflowRoleStatements(environment: Environment, team: Team): Statement[] {
  const { mlflow } = team.features;
  if (mlflow === undefined) return [];
  const bucket = bucketArn(environment, bucketName(environment, team, mlflow.bucket, team.dataAccount.id));
  const ofDataAccount = { "aws:ResourceAccount": team.dataAccount.id };
  return [
    {
      Sid: "Artifacts",
      Effect: "Allow",
      Action: artifactActions,
      Resource: `${bucket}/${mlflow.prefix}*`,
      Condition: { StringEquals: ofDataAccount },
    },
    {
      Sid: "ListArtifacts",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: bucket,
      Condition: { StringEquals: ofDataAccount, StringLike: { "s3:prefix": `${mlflow.prefix}*` } },
    },
    {
      // The key by its alias, as in the execution role's policy: docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
      Sid: "DataKeyThroughS3",
      Effect: "Allow",
      Action: artifactKeyActions,
      Resource: arn(environment, "kms", environment.region, team.dataAccount.id, "key/*"),
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": dataKeyAlias(environment, team) },
        StringEquals: { "kms:ViaService": `s3.${environment.region}.${dnsSuffix(environment.partition)}` },
      },
    },
  ];
}
