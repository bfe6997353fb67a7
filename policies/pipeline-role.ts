/** The role that a team's pipelines run with where a condition reads files of steps (JsonGet): who becomes it, and what it may do. */
import { arn, bucketArn, bucketName, dataKeyAlias, jobPrefix, sagemakerArn } from "../config/names";
import type { Environment, Team } from "../config/schema";
import { dnsSuffix } from "../config/tables/regions";
import type { Statement, TrustStatement } from "./document";
import type { ExecutionRoleContext } from "./execution-role/context";
import { trackingStatements } from "./execution-role/tracking";

/**
 * SageMaker, for executions of the team's own pipelines alone. Nothing else that is given the role can start with it: a job's
 * aws:SourceArn is the job's.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html (SageMaker Pipelines:
 * pipeline/<name>/*, never one execution's)
 */
export const pipelineRoleTrust = (environment: Environment, team: Team): TrustStatement[] => [
  {
    Sid: "PipelinesOfThisTeam",
    Effect: "Allow",
    Principal: { Service: "sagemaker.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": environment.accounts.studio.id },
      ArnLike: {
        "aws:SourceArn": sagemakerArn(
          environment,
          environment.separation === "account" ? "pipeline/*" : `pipeline/${jobPrefix(environment, team)}*`,
        ),
      },
    },
  },
];

/**
 * The execution role's policies that it shares: to start, describe and tag the jobs, models and endpoints of steps inside the
 * guardrails, and to pass the execution role to them, which is the only role that it may pass.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-access.html (Pipeline Role Permissions)
 */
export const sharedWithPipelineRole = ["jobs", "models", "job-management", "walls", "compute-walls"] as const;

/** Its own policy: run groups, and one prefix to read. */
export const pipelineRoleStatements = (context: ExecutionRoleContext): Statement[] => [
  ...filesOfSteps(context),
  ...trackingStatements(context),
];

function filesOfSteps({ environment, team }: ExecutionRoleContext): Statement[] {
  const reads = team.features.pipelineReads;
  if (reads === undefined) return [];
  const bucket = bucketArn(environment, bucketName(environment, team, reads.bucket, team.dataAccount.id));
  return [
    {
      Sid: "FilesOfSteps",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: `${bucket}/${reads.prefix}*`,
      Condition: { StringEquals: { "aws:ResourceAccount": team.dataAccount.id } },
    },
    {
      // The key by its alias, as in the execution role's policy: docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
      Sid: "DataKeyThroughS3",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: arn(environment, "kms", environment.region, team.dataAccount.id, "key/*"),
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": dataKeyAlias(environment, team) },
        StringEquals: { "kms:ViaService": `s3.${environment.region}.${dnsSuffix(environment.partition)}` },
      },
    },
  ];
}
