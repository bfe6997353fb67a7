/** What network teams' stacks add to the endpoint subnets: routes to people's private networks, and resolvers that only these may ask. */
import { privateRanges, sharedRange } from "../../../config/addresses";
import { routesOf, showRoute } from "../../attachments/routes";
import type { Facts } from "../../facts/facts";
import { liesIn, rangesOfVpc } from "../../facts/ranges";
import { type Exception, type Failure, leftOpen } from "../guarantee";

/** Beyond the VPC, whose own range the endpoints' group may admit. Without a configuration: those that this group admits. */
function privateNetworks({ declared, environment: { networking } }: Facts): readonly string[] {
  const admitted = networking.resources("aws_vpc_security_group_ingress_rule").map(({ config }) => config.cidr_ipv4);
  return declared?.privateCidrs ?? admitted.filter((cidr) => cidr !== undefined);
}

/**
 * Whether a range is a private network of people, or a part of one. EC2 prefers the longest prefix, so that a route into the
 * VPC's own range would lead its traffic out. Source: docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 * @param people their private networks
 * @param vpc ranges of the VPC
 */
export function isPeoples(cidr: string, people: readonly string[], vpc: readonly string[]): boolean {
  const isPrivate = liesIn(cidr, people) && liesIn(cidr, [...privateRanges, sharedRange]);
  return isPrivate && !liesIn(cidr, vpc) && !vpc.some((own) => liesIn(own, [cidr]));
}

/** Which routes are declared is held against the configuration (isolation/declared). */
export function ofAttachments(facts: Facts): Failure[] {
  const { attachments } = facts;
  const people = privateNetworks(facts);
  const vpc = rangesOfVpc(facts);
  const isStrange = (cidr: string) => !isPeoples(cidr, people, vpc);
  const networks = people.join(", ") || "none";
  const ofVpn = attachments
    .flatMap((each) => each.of("aws_vpn_connection_route"))
    .map(({ where, config }) => ({ where, cidr: config.destination_cidr_block }));
  return [
    ...[...routesOf(facts), ...ofVpn]
      .filter(({ cidr }) => isStrange(cidr))
      .map(({ where, cidr }) => ({
        what: `a route leads ${cidr} out of the VPC, which is no private network of people`,
        where,
        change: `lead only private networks of people there (access.privateCidrs: ${networks}), or a part of one`,
      })),
    ...attachments
      .flatMap((each) => each.of("aws_vpc_security_group_ingress_rule"))
      .filter(
        ({ config: { from_port: from, to_port: to, cidr_ipv4: cidr } }) => from !== 53 || to !== 53 || isStrange(cidr),
      )
      .map(({ where }) => ({
        what: "a network team's security group admits more than DNS requests (port 53) from private networks of people",
        where,
        change: `admit tcp and udp 53 from private networks of people only (access.privateCidrs: ${networks})`,
      })),
  ];
}

const read = "apps have no route there; a network team's stack leads answers of the endpoints to a private network";
const unread = "declared route of the endpoint subnets to a private network, added by a stack that was not read here";

/** Each route, whether its stack is in the folder or not. */
export function routesLeftOpen(facts: Facts): readonly Exception[] {
  const known = new Set(facts.attachments.map(({ name }) => name));
  const elsewhere = (facts.declared?.routes ?? []).filter(({ stack }) => !known.has(stack));
  const found = routesOf(facts).map(({ target, ...route }) => `${showRoute(route)} (${target})`);
  return [...leftOpen(read, found), ...leftOpen(unread, elsewhere.map(showRoute))];
}
