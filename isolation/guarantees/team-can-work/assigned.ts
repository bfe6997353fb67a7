/** Where Terraform assigns users in IAM Identity Center, each user with a profile is assigned before the profile is made: nobody else can log in. */
import { applicationOf, assignmentsOf, assignsUsers, ownersOfProfiles } from "../../facts/assignments";
import type { Facts, TeamFacts } from "../../facts/facts";
import { placeOf } from "../../model";
import type { Failure } from "../guarantee";

export function unassigned({ declared }: Facts, team: TeamFacts): Failure[] {
  const isDeclared = declared?.declarations.some(({ kind, team: of }) => kind === "assignment" && of === team.name);
  if (team.domain.config.auth_mode !== "SSO" || !(isDeclared || assignsUsers(team))) return [];
  const own = assignmentsOf(team).filter(
    ({ resource: { config } }) => config.principal_type === "USER" && config.application_arn === applicationOf(team),
  );
  return ownersOfProfiles(team).flatMap(({ profile, user }): Failure[] => {
    const assignment = own.find((each) => each.user?.name === user);
    const where = placeOf(profile);
    if (assignment === undefined) {
      return [
        {
          what: `${user} cannot log in: nothing assigns this user to the domain of ${team.name} in IAM Identity Center`,
          where,
          change: "assign the user to the domain's single_sign_on_application_arn",
        },
      ];
    }
    const { type, name } = assignment.resource;
    if (profile.config.depends_on?.includes(`${type}.${name}`)) return [];
    return [
      {
        what: `the profile of ${user} does not wait for the user's assignment, and AWS asks for it first`,
        where,
        change: `name ${type}.${name} in depends_on`,
      },
    ];
  });
}
