/** No route from team or endpoint subnets leaves the VPC, and no name outside the allow list resolves. */
import { dnsSuffix, type Partition } from "../../config/tables/regions";
import { classesOf } from "../decide/classes";
import { anything, type Language, literally } from "../decide/language";
import { allOf, placeOf } from "../model";
import type { Facts } from "./facts";
import type { Failure, Guarantee } from "./guarantee";
import { doorsOf } from "./interface-endpoints";

/** Route tables know the VPC's own addresses and the gateway endpoints, which routes do not name. */
function ofRoutes({ environment, vpcId }: Facts): Failure[] {
  const tables = [...allOf(environment, "aws_route_table"), ...allOf(environment, "aws_default_route_table")];
  const known = new Set(tables.map(({ id }) => id));
  const change = "remove it: what leaves the VPC leaves through endpoints only";
  return [
    ...allOf(environment, "aws_route").map((route) => ({
      what: "a route leads out of the VPC",
      where: placeOf(route),
      change,
    })),
    ...tables
      .filter(({ config }) => (config.route ?? []).length > 0)
      .map((table) => ({ what: "a route table has routes that lead out of the VPC", where: placeOf(table), change })),
    ...allOf(environment, "aws_route_table_association")
      .filter(({ config }) => !known.has(config.route_table_id))
      .map((association) => ({
        what: `a subnet uses the route table ${association.config.route_table_id}, whose routes are unknown`,
        where: placeOf(association),
        change: "associate it with a route table of its own stack",
      })),
    ...allOf(environment, "aws_subnet")
      .filter(({ config }) => config.map_public_ip_on_launch === true || config.vpc_id !== vpcId)
      .map((subnet) => ({
        what: "a subnet gives out public addresses, or lies in another VPC",
        where: placeOf(subnet),
        change: "set map_public_ip_on_launch to false and vpc_id to the environment's VPC",
      })),
    ...allOf(environment, "aws_default_security_group")
      .filter(({ config }) => (config.ingress ?? []).length > 0 || (config.egress ?? []).length > 0)
      .map((group) => ({
        what: "the VPC's default security group lets something through",
        where: placeOf(group),
        change: "leave its ingress and egress empty",
      })),
  ];
}

/** A domain as Route 53 Resolver matches it: `*` for every name, `*.` before a name for all below it. */
const namesOf = (domain: string): Language => {
  const plain = domain.replace(/\.$/, "").toLowerCase();
  if (plain === "*") return anything;
  return plain.startsWith("*.") ? [...anything, ...literally(plain.slice(1))] : literally(plain);
};

/** Names that may resolve: those of the services that have an endpoint, S3's, and the VPC's own hosts. */
function permitted(facts: Facts): readonly string[] {
  const { region } = facts;
  const partition = facts.partition as Partition;
  const s3 = `s3.${region}.${dnsSuffix(partition)}`;
  // In us-east-1 S3's name without a region is that region's own.
  const s3Names = region === "us-east-1" ? [s3, `s3.${dnsSuffix(partition)}`] : [s3];
  const hosts = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return [
    ...doorsOf(facts).flatMap(({ service, endpoint }) =>
      endpoint.resource.config.private_dns_enabled === true ? (service?.privateDnsNames(region, partition) ?? []) : [],
    ),
    ...s3Names.flatMap((name) => [name, `*.${name}`]),
    `*.${hosts}`,
  ];
}

/**
 * Decided for every name: the first rule that a name meets, by the priorities of groups and rules, says whether it
 * resolves. Page: Route 53 Developer Guide, "DNS Firewall rules and rule actions".
 */
function ofNames(facts: Facts): Failure[] {
  const { environment, vpcId } = facts;
  const groups = allOf(environment, "aws_route53_resolver_firewall_rule_group_association")
    .filter(({ config }) => config.vpc_id === vpcId)
    .sort((one, other) => one.config.priority - other.config.priority);
  const lists = new Map(
    allOf(environment, "aws_route53_resolver_firewall_domain_list").map(({ id, config }) => [id, config.domains ?? []]),
  );
  const rules = groups.flatMap(({ config }) =>
    allOf(environment, "aws_route53_resolver_firewall_rule")
      .filter((rule) => rule.config.firewall_rule_group_id === config.firewall_rule_group_id)
      .sort((one, other) => one.config.priority - other.config.priority),
  );
  // A block of one type of query lets the others through.
  const effective = rules.filter(({ config }) => config.action !== "BLOCK" || config.q_type === undefined);
  const tests = effective.map(({ config }) => (lists.get(config.firewall_domain_list_id) ?? []).map(namesOf));
  const allowed = permitted(facts).map(namesOf);
  const found = classesOf([anything], [...tests, allowed]).find(({ passes }) => {
    const first = effective[passes.slice(0, -1).indexOf(true)];
    return first?.config.action !== "BLOCK" && passes.at(-1) !== true;
  });
  const open = allOf(environment, "aws_route53_resolver_firewall_config").filter(
    ({ config }) => config.resource_id === vpcId && (config.firewall_fail_open ?? "DISABLED") !== "DISABLED",
  );
  const vpc = environment.networking.resources("aws_vpc")[0];
  return [
    ...(found && vpc
      ? [
          {
            what: `the name "${found.text || "."}" resolves in the VPC, and no endpoint there answers to it`,
            where: placeOf(effective[found.passes.slice(0, -1).indexOf(true)] ?? vpc),
            change: "block every name in a DNS Firewall rule after one that allows only the names of used services",
          },
        ]
      : []),
    ...open.map((config) => ({
      what: "names resolve while DNS Firewall is impaired",
      where: placeOf(config),
      change: "set firewall_fail_open to DISABLED",
    })),
  ];
}

export const noInternet: Guarantee = {
  id: "G4",
  name: "no internet",
  promise: "no route from team or endpoint subnets leaves the VPC, and no name outside the allow list resolves",
  checks: (facts) => [{ failures: () => ofRoutes(facts) }, { failures: () => ofNames(facts) }],
  exceptions: () => ["an allowed name may be an alias of another: AWS's own names are"],
};
