/** A team's MLflow tracking server, which the deployer makes: nobody in Studio makes one, or passes its role. */
import { SagemakerMlflowTrackingServer } from "@cdktf/provider-aws/lib/sagemaker-mlflow-tracking-server";
import { Construct } from "constructs";
import { bucketName, trackingServerName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { itself } from "../naming";
import type { ExecutionRolePolicies } from "./execution-role-policies";
import { MlflowRole } from "./mlflow-role";

export interface TrackingServerProps {
  readonly environment: Environment;
  readonly team: Team;
  readonly mlflow: NonNullable<Team["features"]["mlflow"]>;
  readonly executionRolePolicies: ExecutionRolePolicies;
}

/**
 * AWS chooses the version of MLflow, the newest. Models are not registered in SageMaker by themselves: the role may not, and
 * the model registry stays denied. A server is named in its ARN, by which policies tell whose it is.
 * Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateMlflowTrackingServer.html
 */
export class TrackingServer extends Construct {
  constructor(scope: Construct, id: string, props: TrackingServerProps) {
    super(scope, id);
    const { environment, team, mlflow } = props;
    const role = new MlflowRole(this, "role", environment, team, props.executionRolePolicies);
    const bucket = bucketName(environment, team, mlflow.bucket, team.dataAccount.id);
    new SagemakerMlflowTrackingServer(this, itself, {
      trackingServerName: trackingServerName(environment, team),
      roleArn: role.arn,
      artifactStoreUri: `s3://${bucket}/${mlflow.prefix.replace(/\/$/, "")}`,
      trackingServerSize: mlflow.size,
      automaticModelRegistration: false,
      // Runs, parameters and metrics are nowhere else.
      lifecycle: { preventDestroy: team.protect },
      dependsOn: [...role.attachments],
    });
  }
}
