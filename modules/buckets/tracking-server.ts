/** A team's MLflow tracking server, which the deployer makes: nobody in Studio makes one, or passes its role. */
import { SagemakerMlflowTrackingServer } from "@cdktf/provider-aws/lib/sagemaker-mlflow-tracking-server";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { artifactStoreUri, mlflowRoleName, roleArn, trackingServerName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { itself } from "../naming";
import type { TeamBucket } from "./team-bucket";

export interface TrackingServerProps {
  readonly environment: Environment;
  readonly team: Team;
  readonly mlflow: NonNullable<Team["features"]["mlflow"]>;
  /** The bucket that artifacts are kept in. */
  readonly bucket: TeamBucket;
  /** Of the studio account; undefined where it is the stack's own. */
  readonly provider: TerraformProvider | undefined;
}

/**
 * AWS chooses the version of MLflow, the newest. Models are not registered in SageMaker by themselves: the role may not, and
 * the model registry stays denied. A server is named in its ARN, by which policies tell whose it is.
 * Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateMlflowTrackingServer.html
 */
export class TrackingServer extends Construct {
  constructor(scope: Construct, id: string, props: TrackingServerProps) {
    super(scope, id);
    const { environment, team, mlflow, bucket } = props;
    new SagemakerMlflowTrackingServer(this, itself, {
      ...(props.provider && { provider: props.provider }),
      trackingServerName: trackingServerName(environment, team),
      // Of the Studio stack, which is applied before.
      roleArn: roleArn(environment, mlflowRoleName(environment, team)),
      artifactStoreUri: artifactStoreUri(bucket.id, mlflow.prefix),
      trackingServerSize: mlflow.size,
      automaticModelRegistration: false,
      // Runs, parameters and metrics are nowhere else.
      lifecycle: { preventDestroy: team.protect },
      // AWS does not say whether SageMaker looks at the bucket when a server is made: its role may then read and write there.
      dependsOn: [bucket.policy, bucket.encryption],
    });
  }
}
