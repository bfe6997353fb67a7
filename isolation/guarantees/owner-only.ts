/** No other team's role can read, write, list, delete or decrypt a team's data, by any path; nor invoke, start, describe, change or read the logs of its SageMaker objects. */
import type { Facts, TeamFacts } from "../facts/facts";
import { placeOf } from "../model";
import { type Check, type Failure, type Guarantee, leftOpen } from "./guarantee";
import { ofData, ofLogs } from "./owner-only/buckets";
import { ofOtherRoles } from "./owner-only/other-roles";
import { ofSageMaker } from "./owner-only/sagemaker";
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

/** A team's prefix that begins another's, of another environment of the account even, would own that team's objects. */
function ofNames({ teams, neighbours }: Facts): Failure[] {
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

export const ownerOnly: Guarantee = {
  id: "G2",
  name: "owner only",
  promise:
    "no other team's role can read, write, list, delete or decrypt a team's data, by any path; nor invoke, start, describe, change or read the logs of its SageMaker objects",
  checks: (facts) => [
    { failures: () => ofNames(facts) },
    { failures: () => ofOtherRoles(facts) },
    ...facts.teams.flatMap((team): Check[] => [
      ...team.buckets.map((bucket) => ({ team: team.name, failures: () => ofData(facts, team, bucket) })),
      ...team.logBuckets.map((bucket) => ({ team: team.name, failures: () => ofLogs(facts, team, bucket) })),
      { team: team.name, failures: () => ofSageMaker(facts, team) },
      { team: team.name, failures: () => ofTrust(facts, team) },
    ]),
  ],
  exceptions: ({ teams }) => [
    {
      kind: "names of domains, profiles, spaces, apps, log groups and log streams are seen by every team's role of the account",
    },
    {
      kind: "settings of buckets may be read in their account, access logs too; the team's role sees its buckets' region from anywhere",
    },
    ...teams.flatMap(({ name, data }) =>
      leftOpen("the deployer changes settings of buckets", [data.deployerRole], name),
    ),
  ],
};
