/** VpcOnly, the team's own subnets, groups that admit only themselves, one per profile, no public addresses, no code in apps but the team's own and AWS's, profiles that do not widen this. */
import { hasDocker, trustedBy } from "../facts/docker";
import { areKnownByName } from "../facts/images";
import { type Check, type Guarantee, leftOpen } from "./guarantee";
import { ofCode } from "./studio-inside/code";
import { ofDomain } from "./studio-inside/domain";
import { ofEndpointGroups } from "./studio-inside/endpoint-groups";
import { ofOwnImages } from "./studio-inside/images";
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
          ...ofOwnImages(facts, team),
        ],
      }),
    ),
  ],
  exceptions: (facts) => [
    { kind: "SageMaker adds security groups for home directories (NFS) to domain and apps by itself" },
    {
      kind: "apps start with AWS's own images and with those that the team declares; what is in an image is not looked at here",
    },
    { kind: "home directories of one team lie on one file system: AWS separates its people there by user ids" },
    { kind: "within a team, who opens whose space is left to the role's policies and not decided here" },
    ...facts.teams.filter(hasDocker).flatMap((team) => [
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
    ...facts.teams.flatMap(({ name, studio }) =>
      leftOpen(
        "an image of the team's own starts in apps",
        studio.resources("aws_sagemaker_image").map(({ config }) => config.image_name),
        name,
      ),
    ),
    ...(areKnownByName(facts)
      ? [
          {
            kind: "AWS documents no account of its Studio images for this region: an image of any account whose name begins with sagemaker-distribution- is taken for AWS's",
          },
        ]
      : []),
  ],
};
