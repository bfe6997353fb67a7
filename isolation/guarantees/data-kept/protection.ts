/** Domains, keys, buckets and tracking servers are not destroyed: Terraform refuses it as declared, keys wait before they are deleted, roles delete nothing that holds data. */
import { administrator } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { featureGroupsOf } from "../../facts/feature-groups";
import { grantedTo } from "../../facts/role-grants";
import { type Key, keysOf, placeOf, type Resource, type Stack } from "../../model";
import { ask, counterexamples, otherThan, requests } from "../../questions/about";
import type { Failure } from "../guarantee";

/** The longest that KMS takes, and what it takes without one (docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html). */
const longestWindow = 30;

/** Resources of a team that Terraform refuses to destroy. */
const protectable = ({ domain, studio, data }: TeamFacts): readonly Resource[] => [
  domain,
  ...studio.resources("aws_kms_key"),
  // Runs with their parameters and metrics are nowhere else.
  ...data.resources("aws_sagemaker_mlflow_tracking_server"),
  ...data.resources("aws_s3_bucket"),
  ...data.resources("aws_kms_key"),
  // Their online records, which nothing else holds.
  ...data.resources("aws_sagemaker_feature_group"),
];

const isProtected = ({ config }: Resource): boolean =>
  "lifecycle" in config &&
  Array.isArray(config.lifecycle) &&
  config.lifecycle.some((each) => "prevent_destroy" in each && each.prevent_destroy === true);

export const unprotected = (team: TeamFacts): readonly Resource[] =>
  protectable(team).filter((each) => !isProtected(each));

/** Home directories stay where nothing else is written (the provider's page of aws_sagemaker_domain, retention_policy). */
export const homeDirectories = ({ domain }: TeamFacts): string =>
  domain.config.retention_policy?.[0]?.home_efs_file_system ?? "Retain";

export function ofTeam(facts: Facts, team: TeamFacts): Failure[] {
  const keeping = facts.declared?.keeping.teams.get(team.name);
  const { domain } = team;
  const found = homeDirectories(team);
  const open = keeping?.protect === false ? [] : unprotected(team);
  return [
    ...(keeping === undefined ? [] : open).map((resource) => ({
      what: `Terraform may destroy ${resource.type}.${resource.name} of ${resource.stack}, and ${team.name}'s file does not say protect: false`,
      where: placeOf(resource),
      change: "set lifecycle.prevent_destroy to true",
    })),
    ...(found === (keeping?.homeDirectories ?? found) && ["Retain", "Delete"].includes(found)
      ? []
      : [
          {
            what: `home directories are to "${found}" when the domain goes, and ${team.name}'s file says "${keeping?.homeDirectories ?? "Retain"}"`,
            where: placeOf(domain),
            change: `set retention_policy.home_efs_file_system to "${keeping?.homeDirectories ?? "Retain"}"`,
          },
        ]),
  ];
}

/** Whatever is encrypted is lost with its key. */
export function ofKeys(facts: Facts, stack: Stack): Failure[] {
  return keysOf(stack).flatMap((key) => [...ofWindow(key), ...ofDeletion(facts, stack, key)]);
}

function ofWindow({ resource }: Key): Failure[] {
  const { deletion_window_in_days: window = longestWindow } = resource.config;
  if (window === longestWindow) return [];
  return [
    {
      what: `a key whose deletion has begun can be saved for ${window} days, not for ${longestWindow}`,
      where: placeOf(resource),
      change: `set deletion_window_in_days to ${longestWindow}`,
    },
  ];
}

function ofDeletion(facts: Facts, { deployerRole }: Stack, { resource, arn, policy, account }: Key): Failure[] {
  const found = counterexamples({
    about: requests(
      ask({ Action: ["kms:DisableKey", "kms:ScheduleKeyDeletion"], Resource: arn }, otherThan(deployerRole)),
    ),
    policies: { identity: [administrator], resource: policy },
    callers: "anyone",
    world: { ...facts.world, owner: account },
  });
  return found.map((each) => ({
    what: "somebody other than the deployer can disable or delete a key",
    where: placeOf(resource),
    found: each,
    change: `allow kms:DisableKey and kms:ScheduleKeyDeletion to ${deployerRole} only`,
  }));
}

/** Domains and profiles, file systems, logs and how long they are kept. */
const destroying = [
  "ec2:DeleteFlowLogs",
  "elasticfilesystem:Delete*",
  "logs:DeleteLogGroup",
  "logs:DeleteLogStream",
  "logs:DeleteRetentionPolicy",
  "logs:PutRetentionPolicy",
  "sagemaker:DeleteDomain",
  "sagemaker:DeleteMlflowTrackingServer",
  "sagemaker:DeleteUserProfile",
];

/** The team's role neither deletes a group that its stacks make, nor changes it so that Terraform would make it anew. */
export function ofFeatureGroups(facts: Facts, team: TeamFacts): Failure[] {
  const groups = featureGroupsOf(team);
  if (groups.length === 0) return [];
  const { partition, region, account } = team.studio;
  const arns = groups.map(({ name }) => `arn:${partition}:sagemaker:${region}:${account}:feature-group/${name}`);
  const changes = { Action: ["sagemaker:DeleteFeatureGroup", "sagemaker:UpdateFeatureGroup"], Resource: arns };
  return grantedTo(facts, team, ask(changes)).map((found) => ({
    what: `${team.name}'s role can delete or change a feature group that its stacks make, whose online records go with it`,
    where: placeOf(team.role.resource),
    found,
    change: "deny it those of these groups",
  }));
}

export function ofRoles(facts: Facts): Failure[] {
  return facts.roles.flatMap((role) =>
    grantedTo(facts, { role }, ask({ Action: destroying, Resource: "*" })).map((found) => ({
      what: `the role ${role.arn} can delete a domain, home directories or logs`,
      where: placeOf(role.resource),
      found,
      change: "do not grant it",
    })),
  );
}
