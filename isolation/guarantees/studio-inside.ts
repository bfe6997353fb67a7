/** VpcOnly, the team's own subnets, groups that admit only themselves, one per profile, no public addresses, profiles that do not widen this. */

import { allOf, placeOf, type Resource } from "../model";
import { parseRange } from "../policy/address";
import { appSubnetsIn } from "./app-subnets";
import type { Facts, TeamFacts } from "./facts";
import type { Check, Failure, Guarantee } from "./guarantee";
import { liesIn, s3PrefixList } from "./ranges";

type Rule = Resource<"aws_vpc_security_group_egress_rule"> | Resource<"aws_vpc_security_group_ingress_rule">;

const isHttps = ({ config }: Rule): boolean =>
  config.ip_protocol === "tcp" && config.from_port === 443 && config.to_port === 443;

/** A rule has one of these; with none it would be for everybody, with several for all of them. */
const targetsOf = ({ config }: Rule): readonly string[] =>
  [config.cidr_ipv4, config.cidr_ipv6, config.prefix_list_id, config.referenced_security_group_id].filter(
    (target) => target !== undefined,
  );

const isOnlyToItself = (rule: Rule): boolean =>
  targetsOf(rule).length === 1 && rule.config.referenced_security_group_id === rule.config.security_group_id;

function ofRules(facts: Facts, team: TeamFacts): Failure[] {
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
    return !(targetsOf(rule).length === 1 && isHttps(rule) && fits);
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
  const vpc = facts.environment.networking.resources("aws_vpc").map(({ config }) => config.cidr_block);
  return liesIn(cidr, vpc) && appSubnetsIn(facts, range).length === 0;
}

/** Rules from elsewhere that name one of the team's groups would open it too. */
function ofForeignRules(facts: Facts): Failure[] {
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

/** The endpoints' group: HTTPS from the VPC, and from private ranges that the environment declares. */
function ofEndpointGroups({ environment, declared, endpoints, vpcId }: Facts): Failure[] {
  const { networking } = environment;
  const groups = new Set(networking.resources("aws_security_group").map(({ id }) => id));
  const subnets = new Set(networking.resources("aws_subnet").map(({ id }) => id));
  const inside = networking.resources("aws_vpc").map(({ config }) => config.cidr_block);
  const ranges = [
    ...inside,
    ...(declared?.privateCidrs ?? ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]),
  ];
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
      .filter((rule) => !(targetsOf(rule).length === 1 && isHttps(rule) && liesIn(rule.config.cidr_ipv4, ranges)))
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

function ofDomain(facts: Facts, team: TeamFacts): Failure[] {
  const { domain, studio, role } = team;
  const { config } = domain;
  const where = placeOf(domain);
  const subnets = new Set(studio.resources("aws_subnet").map(({ id }) => id));
  const groups = new Set(studio.resources("aws_security_group").map(({ id }) => id));
  const admitting = new Set(
    studio.resources("aws_vpc_security_group_ingress_rule").map((rule) => rule.config.security_group_id),
  );
  const defaults = [...config.default_user_settings, ...(config.default_space_settings ?? [])];
  const shared = [
    ...defaults.flatMap(({ security_groups }) => security_groups ?? []),
    ...(config.domain_settings ?? []).flatMap(({ security_group_ids }) => security_group_ids ?? []),
  ];
  const fails = (isWrong: boolean, what: string, change: string): Failure[] =>
    isWrong ? [{ what, where, change }] : [];
  return [
    ...fails(
      config.app_network_access_type !== "VpcOnly",
      "apps reach the internet",
      "set app_network_access_type to VpcOnly",
    ),
    ...fails(config.vpc_id !== facts.vpcId, "the domain is in another VPC", "set vpc_id to the environment's VPC"),
    ...fails(
      config.subnet_ids.length === 0 || config.subnet_ids.some((id) => !subnets.has(id)),
      "the domain uses subnets that are not the team's",
      "list the stack's own subnets",
    ),
    ...fails(
      defaults.some(({ security_groups }) => (security_groups ?? []).length === 0),
      "apps without a security group of their own: they hang, or get one that AWS makes",
      "name the group of all apps in default_user_settings and default_space_settings",
    ),
    ...fails(
      shared.some((id) => !groups.has(id) || admitting.has(id)),
      "a group on every app of the domain admits somebody, or is not the team's",
      "give all apps a group without ingress rules: AWS adds it to each profile's",
    ),
    ...fails(
      defaults.some(({ execution_role }) => execution_role !== role.arn),
      "an app of the domain runs with another role",
      `set execution_role to ${role.arn}`,
    ),
    ...fails(
      !team.studioKeys.some(({ arn }) => arn === config.kms_key_id),
      "home directories are not under the team's key",
      "set kms_key_id to the key of the same stack",
    ),
    ...fails(
      (config.domain_settings ?? []).some((settings) =>
        (settings.docker_settings ?? []).some(({ vpc_only_trusted_accounts: trusted }) => (trusted ?? []).length > 0),
      ),
      "Docker in Studio pulls images of other accounts",
      "remove vpc_only_trusted_accounts",
    ),
    ...fails(
      facts.declared !== undefined && hasDocker(team) && !facts.declared.docker.includes(team.name),
      "Docker is on in Studio, which the configuration does not declare",
      "set enable_docker_access to DISABLED, or dockerAccess in the team's file",
    ),
    ...config.default_user_settings.flatMap((settings) => sharing(settings, where)),
  ];
}

const hasDocker = ({ domain }: TeamFacts): boolean =>
  (domain.config.domain_settings ?? []).some((settings) =>
    (settings.docker_settings ?? []).some(({ enable_docker_access }) => enable_docker_access === "ENABLED"),
  );

type UserSettings = TeamFacts["domain"]["config"]["default_user_settings"][number];
const sharing = ({ sharing_settings }: UserSettings, where: string): Failure[] =>
  (sharing_settings ?? [])
    .filter(({ notebook_output_option }) => (notebook_output_option ?? "Disabled") !== "Disabled")
    .map(() => ({ what: "notebook outputs are shared", where, change: "set notebook_output_option to Disabled" }));

function ofProfiles(team: TeamFacts): Failure[] {
  const { studio, domain, role } = team;
  const groups = new Set(studio.resources("aws_security_group").map(({ id }) => id));
  const taken = new Map<string, string>();
  const shared = new Set(domain.config.default_user_settings.flatMap(({ security_groups }) => security_groups ?? []));
  return studio.resources("aws_sagemaker_user_profile").flatMap((profile): Failure[] => {
    const where = placeOf(profile);
    const settings = profile.config.user_settings ?? [];
    const own = settings.flatMap(({ security_groups }) => security_groups ?? []);
    const [group, ...others] = own;
    const before = group === undefined ? undefined : taken.get(group);
    if (group !== undefined) taken.set(group, profile.name);
    const name = profile.config.user_profile_name;
    return [
      ...(profile.config.domain_id === domain.id
        ? []
        : [{ what: `the profile ${name} is in another domain`, where, change: "set domain_id to the stack's domain" }]),
      ...(group === undefined || others.length > 0 || !groups.has(group) || before !== undefined || shared.has(group)
        ? [
            {
              what: `the profile ${name} has not exactly one group of its own${before === undefined ? "" : ` (${before} has the same)`}`,
              where,
              change: "give each profile a group that only admits itself",
            },
          ]
        : []),
      ...(settings.some(({ execution_role }) => execution_role !== undefined && execution_role !== role.arn)
        ? [{ what: `the profile ${name} runs with another role`, where, change: `set execution_role to ${role.arn}` }]
        : []),
      ...settings.flatMap((each) => sharing(each, where)),
    ];
  });
}

export const studioInside: Guarantee = {
  id: "G5",
  name: "Studio stays inside",
  promise:
    "VpcOnly, the team's own subnets, groups that admit only themselves, one per profile, no public addresses, profiles that do not widen this",
  checks: (facts) => [
    { failures: () => [...ofForeignRules(facts), ...ofEndpointGroups(facts)] },
    ...facts.teams.map(
      (team): Check => ({
        team: team.name,
        failures: () => [...ofDomain(facts, team), ...ofProfiles(team), ...ofRules(facts, team)],
      }),
    ),
  ],
  exceptions: ({ teams }) => [
    "SageMaker adds security groups for home directories (NFS) to domain and apps by itself",
    "within a team, who opens whose space is left to the role's policies and not decided here",
    ...teams.filter(hasDocker).map(({ name }) => `${name} has Docker in Studio`),
  ],
};
