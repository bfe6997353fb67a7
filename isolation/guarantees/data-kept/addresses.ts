/** What holds data stands at the Terraform address that its construct gives it, under its name: at another address the old one is destroyed and a new one made, empty. */
import type { Facts, TeamFacts } from "../../facts/facts";
import type { Resource, ResourceType, Stack } from "../../model";
import type { Failure } from "../guarantee";

/**
 * Terraform names of resources of which a stack has one, by kind of stack and type. This table repeats what the constructs
 * do, on purpose: whoever renames a construct fails here, and is told what it would destroy.
 */
const single = {
  networking: {
    aws_vpc: "vpc",
    aws_kms_key: "flow-logs_key",
    aws_cloudwatch_log_group: "flow-logs_log-group",
    aws_flow_log: "flow-logs",
  },
  studio: { aws_kms_key: "key", aws_sagemaker_domain: "domain" },
  buckets: { aws_kms_key: "key" },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<ResourceType, string>>>>>;
type Kind = keyof typeof single;

/** Terraform's name of the log group that flow logs are kept in. */
export const flowLogGroup = single.networking.aws_cloudwatch_log_group;

/**
 * Settings of a bucket, by the last part of their Terraform names. Terraform suspends versions where it destroys
 * aws_s3_bucket_versioning, after it has made the same resource at another address
 * (registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_versioning).
 */
const settings: Readonly<Partial<Record<ResourceType, string>>> = {
  aws_s3_bucket_lifecycle_configuration: "lifecycle",
  aws_s3_bucket_logging: "logging",
  aws_s3_bucket_ownership_controls: "ownership",
  aws_s3_bucket_policy: "policy",
  aws_s3_bucket_public_access_block: "public-access-block",
  aws_s3_bucket_server_side_encryption_configuration: "encryption",
  aws_s3_bucket_versioning: "versioning",
};
/** A domain keeps its subnets: with others Terraform replaces it. */
const subnets: Readonly<Partial<Record<Kind, string>>> = { networking: "endpoint-subnets", studio: "subnets" };

const accessLogs = "access-logs";

interface Names {
  readonly kind: Kind;
  /** Start of the names of the team's buckets: `<namePrefix>-<env>-<team>-`. */
  readonly ofTeam: string;
  readonly account: string;
  /** Start of the names of the team's feature groups. */
  readonly ofGroups: string;
}

/** Terraform's name of the feature group of this name. */
const addressOfGroup = ({ ofGroups }: Pick<Names, "ofGroups">, group: string): string =>
  `feature-groups_${group.startsWith(ofGroups) ? group.slice(ofGroups.length) : group}`;

/** Terraform's name of the bucket of this name; undefined where the name is not of the team. */
export function addressOfBucket(
  { ofTeam, account }: Pick<Names, "ofTeam" | "account">,
  bucket: string,
): string | undefined {
  const end = `-${account}`;
  if (!bucket.startsWith(ofTeam) || !bucket.endsWith(end)) return undefined;
  const part = bucket.slice(ofTeam.length, -end.length);
  return part === accessLogs ? accessLogs : `bucket-${part}`;
}

/** The Terraform name that a resource's arguments lead to; undefined where they lead to none. */
function expected(names: Names, { type, config }: Resource): string | undefined {
  const { kind } = names;
  const text = (key: string): string => String((config as Readonly<Record<string, unknown>>)[key] ?? "");
  if (type === "aws_subnet") return `${subnets[kind]}_${text("availability_zone_id")}`;
  if (type === "aws_sagemaker_user_profile") return `profile-${text("user_profile_name")}`;
  if (type === "aws_sagemaker_feature_group") return addressOfGroup(names, text("feature_group_name"));
  if (type === "aws_s3_bucket") return addressOfBucket(names, text("bucket"));
  const setting = settings[type];
  const bucket = setting === undefined ? undefined : addressOfBucket(names, text("bucket"));
  return bucket === undefined ? undefined : `${bucket}_${setting}`;
}

const isHeld = (type: ResourceType): boolean =>
  ["aws_subnet", "aws_sagemaker_feature_group", "aws_sagemaker_user_profile", "aws_s3_bucket"].includes(type) ||
  type in settings;

const renamed =
  "one that is renamed on purpose needs its state moved (terraform state mv) and its new name in isolation/guarantees/data-kept/addresses.ts";

/** Of each resource that a stack must have, and of each that its arguments name. */
function ofStack(stack: Stack, names: Names): Failure[] {
  const missing = Object.entries(single[names.kind]).flatMap(([type, name]): Failure[] =>
    stack.resources(type as ResourceType).some((each) => each.name === name)
      ? []
      : [gone(stack.name, type, name, `write it at that address again; ${renamed}`)],
  );
  const elsewhere = stack
    .resources()
    .filter(({ type }) => isHeld(type))
    .flatMap((resource): Failure[] => {
      const name = expected(names, resource);
      const where = `${stack.name} ${resource.type}.${resource.name}`;
      if (name === resource.name) return [];
      if (name === undefined) {
        return [
          {
            what: `${where} is for a bucket that is not named like the team's: AWS renames none, so Terraform destroys it and makes another`,
            where,
            change: `name the bucket ${names.ofTeam}<name>-${names.account}`,
          },
        ];
      }
      return [
        {
          what: `${resource.type}.${name} stands at another address, ${resource.type}.${resource.name}: Terraform destroys the one and makes the other, empty`,
          where,
          change: `write it at ${resource.type}.${name}; ${renamed}`,
        },
      ];
    });
  return [...missing, ...elsewhere];
}

const gone = (stack: string, type: string, name: string, change: string): Failure => ({
  what: `${type}.${name} is not in ${stack}: Terraform destroys the one that stands`,
  where: `${stack} ${type}.${name}`,
  change,
});

/** Another name is another resource, for AWS renames none of these. */
function misnamed(where: string, noun: string, found: string, wanted: string): Failure[] {
  if (found === wanted) return [];
  return [
    {
      what: `the ${noun} is named ${found}, not ${wanted}: AWS renames none, so Terraform destroys the old one and makes another`,
      where,
      change: `name it ${wanted}`,
    },
  ];
}

const ending = "-flow-logs";

/** `<namePrefix>-<env>`: of the configuration, or as the log group has it. */
const prefixOf = ({ environment, declared }: Facts): string =>
  declared?.keeping.prefix ??
  (environment.networking.resources("aws_cloudwatch_log_group")[0]?.config.name ?? "").replace(/-flow-logs$/, "");

export function ofNetwork(facts: Facts): Failure[] {
  const { networking, name } = facts.environment;
  const prefix = prefixOf(facts);
  const groups = networking.resources("aws_cloudwatch_log_group").filter((group) => group.name === flowLogGroup);
  return [
    ...ofStack(networking, { kind: "networking", ofTeam: "", ofGroups: "", account: networking.account }),
    ...groups.flatMap((group) =>
      misnamed(
        `${group.stack} ${group.type}.${group.name}`,
        "log group of flow logs",
        group.config.name,
        prefix.endsWith(`-${name}`) ? `${prefix}${ending}` : `<namePrefix>-${name}${ending}`,
      ),
    ),
  ];
}

export function ofTeam(facts: Facts, { name, studio, data, domain, jobPrefix }: TeamFacts): Failure[] {
  const whole = `${prefixOf(facts)}-${name}`;
  const keeping = facts.declared?.keeping.teams.get(name);
  const names = { ofTeam: `${whole}-`, ofGroups: jobPrefix, account: data.account };
  const profiles = studio.resources("aws_sagemaker_user_profile").map(({ config }) => config.user_profile_name);
  const groups = data.resources("aws_sagemaker_feature_group").map(({ config }) => config.feature_group_name);
  const buckets = data.resources("aws_s3_bucket").map(({ config }) => config.bucket);
  const wanted = [...(keeping?.buckets.keys() ?? []), `${whole}-${accessLogs}-${data.account}`];
  const declared = "write it again, or take it out of the team's file";
  return [
    ...ofStack(studio, { kind: "studio", ...names }),
    ...ofStack(data, { kind: "buckets", ...names }),
    ...misnamed(`${studio.name} ${domain.type}.${domain.name}`, "domain", domain.config.domain_name, whole),
    ...(keeping?.users ?? [])
      .filter((user) => !profiles.includes(user))
      .map((user) => gone(studio.name, "aws_sagemaker_user_profile", `profile-${user}`, declared)),
    ...(keeping?.featureGroups ?? [])
      .filter((group) => !groups.includes(group))
      .map((group) => gone(data.name, "aws_sagemaker_feature_group", addressOfGroup(names, group), declared)),
    ...wanted
      .filter((bucket) => !buckets.includes(bucket))
      .map((bucket) => gone(data.name, "aws_s3_bucket", addressOfBucket(names, bucket) ?? bucket, declared)),
  ];
}
