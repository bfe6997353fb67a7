/** The buckets of a stack, with their policies and what guards them besides. */
import type { Policy } from "../policy";
import { policyOf } from "./policies";
import type { ResourceType } from "./shapes";
import type { Resource, Stack } from "./stack";

export interface Bucket {
  readonly resource: Resource<"aws_s3_bucket">;
  readonly name: string;
  readonly arn: string;
  /** The account that owns it. */
  readonly account: string;
  /** Undefined where it has none. */
  readonly policy?: Policy;
  readonly publicAccessBlock?: Resource<"aws_s3_bucket_public_access_block">;
  readonly ownership?: Resource<"aws_s3_bucket_ownership_controls">;
  readonly encryption?: Resource<"aws_s3_bucket_server_side_encryption_configuration">;
  readonly versioning?: Resource<"aws_s3_bucket_versioning">;
  readonly lifecycle?: Resource<"aws_s3_bucket_lifecycle_configuration">;
  readonly logging?: Resource<"aws_s3_bucket_logging">;
  /** Whether other buckets' access logs go here. */
  readonly holdsAccessLogs: boolean;
}

/** Settings of buckets, which name theirs by its name. */
const settings = [
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_logging",
] as const satisfies readonly ResourceType[];

/** Throws ModelError on settings of a bucket that is not in the stack, and on two of a kind for one bucket. */
export function bucketsOf(stack: Stack): readonly Bucket[] {
  const buckets = stack.resources("aws_s3_bucket");
  const names = new Set(buckets.map(({ config }) => config.bucket));
  for (const type of settings) {
    const seen = new Set<string>();
    for (const { path, config } of stack.resources(type)) {
      if (!names.has(config.bucket)) stack.fail(path, `is for the bucket ${config.bucket}, which is not in this stack`);
      if (seen.has(config.bucket)) stack.fail(path, `is the second for the bucket ${config.bucket}`);
      seen.add(config.bucket);
    }
  }
  for (const { path, config } of stack.resources("aws_s3_bucket_logging")) {
    if (!names.has(config.target_bucket)) {
      stack.fail(`${path}.target_bucket`, `sends access logs to ${config.target_bucket}, which is not in this stack`);
    }
  }
  const logTargets = new Set(stack.resources("aws_s3_bucket_logging").map(({ config }) => config.target_bucket));
  return buckets.map((resource): Bucket => {
    const name = resource.config.bucket;
    const of = <Type extends (typeof settings)[number]>(type: Type): Resource<Type> | undefined =>
      stack.resources(type).find(({ config }) => config.bucket === name);
    const policy = of("aws_s3_bucket_policy");
    const publicAccessBlock = of("aws_s3_bucket_public_access_block");
    const ownership = of("aws_s3_bucket_ownership_controls");
    const encryption = of("aws_s3_bucket_server_side_encryption_configuration");
    const versioning = of("aws_s3_bucket_versioning");
    const lifecycle = of("aws_s3_bucket_lifecycle_configuration");
    const logging = of("aws_s3_bucket_logging");
    return {
      resource,
      name,
      arn: resource.arn,
      account: stack.account,
      holdsAccessLogs: logTargets.has(name),
      ...(policy && { policy: policyOf(policy, policy.config.policy, "resource") }),
      ...(publicAccessBlock && { publicAccessBlock }),
      ...(ownership && { ownership }),
      ...(encryption && { encryption }),
      ...(versioning && { versioning }),
      ...(lifecycle && { lifecycle }),
      ...(logging && { logging }),
    };
  });
}
