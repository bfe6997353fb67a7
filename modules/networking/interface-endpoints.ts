/** The environment's interface endpoints with private DNS and their policies, behind one group that admits the Studio range. */
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { interfaceEndpointNames } from "../../config/endpoints";
import { environmentPrefix } from "../../config/names";
import type { Environment } from "../../config/schema";
import { interfaceEndpoints } from "../../config/tables/interface-endpoints";
import { render } from "../../policies/document";
import { interfaceEndpointPolicy } from "../../policies/interface-endpoint-policy";
import type { PrivateSubnets } from "../private-subnets";
import { OfferedServices } from "./offered-services";

export interface InterfaceEndpointsProps {
  readonly environment: Environment;
  readonly vpcId: string;
  readonly subnets: PrivateSubnets;
}

export class InterfaceEndpoints extends Construct {
  /**
   * For an output: where each endpoint is reached, by the short name of its service. The provider reads the addresses from
   * EC2. Source: registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint (attributes)
   */
  readonly published: Readonly<Record<string, object>>;

  constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    const { environment, vpcId } = props;
    const prefix = environmentPrefix(environment);
    const group = new SecurityGroup(this, "security-group", {
      name: `${prefix}-endpoints`,
      description: "Interface endpoints: HTTPS from the Studio range",
      vpcId,
      tags: { Name: `${prefix}-endpoints` },
    });
    // Ranges, not groups: a new team changes nothing here, and 60 rules are the quota.
    for (const [name, cidr] of sources(environment)) {
      new VpcSecurityGroupIngressRule(this, name, {
        securityGroupId: group.id,
        description: `HTTPS from ${cidr}`,
        cidrIpv4: cidr,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      });
    }
    const services = interfaceEndpointNames(environment).map((name) => {
      const service = interfaceEndpoints[name];
      if (!service) throw new Error(`no interface endpoint ${name}: loading should have refused it`);
      return { name, service, serviceName: service.serviceName(environment.region, environment.partition) };
    });
    const offered = new OfferedServices(this, "offered", {
      environment,
      services: new Map(services.map(({ name, serviceName }) => [name, serviceName])),
    });
    const places = services.map(({ name, service, serviceName }) => {
      const asked = offered.byName.get(name);
      const made = new VpcEndpoint(this, name.replaceAll(".", "-"), {
        vpcId,
        vpcEndpointType: "Interface",
        serviceName,
        subnetIds: props.subnets.ids,
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
        dependsOn: asked ? [asked] : [],
        ...(service.supportsPolicy && { policy: render(interfaceEndpointPolicy(environment, name)) }),
        tags: { Name: `${prefix}-${name}` },
      });
      const place = {
        id: made.id,
        dns_entry: made.interpolationForAttribute("dns_entry"),
        network_interface_ids: made.interpolationForAttribute("network_interface_ids"),
        addresses: made.interpolationForAttribute("subnet_configuration"),
      };
      return [name, place] as const;
    });
    this.published = Object.fromEntries(places);
  }
}

/** Who may speak to the endpoints: Studio's subnets, and the private ranges that people come from. */
const sources = (environment: Environment): [id: string, cidr: string][] => [
  ["from-studio", environment.network.studioCidr],
  ...environment.access.privateCidrs.map((cidr): [string, string] => [`from-${cidr.replace(/[./]/g, "-")}`, cidr]),
];
