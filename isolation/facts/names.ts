/** Names in the VPC: which the rules of DNS Firewall speak of, and which have an endpoint that answers to them. */
import { dnsSuffix } from "../../config/tables/regions";
import { anything, type Language, literally } from "../decide/language";
import { allOf, type Resource } from "../model";
import type { Facts } from "./facts";
import { doorsOf } from "./interface-endpoints";

/** A domain as Route 53 Resolver matches it: `*` for every name, `*.` before a name for all below it. */
export const namesOf = (domain: string): Language => {
  const plain = domain.replace(/\.$/, "").toLowerCase();
  if (plain === "*") return anything;
  return plain.startsWith("*.") ? [...anything, ...literally(plain.slice(1))] : literally(plain);
};

export interface NameRule {
  readonly rule: Resource<"aws_route53_resolver_firewall_rule">;
  readonly names: readonly Language[];
}

/**
 * The rules of the VPC in the order in which a name meets them. Throws ModelError on a list, a group or a VPC that is not
 * among the stacks: what the rule does is unknown.
 */
export function rulesOf({ environment, vpcId }: Facts): readonly NameRule[] {
  const lists = new Map(
    allOf(environment, "aws_route53_resolver_firewall_domain_list").map(({ id, config }) => [id, config.domains ?? []]),
  );
  const groups = new Set(allOf(environment, "aws_route53_resolver_firewall_rule_group").map(({ id }) => id));
  const rules = allOf(environment, "aws_route53_resolver_firewall_rule").map((rule) => {
    const domains = lists.get(rule.config.firewall_domain_list_id);
    if (!domains || !groups.has(rule.config.firewall_rule_group_id)) {
      return environment.networking.fail(rule.path, "names a list or a group of rules that is not among the stacks");
    }
    return { rule, names: domains.map(namesOf) };
  });
  const associations = allOf(environment, "aws_route53_resolver_firewall_rule_group_association");
  for (const { path, config } of associations) {
    if (config.vpc_id === vpcId && groups.has(config.firewall_rule_group_id)) continue;
    const pair = `${config.firewall_rule_group_id} with ${config.vpc_id}`;
    environment.networking.fail(path, `associates ${pair}, and one of them is not among the stacks`);
  }
  return [...associations]
    .sort((one, other) => one.config.priority - other.config.priority)
    .flatMap((group) =>
      rules
        .filter(({ rule }) => rule.config.firewall_rule_group_id === group.config.firewall_rule_group_id)
        .sort((one, other) => one.rule.config.priority - other.rule.config.priority),
    );
}

/** Names of the services that have an endpoint, S3's, and the VPC's own hosts; `*.` before a name for all below it. */
export function servedNames(facts: Facts): readonly string[] {
  const { region, partition } = facts;
  const suffix = dnsSuffix(partition);
  // S3 User Guide, "Using Amazon S3 dual-stack endpoints". In us-east-1 S3's name without a region is that region's own.
  const s3Names = [
    `s3.${region}.${suffix}`,
    `s3.dualstack.${region}.${suffix}`,
    ...(region === "us-east-1" ? [`s3.${suffix}`] : []),
  ];
  const hosts = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return [
    ...doorsOf(facts).flatMap(({ service, endpoint }) =>
      endpoint.resource.config.private_dns_enabled === true ? (service?.privateDnsNames(region, partition) ?? []) : [],
    ),
    ...s3Names.flatMap((name) => [name, `*.${name}`]),
    `*.${hosts}`,
  ];
}
