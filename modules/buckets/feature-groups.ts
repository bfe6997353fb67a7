/** The feature groups that a team's file declares: their offline stores are below one prefix of the team's bucket. */
import { SagemakerFeatureGroup } from "@cdktf/provider-aws/lib/sagemaker-feature-group";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { featureGroupName, featureStoreRoleName, offlineStoreUri, roleArn } from "../../config/names";
import type { Environment, FeatureGroup, Team } from "../../config/schema";
import type { TeamBucket } from "./team-bucket";

export interface FeatureGroupsProps {
  readonly environment: Environment;
  readonly team: Team;
  readonly groups: readonly FeatureGroup[];
  readonly prefix: string;
  /** The bucket that they are written to. */
  readonly bucket: TeamBucket;
  readonly dataKeyArn: string;
  /** Undefined where no group has an online store. */
  readonly studioKeyArn: string | undefined;
  /** Of the studio account; undefined where it is the stack's own. */
  readonly provider: TerraformProvider | undefined;
}

export class FeatureGroups extends Construct {
  constructor(scope: Construct, id: string, props: FeatureGroupsProps) {
    super(scope, id);
    const { environment, team, bucket, studioKeyArn } = props;
    let previous: SagemakerFeatureGroup | undefined;
    for (const group of props.groups) {
      previous = new SagemakerFeatureGroup(this, group.name, {
        ...(props.provider && { provider: props.provider }),
        featureGroupName: featureGroupName(environment, team, group.name),
        recordIdentifierFeatureName: group.recordIdentifier,
        eventTimeFeatureName: group.eventTime,
        featureDefinition: group.features.map(({ name, type }) => ({ featureName: name, featureType: type })),
        roleArn: roleArn(environment, featureStoreRoleName(environment, team)),
        offlineStoreConfig: {
          // It would be in a database of the whole account.
          disableGlueTableCreation: true,
          s3StorageConfig: { s3Uri: offlineStoreUri(bucket.id, props.prefix), kmsKeyId: props.dataKeyArn },
        },
        ...(group.online &&
          studioKeyArn !== undefined && {
            onlineStoreConfig: { enableOnlineStore: true, securityConfig: { kmsKeyId: studioKeyArn } },
          }),
        // Its online records go with it.
        lifecycle: { preventDestroy: team.protect },
        // SageMaker looks whether its role may write when a group is made. One after another: an account may make four at a time
        // (docs.aws.amazon.com/sagemaker/latest/dg/feature-store-quotas.html).
        dependsOn: [bucket.policy, ...(previous ? [previous] : [])],
      });
    }
  }
}
