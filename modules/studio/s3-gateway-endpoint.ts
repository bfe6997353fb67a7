/** The team's own S3 gateway endpoint on the team's own route table: its only way to S3, and its buckets' only door. */
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { teamPrefix } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { s3GatewayServiceName } from "../../config/tables/regions";
import { render } from "../../policies/document";
import { s3EndpointPolicyOf } from "../../policies/of-team";
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
    const endpoint = new VpcEndpoint(this, itself, {
      vpcId: props.vpcId,
      vpcEndpointType: "Gateway",
      serviceName: s3GatewayServiceName(environment.region),
      routeTableIds: [props.routeTableId],
      policy: render(s3EndpointPolicyOf(environment, team, props.teamRoleArn)),
      tags: { Name: `${teamPrefix(environment, team)}-s3` },
    });
    this.id = endpoint.id;
  }
}
