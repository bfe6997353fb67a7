/** The team's own S3 gateway endpoint on the team's own route table: its only way to S3, and its buckets' only door. */
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { bucketArn, bucketName, teamPrefix } from "../../config/names";
import type { Environment, ReadOnlyBucket, Team } from "../../config/schema";
import { imageLayerBucket, isReadWithoutCaller } from "../../config/tables/aws-buckets";
import { s3GatewayServiceName } from "../../config/tables/regions";
import { render } from "../../policies/document";
import { s3EndpointPolicy } from "../../policies/s3-endpoint-policy";
import { itself } from "../naming";

export interface S3GatewayEndpointProps {
  readonly environment: Environment;
  readonly team: Team;
  readonly vpcId: string;
  readonly routeTableId: string;
  readonly teamRoleArn: string;
}

export class S3GatewayEndpoint extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: S3GatewayEndpointProps) {
    super(scope, id);
    const { environment, team } = props;
    const foreign = ({ name, ...rest }: ReadOnlyBucket) => ({ arn: bucketArn(environment, name), ...rest });
    const declared = (withoutCaller: boolean) =>
      environment.readOnlyBuckets.filter(({ name }) => isReadWithoutCaller(environment.region, name) === withoutCaller);
    const endpoint = new VpcEndpoint(this, itself, {
      vpcId: props.vpcId,
      vpcEndpointType: "Gateway",
      serviceName: s3GatewayServiceName(environment.region),
      routeTableIds: [props.routeTableId],
      policy: render(
        s3EndpointPolicy({
          bucketArns: team.buckets.map((bucket) =>
            bucketArn(environment, bucketName(environment, team, bucket.name, team.dataAccount.id)),
          ),
          dataAccountId: team.dataAccount.id,
          protect: team.protect,
          teamRoleArn: props.teamRoleArn,
          callerlessBuckets: [{ name: imageLayerBucket(environment.region) }, ...declared(true)].map(foreign),
          readOnlyBuckets: declared(false).map(foreign),
        }),
      ),
      tags: { Name: `${teamPrefix(environment, team)}-s3` },
    });
    this.id = endpoint.id;
  }
}
