/** A domain in VpcOnly mode: the team's own subnets, groups, role and key, and no widening settings. */
import { mayBeTrusted, trustedBy } from "../../facts/docker";
import type { Facts, TeamFacts } from "../../facts/facts";
import { placeOf } from "../../model";
import type { Failure } from "../guarantee";

const noSettings: { readonly security_groups?: readonly string[]; readonly execution_role?: string } = {};

export function ofDomain(facts: Facts, team: TeamFacts): Failure[] {
  const { domain, studio, role } = team;
  const { config } = domain;
  const where = placeOf(domain);
  const subnets = new Set(studio.resources("aws_subnet").map(({ id }) => id));
  const groups = new Set(studio.resources("aws_security_group").map(({ id }) => id));
  const admitting = new Set(
    studio.resources("aws_vpc_security_group_ingress_rule").map((rule) => rule.config.security_group_id),
  );
  // AWS's pages do not say what shared spaces get where a domain has no settings for them: they count as empty.
  const defaults = [...config.default_user_settings, ...(config.default_space_settings ?? [noSettings])];
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
    ...trustedBy(team)
      .filter((account) => !mayBeTrusted(facts).has(account))
      .map((account) => ({
        what: `Docker in Studio pulls images of ${account}, which is neither the studio account, nor AWS's, nor an account of declared repositories`,
        where,
        change: "remove it from vpc_only_trusted_accounts",
      })),
    ...config.default_user_settings.flatMap((settings) => sharing(settings, where)),
  ];
}

type UserSettings = TeamFacts["domain"]["config"]["default_user_settings"][number];
/** Outputs of notebooks that settings of a domain or a profile share. */
export const sharing = ({ sharing_settings }: UserSettings, where: string): Failure[] =>
  (sharing_settings ?? [])
    .filter(({ notebook_output_option }) => (notebook_output_option ?? "Disabled") !== "Disabled")
    .map(() => ({ what: "notebook outputs are shared", where, change: "set notebook_output_option to Disabled" }));
