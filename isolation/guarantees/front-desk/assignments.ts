/** In SSO mode those log in whom IAM Identity Center assigns: where the stacks assign somebody, each is a user with a profile, and the application is the team's own. */
import { type Assignment, applicationOf, assignmentsOf, ownersOfProfiles } from "../../facts/assignments";
import type { TeamFacts } from "../../facts/facts";
import { placeOf } from "../../model";
import type { Failure } from "../guarantee";

export const ofAssignments = (team: TeamFacts): Failure[] =>
  assignmentsOf(team).flatMap((assignment) =>
    faultsOf(team, assignment).map(([what, change]) => ({ what, where: placeOf(assignment.resource), change })),
  );

/**
 * Who is assigned and has no profile gets one at the first log-in, with the domain's default settings and so the team's role.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/onboard-sso-users.html
 */
function faultsOf(team: TeamFacts, { resource, user }: Assignment): (readonly [what: string, change: string])[] {
  const { application_arn, principal_id, principal_type } = resource.config;
  const { name } = team;
  const whom = user?.name ?? principal_id;
  const owners = ownersOfProfiles(team).map((each) => each.user);
  return [
    ...(team.domain.config.auth_mode === "SSO"
      ? []
      : [
          [
            `${whom} is assigned to the domain of ${name}, whose people log in with IAM`,
            "remove the assignment",
          ] as const,
        ]),
    ...(application_arn === applicationOf(team)
      ? []
      : [
          [
            `${whom} is assigned to another application than that of ${name}'s domain: ${application_arn}`,
            "set application_arn to the domain's single_sign_on_application_arn",
          ] as const,
        ]),
    ...(principal_type === "USER"
      ? []
      : [
          [
            `a group is assigned to the domain of ${name} (${whom}): whoever joins it logs in, with a profile that no file declares`,
            "set principal_type to USER, and assign each user",
          ] as const,
        ]),
    ...(user !== undefined && owners.includes(user.name)
      ? []
      : [
          [
            `${whom} is assigned to the domain of ${name}, and no profile of the stack is theirs: the first log-in makes one that no file declares`,
            "assign only users whom the stack looks up by their name, and who have a profile",
          ] as const,
        ]),
  ];
}
