/** What a rule of a security group lets through. */
import type { Resource } from "../../model";

export type Rule = Resource<"aws_vpc_security_group_egress_rule"> | Resource<"aws_vpc_security_group_ingress_rule">;

/** A rule has one of these; with none it would be for everybody, with several for all of them. */
const targetsOf = ({ config }: Rule): readonly string[] =>
  [config.cidr_ipv4, config.cidr_ipv6, config.prefix_list_id, config.referenced_security_group_id].filter(
    (target) => target !== undefined,
  );

/** HTTPS and nothing else, from or to one target. */
export const isHttps = (rule: Rule): boolean =>
  targetsOf(rule).length === 1 &&
  rule.config.ip_protocol === "tcp" &&
  rule.config.from_port === 443 &&
  rule.config.to_port === 443;

export const isOnlyToItself = (rule: Rule): boolean =>
  targetsOf(rule).length === 1 && rule.config.referenced_security_group_id === rule.config.security_group_id;
