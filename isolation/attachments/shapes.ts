/** What a network team's own stack may consist of: resource types that lead people's private networks to the endpoint subnets, with their arguments. */
import { z } from "zod";
import { blocks, cidr, count, flag, literal, resource, tags, text, texts, words } from "../model/shapes/arguments";

const idOf = (prefix: string, noun: string) =>
  text.regex(new RegExp(`^${prefix}-[\\w.-]+$`), { error: `is no id of a ${noun}` });
const vpnGateway = idOf("vgw", "virtual private gateway");
const peering = idOf("pcx", "VPC peering connection");
const transitGateway = idOf("tgw", "transit gateway");
const setting = z.enum(["enable", "disable"]);

/** Targets of a route by the argument that names them. Internet, NAT and egress-only gateways, interfaces and endpoints are not among them. */
export const targets = {
  transit_gateway_id: "transit-gateway",
  gateway_id: "virtual-private-gateway",
  vpc_peering_connection_id: "vpc-peering",
} as const;
export type Through = (typeof targets)[keyof typeof targets];

export const attachmentShapes = {
  aws_route: resource({
    route_table_id: text,
    // No prefix list, whose ranges stand elsewhere, and no IPv6.
    destination_cidr_block: cidr,
    transit_gateway_id: transitGateway.optional(),
    // An internet gateway's id begins with igw-.
    gateway_id: vpnGateway.optional(),
    vpc_peering_connection_id: peering.optional(),
  }).refine((route) => Object.keys(targets).filter((name) => Object.hasOwn(route, name)).length === 1, {
    error: `names not exactly one of ${Object.keys(targets).join(", ")}`,
  }),
  aws_ec2_transit_gateway_vpc_attachment: resource({
    transit_gateway_id: transitGateway,
    vpc_id: text,
    subnet_ids: texts,
    appliance_mode_support: setting.optional(),
    dns_support: setting.optional(),
    ipv6_support: z.literal("disable").optional(),
    security_group_referencing_support: z.literal("disable").optional(),
    transit_gateway_default_route_table_association: flag.optional(),
    transit_gateway_default_route_table_propagation: flag.optional(),
    tags,
  }),
  // No route propagation: what others announce would become a route.
  aws_vpn_gateway: resource({ vpc_id: text.optional(), amazon_side_asn: text.optional(), tags }),
  aws_vpn_gateway_attachment: resource({ vpc_id: text, vpn_gateway_id: vpnGateway }),
  aws_customer_gateway: resource({
    type: z.literal("ipsec.1"),
    ip_address: literal,
    bgp_asn: literal.optional(),
    device_name: literal.optional(),
    tags,
  }),
  // What it leads where is for the route table of the endpoint subnets to say.
  aws_vpn_connection: resource({
    type: z.literal("ipsec.1"),
    customer_gateway_id: text,
    vpn_gateway_id: vpnGateway,
    static_routes_only: flag.optional(),
    tags,
  }),
  aws_vpn_connection_route: resource({ vpn_connection_id: text, destination_cidr_block: cidr }),
  aws_vpc_peering_connection: resource({
    vpc_id: text,
    peer_vpc_id: literal,
    peer_owner_id: literal.optional(),
    peer_region: literal.optional(),
    auto_accept: flag.optional(),
    tags,
  }),
  // It answers names; an outbound one would ask them elsewhere.
  aws_route53_resolver_endpoint: resource({
    name: literal.optional(),
    direction: z.literal("INBOUND"),
    resolver_endpoint_type: z.literal("IPV4").optional(),
    protocols: z.array(z.literal("Do53")).optional(),
    security_group_ids: texts,
    ip_address: blocks({ subnet_id: text, ip: literal.optional() }),
    tags,
  }),
  aws_security_group: resource({ name: literal, description: words.optional(), vpc_id: text, tags }),
  aws_vpc_security_group_ingress_rule: resource({
    security_group_id: text,
    description: words.optional(),
    ip_protocol: z.enum(["tcp", "udp"]),
    from_port: count,
    to_port: count,
    cidr_ipv4: cidr,
    tags,
  }),
} as const;

export type AttachmentType = keyof typeof attachmentShapes;
export type AttachmentConfig<Type extends AttachmentType> = z.output<(typeof attachmentShapes)[Type]>;

export const isAttachmentType = (type: string): type is AttachmentType => Object.hasOwn(attachmentShapes, type);
