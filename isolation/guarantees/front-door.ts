/** No object call by anybody, and no list call, reaches a team's bucket except through that team's endpoint. */
import { administrator } from "../decide";
import type { Facts, TeamFacts } from "../facts/facts";
import { forwardedWithin, showForwarded } from "../facts/forwarded";
import { actionsOfParty, networkOf, showParty } from "../facts/parties";
import { reachesOf, serviceRolesWithin } from "../facts/service-roles";
import { type Bucket, placeOf } from "../model";
import { all, ask, type Conditions, caller, counterexamples, except, type Part, requests } from "../questions/about";
import { listCalls } from "../questions/s3-calls";
import { type Check, type Exception, type Failure, type Guarantee, leftOpen } from "./guarantee";

const elsewhere = (team: TeamFacts): Conditions => ({ StringNotEquals: { "aws:SourceVpce": team.gateway.id } });

/** Declared outsiders, each within its bounds. */
export const partiesWithin = (team: TeamFacts, bucket: Bucket): Part[] =>
  (team.parties.get(bucket.name) ?? []).map((party) =>
    except(
      { Action: actionsOfParty(party), Resource: `${bucket.arn}/${party.prefix}*` },
      all(caller(party.role), networkOf(party)),
    ),
  );

/** What anybody at all may do with a bucket, whatever their own policies grant. */
export const byAnybody = (facts: Facts, bucket: Bucket, ...parts: readonly Part[]) =>
  counterexamples({
    about: requests(...parts),
    policies: { identity: [administrator], ...(bucket.policy && { resource: bucket.policy }) },
    callers: "anyone",
    world: { ...facts.world, owner: bucket.account },
  });

function failures(facts: Facts, team: TeamFacts, bucket: Bucket): Failure[] {
  const where = placeOf(bucket.resource);
  const objects = `${bucket.arn}/*`;
  const outside = byAnybody(
    facts,
    bucket,
    ask({ Action: "s3:*", Resource: objects }, elsewhere(team)),
    ask({ Action: listCalls, Resource: bucket.arn }, elsewhere(team)),
    except({ Action: "s3:ListBucket", Resource: bucket.arn }, caller(team.data.deployerRole)),
    ...partiesWithin(team, bucket),
    ...forwardedWithin(team.forwarded.get(bucket.name) ?? [], bucket.arn, team.role.arn),
    ...serviceRolesWithin(team, bucket),
  );
  return [
    ...outside.map((found) => ({
      what: `a request reaches ${bucket.name} without passing ${team.name}'s endpoint`,
      where,
      found,
      change: `deny every object and list call whose aws:SourceVpce is not ${team.gateway.id}`,
    })),
    ...ofEveryBucket(facts, bucket),
  ];
}

/** Holds for buckets of access logs too: they tell who read what. */
function ofEveryBucket(facts: Facts, bucket: Bucket): Failure[] {
  const insecure = byAnybody(
    facts,
    bucket,
    ask({ Action: "s3:*", Resource: [bucket.arn, `${bucket.arn}/*`] }, { Bool: { "aws:SecureTransport": "false" } }),
  );
  return [
    ...insecure.map((found) => ({
      what: `a request reaches ${bucket.name} unencrypted`,
      where: placeOf(bucket.resource),
      found,
      change: "deny every call whose aws:SecureTransport is false",
    })),
    ...settings(bucket),
  ];
}

/** Access lists and public policies would be doors of their own. */
function settings(bucket: Bucket): Failure[] {
  const where = placeOf(bucket.resource);
  const blocks = bucket.publicAccessBlock?.config;
  const open = (
    ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] as const
  ).filter((setting) => blocks?.[setting] !== true);
  const ownership = bucket.ownership?.config.rule.map(({ object_ownership }) => object_ownership) ?? [];
  return [
    ...open.map((setting) => ({
      what: `${bucket.name} does not block public access (${setting})`,
      where: bucket.publicAccessBlock ? placeOf(bucket.publicAccessBlock) : where,
      change: `set ${setting} to true in the bucket's public access block`,
    })),
    ...(ownership.length === 1 && ownership[0] === "BucketOwnerEnforced"
      ? []
      : [
          {
            what: `${bucket.name} can have access control lists`,
            where: bucket.ownership ? placeOf(bucket.ownership) : where,
            change: "set object_ownership to BucketOwnerEnforced",
          },
        ]),
  ];
}

/** What passes the team's endpoint by, though the team's role asks for it. */
export const forwardedOpen = ({ name, forwarded }: TeamFacts): readonly Exception[] =>
  leftOpen(
    "a service reads and writes with the team's role's session, from AWS's network and not through the team's endpoint",
    [...forwarded].flatMap(([bucket, list]) => list.map((each) => showForwarded(bucket, each))),
    name,
  );

/** Roles of the team that a service assumes: they pass its endpoint by. */
export const serviceRolesOpen = (team: TeamFacts): readonly Exception[] =>
  leftOpen(
    "a role of the team that SageMaker assumes reaches one prefix from AWS's network, not through the team's endpoint (features)",
    reachesOf(team),
    team.name,
  );

export const frontDoor: Guarantee = {
  id: "G1",
  name: "front door",
  promise: "no object call by anybody, and no list call, reaches a team's bucket except through that team's endpoint",
  checks: (facts) =>
    facts.teams.flatMap((team) => [
      ...team.buckets.map((bucket): Check => ({ team: team.name, failures: () => failures(facts, team, bucket) })),
      ...team.logBuckets.map((bucket): Check => ({ team: team.name, failures: () => ofEveryBucket(facts, bucket) })),
    ]),
  exceptions: ({ teams }) => [
    ...teams.flatMap(({ name, data }) =>
      leftOpen("the deployer may list key names (s3:ListBucket)", [data.deployerRole], name),
    ),
    ...teams.flatMap(({ name, parties }) =>
      [...parties].flatMap(([bucket, list]) =>
        list.flatMap((party) => leftOpen(`declared ${party.kind}`, [showParty(bucket, party)], name)),
      ),
    ),
    ...teams.flatMap((team) => forwardedOpen(team)),
    ...teams.flatMap((team) => serviceRolesOpen(team)),
  ],
};
