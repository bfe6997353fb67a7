/** A role of a team's that SageMaker becomes for one feature: which teams have it, and what SageMaker says as it becomes it. */
import assert from "node:assert/strict";
import { roleArn } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import {
  type Attempt,
  type BucketView,
  dataBuckets,
  policiesOfRole,
  read,
  sagemakerObject,
  type TeamView,
  views,
} from "./access";
import type { World } from "./promise";

export interface WithRole {
  readonly team: TeamView;
  readonly as: Attempt["as"] & { readonly kind: "role"; readonly arn: string };
  readonly identity: TeamView["identity"];
  readonly bucket: BucketView;
  readonly prefix: string;
}

/** Bucket and prefix that the role works on; undefined where the team does not have the feature. */
type PlaceOf = (team: Team) => { readonly bucket: string; readonly prefix: string } | undefined;

/** Teams that have the role. @param nameOf the role's name in the team's Studio stack */
export function teamsWithRole(
  world: World,
  nameOf: (environment: Environment, team: Team) => string,
  placeOf: PlaceOf,
): WithRole[] {
  const { environment } = world;
  return views(world).flatMap((team) => {
    const place = placeOf(team.team);
    if (place === undefined) return [];
    const name = nameOf(environment, team.team);
    const bucket = dataBuckets(world, team).find((each) => each.name === place.bucket);
    assert.ok(bucket, `${team.team.name} has the bucket ${place.bucket}`);
    const as = { kind: "role", arn: roleArn(environment, name), account: environment.accounts.studio.id } as const;
    return [{ team, as, identity: policiesOfRole(world, team.studio, name), bucket, prefix: place.prefix }];
  });
}

/** What SageMaker says as it becomes the role. @param source for what; undefined: it names nothing */
export function becoming(world: World, { team, as }: WithRole, source?: string, account = as.account): Attempt {
  const role = world.deployment
    .resources(team.studio, "aws_iam_role")
    .find(({ config }) => as.arn.endsWith(`/${config.name}`));
  return {
    as: { kind: "service", service: "sagemaker.amazonaws.com" },
    action: "sts:AssumeRole",
    on: as.arn,
    account: as.account,
    context: {
      "aws:SourceAccount": account,
      ...(source !== undefined && { "aws:SourceArn": sagemakerObject(world, source) }),
    },
    policies: { resource: read(role?.config.assume_role_policy, `trust of ${as.arn}`, "trust") },
  };
}
