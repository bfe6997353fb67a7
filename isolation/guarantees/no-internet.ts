/** No route from team or endpoint subnets leaves the VPC, and no name outside the allow list resolves. */
import { classesOf } from "../decide/classes";
import { anything } from "../decide/language";
import type { Facts } from "../facts/facts";
import { namesOf, rulesOf, servedNames } from "../facts/names";
import { allOf, placeOf } from "../model";
import type { Failure, Guarantee } from "./guarantee";
import { ofAttachments, routesLeftOpen } from "./no-internet/attachments";

/** Route tables know the VPC's own addresses and the gateway endpoints, which routes do not name. */
function ofRoutes({ environment, vpcId }: Facts): Failure[] {
  const tables = [...allOf(environment, "aws_route_table"), ...allOf(environment, "aws_default_route_table")];
  const known = new Set(tables.map(({ id }) => id));
  const associated = new Set(allOf(environment, "aws_route_table_association").map(({ config }) => config.subnet_id));
  const subnets = new Map(allOf(environment, "aws_subnet").map(({ id, stack }) => [id, stack]));
  const tableStacks = new Map(tables.map(({ id, stack }) => [id, stack]));
  const main = environment.networking
    .resources("aws_default_route_table")
    .find(({ config }) => config.default_route_table_id === `rtb-default-${vpcId.slice("vpc-".length)}`);
  const unnamed = environment.networking
    .resources("aws_default_security_group")
    .find(({ config }) => config.vpc_id === vpcId && config.ingress && config.egress);
  const vpc = environment.networking.resources("aws_vpc").map(placeOf)[0] ?? environment.networking.name;
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
    ...allOf(environment, "aws_route_table_association")
      .filter(({ config }) => !subnets.has(config.subnet_id))
      .map((association) => ({
        what: `the subnet ${association.config.subnet_id} uses a route table of the stacks, and is not among them`,
        where: placeOf(association),
        change: "associate subnets of the stacks only",
      })),
    // A network team's stack may add routes to the endpoint subnets' table: no other subnet may use it.
    ...allOf(environment, "aws_route_table_association")
      .filter(({ config }) => {
        const [table, subnet] = [tableStacks.get(config.route_table_id), subnets.get(config.subnet_id)];
        return table !== undefined && subnet !== undefined && table !== subnet;
      })
      .map((association) => ({
        what: "a subnet uses the route table of another stack, whose routes are for other subnets",
        where: placeOf(association),
        change: "associate it with a route table of its own stack",
      })),
    ...allOf(environment, "aws_route_table")
      .filter(({ config }) => config.vpc_id !== vpcId)
      .map((table) => ({
        what: "a route table lies in another VPC",
        where: placeOf(table),
        change: "set vpc_id to the environment's VPC",
      })),
    ...allOf(environment, "aws_subnet")
      .filter(({ id }) => !associated.has(id))
      .map((subnet) => ({
        what: "a subnet uses the VPC's main route table",
        where: placeOf(subnet),
        change: "associate it with a route table of its own stack",
      })),
    ...(main?.config.route && unnamed
      ? []
      : [
          {
            what: "the VPC's main route table or its default security group is not kept empty",
            where: vpc,
            change:
              "make aws_default_route_table with route [], and aws_default_security_group with ingress [] and egress []",
          },
        ]),
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

/**
 * Decided for every name: the first rule that a name meets, by the priorities of groups and rules, says whether it
 * resolves. Page: Route 53 Developer Guide, "DNS Firewall rules and rule actions".
 */
function ofNames(facts: Facts): Failure[] {
  const { environment, vpcId } = facts;
  // A block of one type of query lets the others through.
  const effective = rulesOf(facts).filter(({ rule: { config } }) => config.action !== "BLOCK" || !config.q_type);
  const tests = effective.map(({ names }) => names);
  const allowed = servedNames(facts).map(namesOf);
  const found = classesOf([anything], [...tests, allowed]).find(({ passes }) => {
    const first = effective[passes.slice(0, -1).indexOf(true)];
    return first?.rule.config.action !== "BLOCK" && passes.at(-1) !== true;
  });
  const open = allOf(environment, "aws_route53_resolver_firewall_config").filter(
    ({ config }) => config.resource_id !== vpcId || (config.firewall_fail_open ?? "DISABLED") !== "DISABLED",
  );
  const vpc = environment.networking.resources("aws_vpc")[0];
  return [
    ...(found && vpc
      ? [
          {
            what: `the name "${found.text || "."}" resolves in the VPC, and no endpoint there answers to it`,
            where: placeOf(effective[found.passes.slice(0, -1).indexOf(true)]?.rule ?? vpc),
            change: "block every name in a DNS Firewall rule after one that allows only the names of used services",
          },
        ]
      : []),
    ...open.map((config) => ({
      what: "names resolve while DNS Firewall is impaired, in this VPC or in another",
      where: placeOf(config),
      change: "set firewall_fail_open to DISABLED",
    })),
  ];
}

export const noInternet: Guarantee = {
  id: "G4",
  name: "no internet",
  concernsNetwork: true,
  promise:
    "no route leaves the VPC from team subnets, nor from endpoint subnets but declared ones to private networks, and no name outside the allow list resolves",
  checks: (facts) => [
    { failures: () => ofRoutes(facts) },
    { failures: () => ofAttachments(facts) },
    { failures: () => ofNames(facts) },
  ],
  exceptions: (facts) => [
    { kind: "an allowed name may be an alias of another: AWS's own names are" },
    ...routesLeftOpen(facts),
  ],
};
