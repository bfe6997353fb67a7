/** VpcOnly, the team's own subnets, groups that admit only themselves, one per profile, no public addresses, no code in apps but the team's own and AWS's, profiles that do not widen this. */
import { hasDocker, trustedBy } from "../facts/docker";
import { type Check, type Guarantee, leftOpen } from "./guarantee";
import { ofCode } from "./studio-inside/code";
import { ofDomain } from "./studio-inside/domain";
import { ofEndpointGroups } from "./studio-inside/endpoint-groups";
import { ofProfiles } from "./studio-inside/profiles";
import { ofForeignRules, ofTeamGroups } from "./studio-inside/team-groups";

export const studioInside: Guarantee = {
  id: "G5",
  name: "Studio stays inside",
  promise:
    "VpcOnly, the team's own subnets, groups that admit only themselves, one per profile, no public addresses, no code in apps but the team's own and AWS's, profiles that do not widen this",
  checks: (facts) => [
    { failures: () => [...ofForeignRules(facts), ...ofEndpointGroups(facts)] },
    ...facts.teams.map(
      (team): Check => ({
        team: team.name,
        failures: () => [
          ...ofDomain(facts, team),
          ...ofProfiles(team),
          ...ofTeamGroups(facts, team),
          ...ofCode(facts, team),
        ],
      }),
    ),
  ],
  exceptions: ({ teams }) => [
    { kind: "SageMaker adds security groups for home directories (NFS) to domain and apps by itself" },
    {
      kind: "apps start with images of AWS's own registries; people choose among these and the images of their account",
    },
    { kind: "home directories of one team lie on one file system: AWS separates its people there by user ids" },
    { kind: "within a team, who opens whose space is left to the role's policies and not decided here" },
    ...teams.filter(hasDocker).flatMap((team) => [
      {
        kind: "Docker in Studio: people build and run containers in their apps, with the team's role",
        team: team.name,
      },
      ...leftOpen(
        "Docker in Studio pulls images of this account from AWS's network, past the team's endpoints",
        trustedBy(team),
        team.name,
      ),
    ]),
  ],
};
