/** Who is assigned to a team's domain in IAM Identity Center, as the team's Studio stack says. */
import type { Resource } from "../model";
import { type IdentityUser, identityUsersOf } from "../model/identity-center";
import type { TeamFacts } from "./facts";

export interface Assignment {
  readonly resource: Resource<"aws_ssoadmin_application_assignment">;
  /** The user whom the stack looks up; undefined where the id is of somebody else. */
  readonly user?: IdentityUser;
}

/** In the file's order. */
export function assignmentsOf({ studio }: Pick<TeamFacts, "studio">): readonly Assignment[] {
  const users = new Map(identityUsersOf(studio).map((user) => [user.id, user]));
  return studio.resources("aws_ssoadmin_application_assignment").map((resource) => {
    const user = users.get(resource.config.principal_id);
    return { resource, ...(user && { user }) };
  });
}

/** Whether the stack assigns anybody, or looks somebody up for it. */
export const assignsUsers = ({ studio }: Pick<TeamFacts, "studio">): boolean =>
  studio.second !== undefined ||
  identityUsersOf(studio).length > 0 ||
  studio.resources("aws_ssoadmin_application_assignment").length > 0;

/** The domain's application in IAM Identity Center, as references to it resolve. */
export const applicationOf = ({
  domain,
  studio: { partition, account },
}: Pick<TeamFacts, "domain" | "studio">): string =>
  `arn:${partition}:sso::${account}:application/${domain.id.replace(/^d-/, "apl-")}`;

/** Names of users in IAM Identity Center whose profiles the stack makes, by the profile. */
export const ownersOfProfiles = ({ studio }: Pick<TeamFacts, "studio">) =>
  studio
    .resources("aws_sagemaker_user_profile")
    .map((profile) => ({ profile, user: profile.config.single_sign_on_user_value ?? "" }));
