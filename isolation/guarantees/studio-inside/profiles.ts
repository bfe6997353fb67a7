/** User profiles: each with exactly one group of its own, none that widens what the domain settles. */
import type { TeamFacts } from "../../facts/facts";
import { placeOf } from "../../model";
import type { Failure } from "../guarantee";
import { sharing } from "./domain";

export function ofProfiles(team: TeamFacts): Failure[] {
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
