/** A security group that lets out HTTPS to the endpoints and to S3, and, only where asked, everything to and from itself. */
import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { itself } from "../naming";

export interface SecurityGroupProps {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  /** Range of the interface endpoints. */
  readonly endpointCidr: string;
  /** pl-...: the addresses of S3 in this region. */
  readonly s3PrefixListId: string;
  /** Members may speak to each other, on every protocol: EFA has one of its own. */
  readonly admitsItself: boolean;
}

const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 } as const;

export class SecurityGroup extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    const group = new AwsSecurityGroup(this, itself, {
      name: props.name,
      description: props.description,
      vpcId: props.vpcId,
      tags: { Name: props.name },
    });
    const securityGroupId = group.id;
    new VpcSecurityGroupEgressRule(this, "to-endpoints", {
      securityGroupId,
      description: "HTTPS to the interface endpoints",
      cidrIpv4: props.endpointCidr,
      ...https,
    });
    new VpcSecurityGroupEgressRule(this, "to-s3", {
      securityGroupId,
      description: "HTTPS to S3 through the gateway endpoint",
      prefixListId: props.s3PrefixListId,
      ...https,
    });
    if (props.admitsItself) {
      const within = { securityGroupId, referencedSecurityGroupId: securityGroupId, ipProtocol: "-1" };
      new VpcSecurityGroupEgressRule(this, "to-itself", { ...within, description: "To members" });
      new VpcSecurityGroupIngressRule(this, "from-itself", { ...within, description: "From members" });
    }
    this.id = securityGroupId;
  }
}
