/** A VPC without a way out: DNS on, no internet gateway, and its defaults (group, route table) closed. */
import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { itself } from "../naming";

export interface PrivateVpcProps {
  readonly name: string;
  readonly cidr: string;
}

export class PrivateVpc extends Construct {
  readonly id: string;
  readonly cidr: string;

  constructor(scope: Construct, id: string, props: PrivateVpcProps) {
    super(scope, id);
    const vpc = new Vpc(this, itself, {
      cidrBlock: props.cidr,
      // Private DNS of interface endpoints needs both.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: props.name },
    });
    // AWS makes both with every VPC: without rules and routes, whoever forgets to choose gets nothing.
    new DefaultSecurityGroup(this, "default-security-group", {
      vpcId: vpc.id,
      ingress: [],
      egress: [],
      tags: { Name: `${props.name}-default-closed` },
    });
    new DefaultRouteTable(this, "default-route-table", {
      defaultRouteTableId: vpc.defaultRouteTableId,
      route: [],
      tags: { Name: `${props.name}-default-closed` },
    });
    this.id = vpc.id;
    this.cidr = vpc.cidrBlock;
  }
}
