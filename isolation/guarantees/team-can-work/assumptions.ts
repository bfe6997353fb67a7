/** What is known of all requests of a team: they are completed with it. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { type Assumptions, assumptionsOf } from "../../requests/call";
import { appsOf } from "./apps";

export const assumptionsOfTeam = (facts: Facts, team: TeamFacts): Assumptions =>
  assumptionsOf(facts, {
    sourceIdentities: sourceIdentitiesOf(team),
    instanceTypes: [...new Set(appsOf(team).map(({ instanceType }) => instanceType))],
  });

/** Names of profiles that the domain sets as its sessions' source identity, so that CloudTrail shows whose app it is; none where it does not. */
export function sourceIdentitiesOf({ domain, studio }: TeamFacts): readonly string[] {
  const sets = (domain.config.domain_settings ?? []).some(
    ({ execution_role_identity_config: identity }) => identity === "USER_PROFILE_NAME",
  );
  const profiles = studio.resources("aws_sagemaker_user_profile").map(({ config }) => config.user_profile_name);
  return sets ? (profiles.length > 0 ? profiles : ["somebody"]) : [];
}
