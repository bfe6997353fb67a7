/** What a team's apps and jobs need of the network: names that resolve, and groups that let them reach the endpoints and S3. */
import { classesOf } from "../../decide/classes";
import { literally } from "../../decide/language";
import type { Facts, TeamFacts } from "../../facts/facts";
import { groupBy } from "../../facts/group-by";
import { doorsOf } from "../../facts/interface-endpoints";
import { rulesOf, servedNames } from "../../facts/names";
import { oncePerEnvironment } from "../../facts/once";
import { liesIn, s3PrefixList } from "../../facts/ranges";
import { allOf, type Endpoint, placeOf, type Resource } from "../../model";
import { privateRanges } from "../front-desk/people";
import type { Failure } from "../guarantee";

/** Each name that an endpoint answers to resolves to an address: the first rule that it meets allows it, and what it is an alias of. */
export function unresolved(facts: Facts): Failure[] {
  const rules = rulesOf(facts).filter(({ rule }) => (rule.config.q_type ?? "A") === "A");
  return servedNames(facts).flatMap((name): Failure[] => {
    const text = name.replace("*", "one").toLowerCase();
    const [met] = classesOf(
      [literally(text)],
      rules.map(({ names }) => names),
    );
    const first = rules[met?.passes.indexOf(true) ?? -1];
    if (!first) return [];
    const where = placeOf(first.rule);
    const { action, firewall_domain_redirection_action: redirection } = first.rule.config;
    if (action === "BLOCK") {
      return [{ what: `the name ${name} does not resolve`, where, change: "allow it in a DNS Firewall rule before" }];
    }
    if (redirection === "TRUST_REDIRECTION_DOMAIN") return [];
    const what = `the name ${name} does not resolve where it is an alias of one that no list has`;
    return [{ what, where, change: "set firewall_domain_redirection_action to TRUST_REDIRECTION_DOMAIN" }];
  });
}

type Egress = Resource<"aws_vpc_security_group_egress_rule">;
type Ingress = Resource<"aws_vpc_security_group_ingress_rule">;

const onHttps = ({ config }: Egress | Ingress): boolean =>
  config.ip_protocol === "-1" ||
  (config.ip_protocol === "tcp" && (config.from_port ?? 0) <= 443 && 443 <= (config.to_port ?? 65_535));

const groupOf = ({ config }: Egress | Ingress): string => config.security_group_id;

/** Each question asked once. */
function answers<Value>(compute: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, Value>();
  return (name) => {
    const found = known.get(name) ?? compute(name);
    known.set(name, found);
    return found;
  };
}

const covers = (outer: string | undefined, inner: string | undefined): boolean =>
  liesIn(inner, outer === undefined ? [] : [outer]);

/** What lets HTTPS out and in, by security group; and where the endpoints are. */
const networkOf = oncePerEnvironment(({ environment, endpoints }) => ({
  subnets: new Map(allOf(environment, "aws_subnet").map(({ id, config }) => [id, config.cidr_block])),
  egress: groupBy(allOf(environment, "aws_vpc_security_group_egress_rule").filter(onHttps), groupOf),
  ingress: groupBy(allOf(environment, "aws_vpc_security_group_ingress_rule").filter(onHttps), groupOf),
  doors: endpoints.filter(({ kind }) => kind === "Interface"),
}));

/** The endpoints that people call from private networks: for a URL, and to open it. */
const forPeople = ["sagemaker.api", "studio"];

/** Those of them whose security groups do not let a range in. */
export function shutTo(facts: Facts, range: string): readonly Endpoint[] {
  const { ingress } = networkOf(facts);
  return doorsOf(facts)
    .filter(({ name }) => forPeople.includes(name ?? ""))
    .map(({ endpoint }) => endpoint)
    .filter(
      ({ resource: { config } }) =>
        !(config.security_group_ids ?? []).some((group) =>
          (ingress.get(group) ?? []).some((rule) => covers(rule.config.cidr_ipv4, range)),
        ),
    );
}

/** People of IAM teams reach these endpoints from their private networks. */
export function unreachedByPeople(facts: Facts, team: TeamFacts): Failure[] {
  if (team.domain.config.auth_mode !== "IAM") return [];
  return privateRanges(facts, team).flatMap((range) =>
    shutTo(facts, range).map(({ resource }) => ({
      what: `${team.name}: people in ${range} do not reach ${resource.config.service_name}`,
      where: placeOf(resource),
      change: "let HTTPS from it into the endpoints' security group",
    })),
  );
}

/** Apps of each profile, and jobs: their groups let them out to every endpoint and to S3, and the endpoints let them in. */
export function unreached(facts: Facts, { name, studio, domain }: TeamFacts): Failure[] {
  const { subnets, egress, ingress, doors } = networkOf(facts);
  const everyApp = domain.config.default_user_settings.flatMap(({ security_groups }) => security_groups ?? []);
  const callers = [
    ...studio.resources("aws_sagemaker_user_profile").map((profile) => ({
      who: `an app of ${profile.config.user_profile_name}`,
      groups: [...everyApp, ...(profile.config.user_settings ?? []).flatMap((each) => each.security_groups ?? [])],
    })),
    { who: "a job", groups: [domain.config.tags?.["jobs-security-group"] ?? ""] },
  ];
  const from = studio.resources("aws_subnet").map(({ config }) => config.cidr_block);
  const change = "let HTTPS out to the endpoint range and to S3's prefix list, and into the endpoints' group";
  // Most endpoints lie in the same subnets and have the same group: each is asked once.
  const admitting = answers((group: string) => {
    const rules = ingress.get(group) ?? [];
    return new Set(from.filter((cidr) => rules.some(({ config }) => covers(config.cidr_ipv4, cidr))));
  });
  return callers.flatMap(({ who, groups }) => {
    const out = [...new Set(groups)].flatMap((group) => egress.get(group) ?? []);
    const reaches = answers((id: string) => out.some(({ config }) => covers(config.cidr_ipv4, subnets.get(id))));
    const shut = doors.filter(({ resource: { config } }) => {
      const admits = (cidr: string) => (config.security_group_ids ?? []).some((group) => admitting(group).has(cidr));
      const places = config.subnet_ids ?? [];
      return places.length === 0 || !places.every(reaches) || !from.every(admits);
    });
    const failure = (target: string, where: string): Failure => ({
      what: `${name}: ${who} does not reach ${target}`,
      where,
      change,
    });
    return [
      ...shut.map(({ resource }) => failure(resource.config.service_name, placeOf(resource))),
      ...(out.some(({ config }) => config.prefix_list_id === s3PrefixList(facts.region))
        ? []
        : [failure("S3", placeOf(domain))]),
    ];
  });
}
