/** The service roles that a team's file opts in to, each with the bucket that it reaches: the policies of bucket and key take them from here. */
import { featureStoreRoleName, mlflowRoleName, pipelineRoleName, roleArn } from "../config/names";
import type { Environment, Team } from "../config/schema";
import type { ServiceRole } from "./bucket-service-roles";
import { offlineStoreActions, offlineStoreBucketActions } from "./feature-store-role";
import { artifactActions, artifactKeyActions } from "./mlflow-role";

export interface ServiceRoleOfTeam {
  /** Name of the bucket, as the team's file has it. */
  readonly bucket: string;
  readonly role: ServiceRole;
  /** What S3 asks the data key for on the role's behalf: Decrypt to read, both to write (a multipart upload is read back). */
  readonly keyActions: readonly ("kms:Decrypt" | "kms:GenerateDataKey")[];
}

/** None without an opt-in. */
export function serviceRolesOf(environment: Environment, team: Team): readonly ServiceRoleOfTeam[] {
  const { pipelineReads, featureStore, mlflow } = team.features;
  const offline = featureStore?.offline;
  return [
    ...(pipelineReads === undefined
      ? []
      : [
          {
            bucket: pipelineReads.bucket,
            role: {
              sid: "PipelineRole",
              roleArn: roleArn(environment, pipelineRoleName(environment, team)),
              actions: ["s3:GetObject"],
              prefix: pipelineReads.prefix,
            },
            keyActions: ["kms:Decrypt"] as const,
          },
        ]),
    ...(offline === undefined
      ? []
      : [
          {
            bucket: offline.bucket,
            role: {
              sid: "FeatureStoreRole",
              roleArn: roleArn(environment, featureStoreRoleName(environment, team)),
              actions: offlineStoreActions,
              prefix: offline.prefix,
              bucketActions: offlineStoreBucketActions,
            },
            keyActions: ["kms:GenerateDataKey"] as const,
          },
        ]),
    ...(mlflow === undefined
      ? []
      : [
          {
            bucket: mlflow.bucket,
            role: {
              sid: "MlflowRole",
              roleArn: roleArn(environment, mlflowRoleName(environment, team)),
              actions: artifactActions,
              prefix: mlflow.prefix,
              lists: true,
              // Clients may ask the server for URLs that it signs with the role:
              // github.com/aws/sagemaker-mlflow, s3_presigned_artifact_repo.py
              signsNoUrls: true,
            },
            keyActions: artifactKeyActions,
          },
        ]),
  ];
}
