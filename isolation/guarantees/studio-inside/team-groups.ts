/** A team's security groups: they admit themselves, let out HTTPS to endpoints and S3, and nobody else changes them. */
import { appSubnetsIn } from "../../facts/app-subnets";
import type { Facts, TeamFacts } from "../../facts/facts";
import { liesIn, rangesOfVpc, s3PrefixList } from "../../facts/ranges";
import { allOf, placeOf } from "../../model";
import { parseRange } from "../../policy/address";
import type { Failure } from "../guarantee";
import { isHttps, isOnlyToItself } from "./rules";

export function ofTeamGroups(facts: Facts, team: TeamFacts): Failure[] {
  const { studio } = team;
  const own = new Set(studio.resources("aws_security_group").map(({ id }) => id));
  const s3 = s3PrefixList(facts.region);
  const ingress = studio
    .resources("aws_vpc_security_group_ingress_rule")
    .filter((rule) => !own.has(rule.config.security_group_id) || !isOnlyToItself(rule));
  const egress = studio.resources("aws_vpc_security_group_egress_rule").filter((rule) => {
    if (!own.has(rule.config.security_group_id)) return true;
    if (isOnlyToItself(rule)) return false;
    const fits = rule.config.prefix_list_id === s3 || holdsNoApps(facts, rule.config.cidr_ipv4);
    return !(isHttps(rule) && fits);
  });
  return [
    ...ingress.map((rule) => ({
      what: `a group of ${team.name} admits more than itself`,
      where: placeOf(rule),
      change: "admit the group itself and nothing else",
    })),
    ...egress.map((rule) => ({
      what: `a group of ${team.name} lets out more than HTTPS to the endpoints and to S3`,
      where: placeOf(rule),
      change: "let out to the group itself, and HTTPS to the endpoint range and to S3's prefix list",
    })),
  ];
}

/** Whether a range is of the VPC and no team's apps have addresses in it. */
function holdsNoApps(facts: Facts, cidr: string | undefined): boolean {
  const range = cidr === undefined ? undefined : parseRange(cidr);
  if (!range) return false;
  const vpc = rangesOfVpc(facts);
  return liesIn(cidr, vpc) && appSubnetsIn(facts, range).length === 0;
}

/** Rules from elsewhere that name one of the team's groups would open it too. */
export function ofForeignRules(facts: Facts): Failure[] {
  const owners = new Map(allOf(facts.environment, "aws_security_group").map(({ id, stack }) => [id, stack]));
  return [
    ...allOf(facts.environment, "aws_vpc_security_group_ingress_rule"),
    ...allOf(facts.environment, "aws_vpc_security_group_egress_rule"),
  ]
    .filter(({ stack, config }) => owners.get(config.security_group_id) !== stack)
    .map((rule) => ({
      what: "a rule changes a security group of another stack",
      where: placeOf(rule),
      change: "let each stack make the rules of its own groups",
    }));
}
