/** G4: routes and names that lead out of the VPC. */
import { add } from "../complaints";
import { argument, resource } from "../stacks";
import { type Deed, network, studio } from "./edits";

const firewallRule = "aws_route53_resolver_firewall_rule";

export const noInternet: readonly Deed[] = [
  [
    "adds a route",
    (files) =>
      add(files, studio, "aws_route", "out", {
        route_table_id: "${aws_route_table.subnets_route-table.id}",
        destination_cidr_block: "0.0.0.0/0",
        transit_gateway_id: "tgw-0123456789abcdef0",
      }),
  ],
  [
    "adds a route inside the table",
    argument(studio, "aws_route_table", "", {
      route: [{ cidr_block: "0.0.0.0/0", gateway_id: "igw-0123456789abcdef0" }],
    }),
  ],
  [
    "puts a subnet that is named by hand on a table of the stacks",
    (files) =>
      add(files, network, "aws_route_table_association", "guest", {
        route_table_id: "${aws_route_table.endpoint-subnets_route-table.id}",
        subnet_id: "subnet-0123456789abcdef0",
      }),
  ],
  ["gives out public addresses", argument(studio, "aws_subnet", "", { map_public_ip_on_launch: true })],
  [
    "allows one more name",
    (files) => {
      const list = resource(files, network, "aws_route53_resolver_firewall_domain_list", "allowed-names");
      list.domains.push("*.example.com");
    },
  ],
  [
    "allows S3's dual-stack names of another region",
    (files) => {
      const list = resource(files, network, "aws_route53_resolver_firewall_domain_list", "allowed-names");
      list.domains.push("*.s3.dualstack.us-west-2.amazonaws.com");
    },
  ],
  ["blocks only what it must look up", argument(network, firewallRule, "block", { action: "ALERT" })],
  ["blocks before nothing", argument(network, firewallRule, "block", { q_type: "A" })],
  [
    "takes DNS Firewall off the VPC",
    (files) => {
      delete files.get(network).resource.aws_route53_resolver_firewall_rule_group_association;
    },
  ],
  ["fails open", argument(network, "aws_route53_resolver_firewall_config", "", { firewall_fail_open: "ENABLED" })],
];
