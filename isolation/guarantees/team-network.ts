/** What a team's apps and jobs need of the network: names that resolve, and groups that let them reach the endpoints and S3. */
import { classesOf } from "../decide/classes";
import { literally } from "../decide/language";
import { allOf, placeOf, type Resource } from "../model";
import { contains, parseRange } from "../policy/address";
import type { Facts, TeamFacts } from "./facts";
import type { Failure } from "./guarantee";
import { rulesOf, servedNames } from "./names";

/** Each name that an endpoint answers to resolves: the first rule that it meets allows it. */
export function unresolved(facts: Facts): Failure[] {
  const rules = rulesOf(facts);
  return servedNames(facts).flatMap((name): Failure[] => {
    const text = name.replace("*", "one").toLowerCase();
    const [met] = classesOf(
      [literally(text)],
      rules.map(({ names }) => names),
    );
    const first = rules[met?.passes.indexOf(true) ?? -1];
    if (first?.rule.config.action !== "BLOCK") return [];
    const where = placeOf(first.rule);
    return [{ what: `the name ${name} does not resolve`, where, change: "allow it in a DNS Firewall rule before" }];
  });
}

type Egress = Resource<"aws_vpc_security_group_egress_rule">;
type Ingress = Resource<"aws_vpc_security_group_ingress_rule">;

const onHttps = ({ config }: Egress | Ingress): boolean =>
  config.ip_protocol === "-1" ||
  (config.ip_protocol === "tcp" && (config.from_port ?? 0) <= 443 && 443 <= (config.to_port ?? 65_535));

const covers = (outer: string | undefined, inner: string): boolean => {
  const [range, part] = [parseRange(outer ?? ""), parseRange(inner)];
  return range !== undefined && part !== undefined && contains(range, part);
};

/** Apps of each profile, and jobs: their groups let them out to every endpoint and to S3, and the endpoints let them in. */
export function unreached(facts: Facts, { name, studio, domain }: TeamFacts): Failure[] {
  const { environment, region } = facts;
  const subnets = new Map(allOf(environment, "aws_subnet").map(({ id, config }) => [id, config.cidr_block]));
  const egress = allOf(environment, "aws_vpc_security_group_egress_rule").filter(onHttps);
  const ingress = allOf(environment, "aws_vpc_security_group_ingress_rule").filter(onHttps);
  const everyApp = domain.config.default_user_settings.flatMap(({ security_groups }) => security_groups ?? []);
  const callers = [
    ...studio.resources("aws_sagemaker_user_profile").map((profile) => ({
      who: `an app of ${profile.config.user_profile_name}`,
      groups: [...everyApp, ...(profile.config.user_settings ?? []).flatMap((each) => each.security_groups ?? [])],
    })),
    { who: "a job", groups: [domain.config.tags?.["jobs-security-group"] ?? ""] },
  ];
  const from = studio.resources("aws_subnet").map(({ config }) => config.cidr_block);
  const doors = facts.endpoints.filter(({ kind }) => kind === "Interface");
  const change = "let HTTPS out to the endpoint range and to S3's prefix list, and into the endpoints' group";
  return callers.flatMap(({ who, groups }) => {
    const out = egress.filter(({ config }) => groups.includes(config.security_group_id));
    const reaches = (id: string): boolean =>
      out.some(({ config }) => covers(config.cidr_ipv4, subnets.get(id) ?? "")) && subnets.has(id);
    const admits = (ids: readonly string[], cidr: string): boolean =>
      ingress.some(({ config }) => ids.includes(config.security_group_id) && covers(config.cidr_ipv4, cidr));
    const shut = doors.filter(({ resource: { config } }) => {
      const placed = config.subnet_ids ?? [];
      return !placed.every(reaches) || !from.every((cidr) => admits(config.security_group_ids ?? [], cidr));
    });
    const failure = (target: string, where: string): Failure => ({
      what: `${name}: ${who} does not reach ${target}`,
      where,
      change,
    });
    return [
      ...shut.map(({ resource }) => failure(resource.config.service_name, placeOf(resource))),
      ...(out.some(({ config }) => config.prefix_list_id === `pl-com.amazonaws.${region}.s3`)
        ? []
        : [failure("S3", placeOf(domain))]),
    ];
  });
}
