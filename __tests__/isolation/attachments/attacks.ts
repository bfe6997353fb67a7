/** What a network team's stack might add beside its declared route, and must not. */
import type { Loose } from "../stacks";

const output = (name: string) => `\${data.terraform_remote_state.networking.outputs.${name}}`;
const endpointTable = output("endpoint_route_table_id");
const tgw = "tgw-0123456789abcdef0";
const route = (stack: Loose, values: object) => {
  stack.resource.aws_route.more = { route_table_id: endpointTable, transit_gateway_id: tgw, ...values };
};
const rule = (stack: Loose, values: object) =>
  Object.assign(stack.resource.aws_vpc_security_group_ingress_rule.tcp, values);

/** Understood, and against G4. */
export const violations: readonly (readonly [what: string, edit: (stack: Loose) => void, why: RegExp])[] = [
  [
    "routes the internet to its gateway",
    (stack) => route(stack, { destination_cidr_block: "0.0.0.0/0" }),
    /a route leads 0\.0\.0\.0\/0 out of the VPC/,
  ],
  [
    "routes half of the internet",
    (stack) => route(stack, { destination_cidr_block: "128.0.0.0/1" }),
    /a route leads 128\.0\.0\.0\/1 out of the VPC/,
  ],
  [
    "routes more than the private range",
    (stack) => {
      stack.resource.aws_route.offices.destination_cidr_block = "172.16.0.0/12";
    },
    /a route leads 172\.16\.0\.0\/12 out of the VPC/,
  ],
  [
    "routes another private range",
    (stack) => route(stack, { destination_cidr_block: "192.168.0.0/24" }),
    /a route leads 192\.168\.0\.0\/24 out of the VPC/,
  ],
  [
    "routes a part of the VPC",
    (stack) => route(stack, { destination_cidr_block: "10.0.128.0/24" }),
    /a route leads 10\.0\.128\.0\/24 out of the VPC/,
  ],
  [
    "routes a part of the private range that is not declared",
    (stack) => route(stack, { destination_cidr_block: "172.16.0.0/24" }),
    /the stacks say route to a private network 172\.16\.0\.0\/24 through transit-gateway by the stack corporate-network/,
  ],
  [
    "routes the private range through another kind of gateway",
    (stack) => {
      stack.resource.aws_route.offices = {
        route_table_id: endpointTable,
        destination_cidr_block: "172.16.0.0/20",
        gateway_id: "vgw-0123456789abcdef0",
      };
    },
    /172\.16\.0\.0\/20 through virtual-private-gateway by the stack corporate-network/,
  ],
  [
    "admits everybody to its resolver",
    (stack) => rule(stack, { cidr_ipv4: "0.0.0.0/0" }),
    /group admits more than DNS requests/,
  ],
  [
    "admits the VPC's apps to its resolver",
    (stack) => rule(stack, { cidr_ipv4: "10.0.128.0/17" }),
    /group admits more than DNS requests/,
  ],
  [
    "admits more than DNS",
    (stack) => rule(stack, { from_port: 22, to_port: 53 }),
    /group admits more than DNS requests/,
  ],
  [
    "leads the internet into a VPN",
    (stack) => {
      stack.resource.aws_vpn_gateway = { vpn: { vpc_id: output("vpc_id") } };
      stack.resource.aws_customer_gateway = {
        office: { type: "ipsec.1", ip_address: "203.0.113.1", bgp_asn: "65000" },
      };
      stack.resource.aws_vpn_connection = {
        office: {
          type: "ipsec.1",
          customer_gateway_id: "${aws_customer_gateway.office.id}",
          vpn_gateway_id: "${aws_vpn_gateway.vpn.id}",
        },
      };
      stack.resource.aws_vpn_connection_route = {
        all: { vpn_connection_id: "${aws_vpn_connection.office.id}", destination_cidr_block: "0.0.0.0/0" },
      };
    },
    /a route leads 0\.0\.0\.0\/0 out of the VPC/,
  ],
];

const resource =
  (type: string, block: object) =>
  (stack: Loose): void => {
    stack.resource[type] = { more: block };
  };

/** Not understood: it stays somebody else's stack in the account of network and Studio. */
export const strange: readonly (readonly [what: string, edit: (stack: Loose) => void, why: RegExp])[] = [
  ["has an internet gateway", resource("aws_internet_gateway", { vpc_id: output("vpc_id") }), /aws_internet_gateway/],
  [
    "routes to an internet gateway",
    (stack) => {
      stack.resource.aws_route.offices = {
        route_table_id: endpointTable,
        destination_cidr_block: "172.16.0.0/20",
        gateway_id: "igw-0123456789abcdef0",
      };
    },
    /gateway_id: .*is no id of a virtual private gateway/,
  ],
  [
    "routes to a NAT gateway",
    (stack) => route(stack, { destination_cidr_block: "172.16.0.0/20", nat_gateway_id: "nat-0123456789abcdef0" }),
    /nat_gateway_id/,
  ],
  [
    "routes to an interface",
    (stack) => route(stack, { destination_cidr_block: "172.16.0.0/20", network_interface_id: "eni-0123456789abcdef0" }),
    /network_interface_id/,
  ],
  [
    "routes to two gateways",
    (stack) =>
      route(stack, { destination_cidr_block: "172.16.0.0/20", vpc_peering_connection_id: "pcx-0123456789abcdef0" }),
    /not exactly one of/,
  ],
  [
    "routes IPv6",
    (stack) => route(stack, { destination_ipv6_cidr_block: "::/0" }),
    /aws_route\.more\.destination_cidr_block/,
  ],
  [
    "routes IPv6 beside its private range",
    (stack) => {
      stack.resource.aws_route.offices.destination_ipv6_cidr_block = "::/0";
    },
    /destination_ipv6_cidr_block/,
  ],
  [
    "routes a prefix list beside its private range",
    (stack) => {
      stack.resource.aws_route.offices.destination_prefix_list_id = "pl-0123456789abcdef0";
    },
    /destination_prefix_list_id/,
  ],
  [
    "routes IPv6 as an IPv4 range",
    (stack) => route(stack, { destination_cidr_block: "::ffff:172.16.0.0/116" }),
    /is no address range/,
  ],
  [
    "routes a prefix list",
    (stack) => route(stack, { destination_prefix_list_id: "pl-0123456789abcdef0" }),
    /aws_route\.more\.destination_cidr_block/,
  ],
  [
    "routes in a table that is named by hand",
    (stack) => {
      stack.resource.aws_route.offices.route_table_id = "rtb-0123456789abcdef0";
    },
    /rtb-0123456789abcdef0 is not a route table of dev-networking/,
  ],
  [
    "routes in the table of a team, read from the team's state",
    (stack) => {
      stack.data.terraform_remote_state.team = {
        backend: "local",
        config: { path: "../../../state/dev-studio-research.tfstate" },
      };
      stack.resource.aws_route.offices.route_table_id = "${data.terraform_remote_state.team.outputs.route_table_id}";
    },
    /reads another state than dev-networking's/,
  ],
  [
    "looks a team's route table up",
    (stack) => {
      stack.data.aws_route_table = { team: { tags: { Name: "enclave-dev-research" } } };
    },
    /aws_route_table/,
  ],
  [
    "writes a team's symbol by hand",
    (stack) => {
      stack.resource.aws_route.offices.route_table_id = "rtb-dev-studio-research.subnets_route-table";
    },
    /is no id that AWS gives/,
  ],
  [
    "attaches a subnet that is named by hand",
    (stack) => {
      stack.resource.aws_ec2_transit_gateway_vpc_attachment.corporate.subnet_ids = ["subnet-0123456789abcdef0"];
    },
    /subnet-0123456789abcdef0 is not an endpoint subnet of dev-networking/,
  ],
  [
    "attaches another VPC",
    (stack) => {
      stack.resource.aws_ec2_transit_gateway_vpc_attachment.corporate.vpc_id = "vpc-0123456789abcdef0";
    },
    /vpc-0123456789abcdef0 is not the VPC of dev-networking/,
  ],
  [
    "attaches IPv6",
    (stack) => {
      stack.resource.aws_ec2_transit_gateway_vpc_attachment.corporate.ipv6_support = "enable";
    },
    /ipv6_support/,
  ],
  [
    "puts a table of its own on an endpoint subnet",
    resource("aws_route_table_association", { subnet_id: output("endpoint_subnet_ids[0]"), route_table_id: "x" }),
    /aws_route_table_association/,
  ],
  [
    "lets a gateway announce routes",
    resource("aws_vpn_gateway_route_propagation", { route_table_id: endpointTable, vpn_gateway_id: "vgw-0" }),
    /aws_vpn_gateway_route_propagation/,
  ],
  [
    "asks names elsewhere",
    (stack) => {
      stack.resource.aws_route53_resolver_endpoint.inbound.direction = "OUTBOUND";
    },
    /direction/,
  ],
  [
    "forwards names",
    resource("aws_route53_resolver_rule", { domain_name: ".", rule_type: "FORWARD" }),
    /aws_route53_resolver_rule/,
  ],
  [
    "puts a zone of its own before the VPC's names",
    resource("aws_route53_zone_association", { zone_id: "Z0", vpc_id: output("vpc_id") }),
    /aws_route53_zone_association/,
  ],
  [
    "puts its resolver into a group that is not its own",
    (stack) => {
      stack.resource.aws_route53_resolver_endpoint.inbound.security_group_ids = ["sg-0123456789abcdef0"];
    },
    /sg-0123456789abcdef0 is not a security group of this stack/,
  ],
  [
    "opens a group that is not its own",
    (stack) => {
      stack.resource.aws_vpc_security_group_ingress_rule.tcp.security_group_id = "sg-0123456789abcdef0";
    },
    /sg-0123456789abcdef0 is not a security group of this stack/,
  ],
  [
    "lets its group reach out",
    resource("aws_vpc_security_group_egress_rule", { security_group_id: "${aws_security_group.resolver.id}" }),
    /aws_vpc_security_group_egress_rule/,
  ],
  ["makes a subnet", resource("aws_subnet", { vpc_id: output("vpc_id"), cidr_block: "10.0.64.0/24" }), /aws_subnet/],
  [
    "opens DNS Firewall",
    resource("aws_route53_resolver_firewall_rule_group_association", { vpc_id: output("vpc_id"), priority: 1 }),
    /aws_route53_resolver_firewall_rule_group_association/,
  ],
  ["has a role", resource("aws_iam_role", { name: "enclave-dev-research-execution" }), /aws_iam_role/],
  [
    "works in another account",
    (stack) => {
      stack.provider.aws[0].allowed_account_ids = ["999999999999"];
    },
    /works in account 999999999999; the network is in 111111111111/,
  ],
  [
    "works in another region",
    (stack) => {
      stack.provider.aws[0].region = "eu-west-1";
    },
    /works in eu-west-1; the network is in eu-central-1/,
  ],
  [
    "has a second provider",
    (stack) => {
      stack.provider.aws.push({ ...stack.provider.aws[0], alias: "more" });
    },
    /one is understood/,
  ],
  [
    "keeps its state where a team's Studio keeps its own",
    (stack) => {
      stack.terraform.backend = { local: { path: "../../../state/dev-studio-research.tfstate" } };
    },
    /keeps its state where an environment's stack keeps its own/,
  ],
  [
    "makes as many routes as somebody says",
    (stack) => {
      stack.resource.aws_route.offices.for_each = ["172.16.0.0/20"];
    },
    /for_each/,
  ],
  [
    "computes its destination",
    (stack) => {
      stack.resource.aws_route.offices.destination_cidr_block = '${cidrsubnet("0.0.0.0/0", 0, 0)}';
    },
    /not a plain reference/,
  ],
  [
    "hides changes of its route",
    (stack) => {
      stack.resource.aws_route.offices.lifecycle = { ignore_changes: ["destination_cidr_block"] };
    },
    /hides changes/,
  ],
  [
    "reads an output past its end",
    (stack) => {
      stack.resource.aws_route53_resolver_endpoint.inbound.ip_address[1].subnet_id = output("endpoint_subnet_ids[2]");
    },
    /endpoint_subnet_ids\[2\], which dev-networking does not have/,
  ],
];
