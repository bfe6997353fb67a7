/** No other team's role can read, write, list, delete or decrypt a team's data, by any path; nor invoke, start, describe, change or read the logs of its SageMaker objects. */
import { list } from "../../config/problems";
import { publicHub } from "../../config/tables/public-hub";
import { Undecided } from "../decide";
import type { Facts, TeamFacts } from "../facts/facts";
import { platformPrefix } from "../facts/platform-prefix";
import { imageRepositoriesOf, packageRegistriesOf } from "../facts/registries";
import { separationOf } from "../facts/separation";
import { placeOf } from "../model";
import { serviceRolesOpen } from "./front-door";
import { type Check, type Exception, type Failure, type Guarantee, leftOpen } from "./guarantee";
import { ofData, ofLogs } from "./owner-only/buckets";
import { ofFeatureGroups } from "./owner-only/feature-groups";
import { ofOtherRoles } from "./owner-only/other-roles";
import { ofPlatform } from "./owner-only/platform";
import { ofSageMaker } from "./owner-only/sagemaker";
import { ofServiceRoles } from "./owner-only/service-roles";
import { ofTrackingServers } from "./owner-only/tracking-servers";
import { becomesAnothers } from "./owner-only/trust";

/** Nobody but SageMaker, for this account, becomes the role. */
const ofTrust = (facts: Facts, { name, role }: TeamFacts): Failure[] =>
  becomesAnothers(
    facts,
    role,
    {
      actions: ["sts:AssumeRole", "sts:SetSourceIdentity"],
      service: "sagemaker.amazonaws.com",
      source: `arn:${facts.partition}:sagemaker:${facts.region}:${role.account}:*`,
    },
    `somebody other than SageMaker becomes ${name}'s role`,
  );

/** Where the studio account is declared to be one team's alone, nobody else is in it. */
function ofAccount(facts: Facts): (Failure | Undecided)[] {
  const { account, teams, sharers } = facts;
  const [first] = teams;
  if (separationOf(facts) !== "account" || !first) return [];
  const where = placeOf(first.domain);
  const change = "give each team an environment with a studio account of its own, or tell teams apart by names";
  const names = teams.map(({ name }) => name);
  const together = {
    what: `${list(names, "and")} share the studio account ${account}, where their roles reach all SageMaker objects and logs`,
    where,
    change,
  };
  return [
    ...(teams.length > 1 ? [together] : []),
    ...sharers.map(({ name, isKnown }) =>
      isKnown
        ? {
            what: `environment ${name} has the studio account ${account} too, where ${first.name}'s role reaches all SageMaker objects and logs`,
            where,
            change,
          }
        : new Undecided(
            `environment ${name}`,
            `its network cannot be read: it may be in the studio account ${account}, which is ${first.name}'s alone`,
          ),
    ),
  ];
}

/** A team's prefix that begins another's, of another environment of the account even, would own that team's objects. */
function ofNames(facts: Facts): Failure[] {
  const { teams, neighbours } = facts;
  if (separationOf(facts) !== "names") return [];
  const prefixes = [...teams.map(({ jobPrefix }) => jobPrefix), ...neighbours];
  return teams.flatMap(({ name, jobPrefix, domain }) =>
    prefixes
      .filter((other) => other !== jobPrefix && (other.startsWith(jobPrefix) || jobPrefix.startsWith(other)))
      .map((other) => ({
        what: `the objects named ${other}* and those of ${name}, ${jobPrefix}*, are named alike: one name begins the other`,
        where: placeOf(domain),
        change: "rename one of the teams, or of the environments",
      })),
  );
}

/** What of SageMaker in the account is open to a team's role beside what is its team's by name. */
function ofEverybody(facts: Facts): readonly Exception[] {
  if (separationOf(facts) === "names")
    return [
      {
        kind: "names of domains, profiles, spaces, apps, log groups and log streams are seen by every team's role of the account",
      },
      {
        kind: "a job's request may name another team's tuning job as the parent of a warm start, or its experiment and trial: no condition key tells whose they are",
      },
    ];
  const prefix = platformPrefix(facts);
  const alarms = prefix === undefined ? "all alarms" : `all alarms but those named ${prefix}*`;
  return facts.teams.flatMap(({ name }) =>
    leftOpen(
      `the studio account is the team's alone (separation: account): its role reaches all SageMaker objects, logs and metrics there, its queries may name other log groups, it changes and deletes ${alarms}, and added interface endpoints open all tracking servers, scaling of endpoints and the definitions of all tables in the Glue catalog; whose they are beside those of these stacks is not seen here`,
      [facts.account],
      name,
    ),
  );
}

export const ownerOnly: Guarantee = {
  id: "G2",
  name: "owner only",
  promise:
    "no other team's role can read, write, list, delete or decrypt a team's data, by any path; nor invoke, start, describe, change or read the logs of its SageMaker objects",
  checks: (facts) => [
    { failures: () => [...ofNames(facts), ...ofAccount(facts)] },
    { failures: () => ofOtherRoles(facts) },
    ...facts.teams.flatMap((team): Check[] => [
      ...team.buckets.map((bucket) => ({ team: team.name, failures: () => ofData(facts, team, bucket) })),
      ...team.logBuckets.map((bucket) => ({ team: team.name, failures: () => ofLogs(facts, team, bucket) })),
      { team: team.name, failures: () => ofSageMaker(facts, team) },
      { team: team.name, failures: () => ofPlatform(facts, team) },
      { team: team.name, failures: () => ofTrust(facts, team) },
      { team: team.name, failures: () => ofTrackingServers(team) },
      ...(team.serviceRoles.length > 0 ? [{ team: team.name, failures: () => ofServiceRoles(facts, team) }] : []),
      { team: team.name, failures: () => ofFeatureGroups(facts, team) },
    ]),
  ],
  exceptions: (facts) => [
    ...ofEverybody(facts),
    {
      kind: "descriptions of models may be read from AWS's public hub",
      of: publicHub,
    },
    ...leftOpen("packages of other accounts' registries may be installed", packageRegistriesOf(facts)),
    ...leftOpen("images of other accounts' repositories may be pulled", imageRepositoriesOf(facts)),
    {
      kind: "settings of buckets may be read in their account, access logs too; the team's role sees its buckets' region from anywhere",
    },
    ...facts.teams.flatMap((team) => serviceRolesOpen(team)),
    ...facts.teams.flatMap(({ name, data }) =>
      leftOpen("the deployer changes settings of buckets", [data.deployerRole], name),
    ),
  ],
};
