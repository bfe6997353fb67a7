/** The endpoints' security group: HTTPS from the VPC, and from private ranges that the environment declares. */
import { privateRanges, sharedRange } from "../../../config/addresses";
import type { Facts } from "../../facts/facts";
import { liesIn, rangesOfVpc } from "../../facts/ranges";
import { allOf, placeOf } from "../../model";
import type { Failure } from "../guarantee";
import { isHttps } from "./rules";

export function ofEndpointGroups(facts: Facts): Failure[] {
  const { environment, declared, endpoints, vpcId } = facts;
  const { networking } = environment;
  const groups = new Set(networking.resources("aws_security_group").map(({ id }) => id));
  const subnets = new Set(networking.resources("aws_subnet").map(({ id }) => id));
  const inside = rangesOfVpc(facts);
  const ranges = [...inside, ...(declared?.privateCidrs ?? [...privateRanges, sharedRange])];
  return [
    ...endpoints
      .filter(
        ({ vpc, resource: { config } }) =>
          vpc !== vpcId ||
          (config.security_group_ids ?? []).some((id) => !groups.has(id)) ||
          (config.subnet_ids ?? []).some((id) => !subnets.has(id)),
      )
      .map(({ resource }) => ({
        what: "an endpoint has groups or subnets that are not the network's, or lies in another VPC",
        where: placeOf(resource),
        change: "name groups, subnets and VPC of the networking stack",
      })),
    ...allOf(environment, "aws_security_group")
      .filter(({ config }) => config.vpc_id !== vpcId)
      .map((group) => ({
        what: "a security group lies in another VPC",
        where: placeOf(group),
        change: "set vpc_id to the environment's VPC",
      })),
    ...networking
      .resources("aws_vpc_security_group_ingress_rule")
      .filter((rule) => !(isHttps(rule) && liesIn(rule.config.cidr_ipv4, ranges)))
      .map((rule) => ({
        what: "the endpoints admit more than HTTPS from the VPC and declared private ranges",
        where: placeOf(rule),
        change: "admit tcp 443 from the Studio range and declared private ranges only",
      })),
    ...networking.resources("aws_vpc_security_group_egress_rule").map((rule) => ({
      what: "the endpoints' group lets something out",
      where: placeOf(rule),
      change: "remove it: endpoints answer and do not call",
    })),
  ];
}
