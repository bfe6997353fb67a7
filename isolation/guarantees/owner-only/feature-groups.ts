/** Feature groups that a team's stacks make are the team's: their name, their role, their bucket and the account that they are in. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { type FoundFeatureGroup, featureGroupsOf } from "../../facts/feature-groups";
import { placeOf } from "../../model";
import type { Failure } from "../guarantee";
import { isBelow } from "./prefixes";

export const ofFeatureGroups = (_: Facts, team: TeamFacts): Failure[] =>
  featureGroupsOf(team).flatMap((group) => ofGroup(team, group));

function ofGroup(team: TeamFacts, { resource, name, role, offline, isInCatalog }: FoundFeatureGroup): Failure[] {
  const where = placeOf(resource);
  const failure = (what: string, change: string): Failure => ({
    what: `the feature group ${name} ${what}`,
    where,
    change,
  });
  const { studio, data, jobPrefix } = team;
  const maker = data.second?.role ?? data.deployerRole;
  const roles = team.serviceRoles.filter(({ kind }) => kind === "featureStore");
  const own = roles.find((each) => each.role.arn === role);
  // What another role reaches is no matter of this one.
  const prefixes = (own ? [own] : roles).flatMap(({ reaches }) =>
    reaches.map(({ bucket, prefix }) => `s3://${bucket}/${prefix}`),
  );
  const elsewhere = offline.filter(({ uri }) => !prefixes.some((prefix) => isBelow(uri, prefix)));
  return [
    ...(maker === studio.deployerRole
      ? []
      : [
          failure(
            `is made by ${maker}, and ${team.name}'s Studio by ${studio.deployerRole}: it may be in another account`,
            `let the provider assume ${studio.deployerRole}`,
          ),
        ]),
    ...(name.startsWith(jobPrefix) && name.length > jobPrefix.length
      ? []
      : [
          failure(
            `is not named after ${team.name}: whose records these are is told by the name`,
            `name it ${jobPrefix}...`,
          ),
        ]),
    ...(own
      ? []
      : [
          failure(
            `is written with ${role}, which is not ${team.name}'s role for offline stores`,
            roles.length > 0
              ? `name ${roles.map((each) => each.role.arn).join(" or ")}`
              : "turn on features.featureStore.offline, which makes the role",
          ),
        ]),
    ...(offline.length === 1
      ? []
      : [failure(`has ${offline.length} offline stores, and its role is for one`, "write one s3_storage_config")]),
    ...elsewhere.map(({ uri }) =>
      failure(
        `is written to ${uri}, which is not below the prefix that its role is for`,
        `write below ${prefixes.join(" or ")}`,
      ),
    ),
    ...(isInCatalog
      ? [
          failure(
            "gets a table in the Glue catalog, in a database of the whole account",
            "set disable_glue_table_creation to true",
          ),
        ]
      : []),
  ];
}
