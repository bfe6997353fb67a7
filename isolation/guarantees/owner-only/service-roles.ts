/** Roles of a team that a service assumes: who becomes one, and that it reaches one prefix of the team's data and SageMaker objects of its own. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { everyCallOf, grantedTo, servicesGranted } from "../../facts/role-grants";
import {
  type FoundServiceRole,
  type KindOfServiceRole,
  lentByNotebooks,
  serviceRoleKinds,
  withinReach,
  withRole,
} from "../../facts/service-roles";
import { placeOf } from "../../model";
import { ask, except } from "../../questions/about";
import type { Failure } from "../guarantee";
import { ofSageMaker } from "./sagemaker";
import { becomesAnothers, type Trusted } from "./trust";

export const ofServiceRoles = (facts: Facts, team: TeamFacts): Failure[] =>
  team.serviceRoles.flatMap((each) => [
    ...becomes(facts, team, each),
    ...data(facts, team, each),
    ...ofSageMaker(facts, withRole(team, each.role)),
  ]);

function becomes(facts: Facts, team: TeamFacts, { kind, role }: FoundServiceRole): Failure[] {
  const { becomes: source, who } = serviceRoleKinds[kind];
  return becomesAnothers(
    facts,
    role,
    {
      actions: ["sts:AssumeRole"],
      service: "sagemaker.amazonaws.com",
      source: arnsOf(facts, role.account, source(facts, team)),
    },
    `somebody other than SageMaker, for ${who} of ${team.name}, becomes the role of these`,
  );
}

function arnsOf(
  { partition, region }: Facts,
  account: string,
  source: ReturnType<KindOfServiceRole["becomes"]>,
): Trusted["source"] {
  const arn = (name: string) => `arn:${partition}:sagemaker:${region}:${account}:${name}`;
  return typeof source === "string" ? arn(source) : { not: source.not.map(arn) };
}

/** By its own policies: a bucket's may change. */
function data(facts: Facts, team: TeamFacts, { kind, role, reaches }: FoundServiceRole): Failure[] {
  const { objects, bucket: ofBucket, key, who } = serviceRoleKinds[kind];
  const own = reaches.flatMap(({ bucket, prefix }) =>
    team.buckets.filter(({ name }) => name === bucket).map(({ arn }) => ({ arn, prefix })),
  );
  // What notebooks lend works for them, which G7 decides. Any other does nothing else at all.
  const isLent = lentByNotebooks(team).some((each) => each.role === role);
  const asked = everyCallOf([...new Set(["kms", "s3", ...(isLent ? [] : servicesGranted({ role }))])]);
  const found = grantedTo(
    facts,
    { role },
    ask({ Action: asked, Resource: "*" }),
    ...withinReach(kind, own),
    // Whose key, and through which service: sagemaker.ts asks.
    except({ Action: key, Resource: "*" }),
  );
  return found.map((each) => ({
    what: `the role of ${team.name}'s ${who} may do more than its prefix says`,
    where: placeOf(role.resource),
    found: each,
    change: `grant ${[...objects, ...ofBucket].join(", ")} below its prefix only, and ${key.join(", ")} through S3`,
  }));
}
