/** A role of a team's that SageMaker becomes for one feature: which teams have it, and what SageMaker says as it becomes it. */
import assert from "node:assert/strict";
import { roleArn } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { roleTakers } from "../../isolation/questions/role-takers";
import {
  type Attempt,
  administrator,
  type BucketView,
  dataBuckets,
  mayNot,
  ownName,
  policiesOfRole,
  read,
  sagemakerObject,
  type TeamView,
  views,
} from "./access";
import type { World } from "./promise";

/** Documented for what runs; Studio's and Inference's asterisk stands for itself, and may be that of a feature. */
const documented = [...new Set(Object.values(roleTakers).flatMap((sources) => sources ?? []))]
  .filter((source) => !source.startsWith("exactly"))
  .map((source) => source.replace("*", "anything"));
/** SageMaker's other types that run, or that something runs for: no page says what it names for them. */
const undocumented = [
  "app",
  "automl-job",
  "cluster",
  "domain",
  "endpoint",
  "hyper-parameter-tuning-job",
  "model",
  "monitoring-schedule",
  "notebook-instance",
  "space",
].map((type) => `${type}/anything`);
export const running = [...documented, ...undocumented];

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

/** Whatever is attached to the role. */
export function startsNothing(world: World, { team, as, identity }: WithRole): void {
  for (const action of [
    "sagemaker:CreateNotebookInstance",
    "sagemaker:CreateTrainingJob",
    "sagemaker:StartSession",
    "ram:CreateResourceShare",
  ])
    mayNot({
      as,
      action,
      on: action.startsWith("sagemaker") ? sagemakerObject(world, `training-job/${ownName(world, team)}`) : "*",
      account: as.account,
      policies: { identity: [administrator, ...identity] },
    });
}
