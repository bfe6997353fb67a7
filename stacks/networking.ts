/** <env>-networking: the private network that all teams of an environment share. */
import type { Construct } from "constructs";
import { resolvableNames } from "../config/endpoints";
import { fixedInNetworking } from "../config/fixed-settings";
import { environmentPrefix, networkingStackName } from "../config/names";
import type { Environment } from "../config/schema";
import { DnsFirewall } from "../modules/networking/dns-firewall";
import { FlowLogs } from "../modules/networking/flow-logs";
import { InterfaceEndpoints } from "../modules/networking/interface-endpoints";
import { PrivateVpc } from "../modules/networking/private-vpc";
import { PrivateSubnets } from "../modules/private-subnets";
import { networkingContract, publish } from "./contracts";
import { EnclaveStack } from "./enclave-stack";

export class NetworkingStack extends EnclaveStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, networkingStackName(environment), {
      environment,
      account: environment.accounts.studio,
      fixed: fixedInNetworking(environment),
    });
    const prefix = environmentPrefix(environment);
    const { network, availabilityZoneIds } = environment;

    const vpc = new PrivateVpc(this, "vpc", { name: prefix, cidr: network.vpcCidr });
    const subnets = new PrivateSubnets(this, "endpoint-subnets", {
      name: `${prefix}-endpoints`,
      vpcId: vpc.id,
      cidr: network.endpointCidr,
      availabilityZoneIds,
    });
    const endpoints = new InterfaceEndpoints(this, "endpoints", { environment, vpcId: vpc.id, subnets });
    new DnsFirewall(this, "dns-firewall", { name: prefix, vpcId: vpc.id, allowedNames: resolvableNames(environment) });
    new FlowLogs(this, "flow-logs", { environment, vpcId: vpc.id });

    publish(this, networkingContract, {
      vpc_id: vpc.id,
      vpc_cidr: vpc.cidr,
      endpoint_subnet_ids: subnets.ids,
      endpoint_route_table_id: subnets.routeTableId,
      interface_endpoints: endpoints.published,
    });
  }
}
