/** Arguments of the network: addresses, routes, names, groups, endpoints, and what is logged of it. */
import { z } from "zod";
import { blocks, cidr, count, flag, policy, resource, tags, text, texts, words, zoneId } from "./arguments";

/** Source: docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
const protocol = z.string().regex(/^(-1|tcp|udp|icmp|icmpv6|\d{1,3})$/, { error: "is no protocol" });
/**
 * A name as DNS Firewall takes it: `*` alone, or before the first dot.
 * Source: Amazon Route 53 API Reference, UpdateFirewallDomains.
 */
const domain = text.regex(/^(\*|(\*\.)?[\w-]+(\.[\w-]+)*)\.?$/, { error: "is no domain: * stands alone or first" });
const noBlocks = z.array(z.never()).max(0).optional();
/** Routes and rules inside another resource: whatever they say, there should be none. */
const anyBlocks = z.array(z.record(text, z.unknown())).optional();

const orNothing = z.union([cidr, z.literal(""), z.null()]).optional();
/** A rule inside a network ACL. */
const aclRule = {
  rule_no: count,
  action: z.enum(["allow", "deny"]),
  protocol,
  from_port: count.nullish(),
  to_port: count.nullish(),
  icmp_type: count.nullish(),
  icmp_code: count.nullish(),
  cidr_block: orNothing,
  ipv6_cidr_block: orNothing,
};
/** An argument there, and no block. */
const aclRules = z.array(z.strictObject(aclRule)).optional();

const securityGroupRule = resource({
  security_group_id: text,
  description: words.optional(),
  ip_protocol: protocol,
  from_port: count.optional(),
  to_port: count.optional(),
  cidr_ipv4: cidr.optional(),
  cidr_ipv6: cidr.optional(),
  prefix_list_id: text.optional(),
  referenced_security_group_id: text.optional(),
  tags,
});

export const network = {
  aws_vpc: resource({
    cidr_block: cidr,
    enable_dns_hostnames: flag.optional(),
    enable_dns_support: flag.optional(),
    tags,
  }),
  aws_subnet: resource({
    vpc_id: text,
    cidr_block: cidr,
    availability_zone_id: zoneId.optional(),
    map_public_ip_on_launch: flag.optional(),
    tags,
  }),
  aws_default_route_table: resource({
    default_route_table_id: text,
    route: anyBlocks,
    tags,
  }),
  aws_default_security_group: resource({
    vpc_id: text,
    ingress: anyBlocks,
    egress: anyBlocks,
    tags,
  }),
  // Network ACLs take away and give nothing; G10 decides that what a team needs still passes.
  aws_network_acl: resource({ vpc_id: text, subnet_ids: texts.optional(), ingress: aclRules, egress: aclRules, tags }),
  aws_default_network_acl: resource({
    default_network_acl_id: text,
    subnet_ids: texts.optional(),
    ingress: blocks(aclRule).optional(),
    egress: blocks(aclRule).optional(),
    tags,
  }),
  aws_network_acl_rule: resource({
    network_acl_id: text,
    rule_number: count,
    rule_action: z.enum(["allow", "deny"]),
    egress: flag.optional(),
    protocol,
    from_port: count.optional(),
    to_port: count.optional(),
    icmp_type: count.optional(),
    icmp_code: count.optional(),
    cidr_block: cidr.optional(),
    ipv6_cidr_block: cidr.optional(),
  }),
  aws_network_acl_association: resource({ network_acl_id: text, subnet_id: text }),
  aws_route_table: resource({ vpc_id: text, route: anyBlocks, tags }),
  aws_route_table_association: resource({ route_table_id: text, subnet_id: text }),
  aws_route: resource({ route_table_id: text }).catchall(z.unknown()),
  aws_security_group: resource({
    name: text,
    description: words.optional(),
    vpc_id: text,
    ingress: noBlocks,
    egress: noBlocks,
    tags,
  }),
  aws_vpc_security_group_egress_rule: securityGroupRule,
  aws_vpc_security_group_ingress_rule: securityGroupRule,
  aws_vpc_endpoint: resource({
    vpc_id: text,
    service_name: text,
    vpc_endpoint_type: text.optional(),
    policy: policy.optional(),
    private_dns_enabled: flag.optional(),
    route_table_ids: texts.optional(),
    security_group_ids: texts.optional(),
    subnet_ids: texts.optional(),
    tags,
  }),
  aws_route53_resolver_firewall_config: resource({
    resource_id: text,
    firewall_fail_open: z.enum(["ENABLED", "DISABLED"]).optional(),
  }),
  aws_route53_resolver_firewall_domain_list: resource({ name: text, domains: z.array(domain).optional(), tags }),
  aws_route53_resolver_firewall_rule: resource({
    name: text,
    firewall_rule_group_id: text,
    firewall_domain_list_id: text,
    priority: count,
    action: z.enum(["ALLOW", "BLOCK", "ALERT"]),
    block_response: z.enum(["NODATA", "NXDOMAIN"]).optional(),
    firewall_domain_redirection_action: z.enum(["INSPECT_REDIRECTION_DOMAIN", "TRUST_REDIRECTION_DOMAIN"]).optional(),
    q_type: text.optional(),
  }),
  aws_route53_resolver_firewall_rule_group: resource({ name: text, tags }),
  aws_route53_resolver_firewall_rule_group_association: resource({
    name: text,
    firewall_rule_group_id: text,
    vpc_id: text,
    priority: count,
    tags,
  }),
  aws_cloudwatch_log_group: resource({
    name: text,
    kms_key_id: text.optional(),
    retention_in_days: count.optional(),
    tags,
  }),
  aws_flow_log: resource({
    vpc_id: text,
    iam_role_arn: text,
    log_destination: text,
    log_destination_type: z.literal("cloud-watch-logs"),
    max_aggregation_interval: count.optional(),
    traffic_type: z.enum(["ALL", "ACCEPT", "REJECT"]),
    tags,
  }),
} as const;
