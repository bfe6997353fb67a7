/** Policies that grow with lists of the configuration: how long each is, with every reference at the length that AWS gives it. */
import { declaredGroups } from "../../config/feature-groups";
import {
  bucketArn,
  bucketName,
  executionRoleName,
  pipelineRoleName,
  roleArn,
  sagemakerArn,
  startScriptName,
  teamPrefix,
} from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { mostCharacters, roomForSuspension } from "../../suspend/statements";
import { render, type Statement } from "../document";
import type { ExecutionRoleContext } from "../execution-role/context";
import {
  bucketPolicyOf,
  dataKeyPolicyOf,
  executionRolePolicies,
  featureStatements,
  s3EndpointPolicyOf,
} from "../of-team";
import { peopleAccess } from "../people-access";
import {
  buckets,
  featureGroups,
  type GrowingList,
  imageRegistries,
  images,
  instanceTypes,
  networks,
  packageRegistries,
  parties,
  readOnlyBuckets,
} from "./lists";

/**
 * Characters that a policy may have, by who sets the limit; AWS raises none of them.
 * Sources: docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (without white space, and there is none),
 * docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html,
 * docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html,
 * docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html
 */
export const longestPolicy = {
  IAM: 6_144,
  "IAM, in a role that can still be suspended,": mostCharacters - roomForSuspension,
  S3: 20 * 1024,
  KMS: 32 * 1024,
  "an endpoint": 20_480,
} as const;

export interface GrowingPolicy {
  /** Type, name and argument of the resource in the team's stacks. */
  readonly resource: readonly [type: string, name: string, argument: string];
  /** In words, behind "makes". */
  readonly what: string;
  readonly limitOf: keyof typeof longestPolicy;
  /** In characters, all of them ASCII. */
  readonly size: (environment: Environment, team: Team) => number;
  readonly lists: readonly GrowingList[];
}

const hex = (digits: number): string => "0".repeat(digits);
const keyArn = ({ partition, region }: Environment): string =>
  `arn:${partition}:kms:${region}:${hex(12)}:key/${hex(36)}`;
const teamRole = (environment: Environment, team: Team): string =>
  roleArn(environment, executionRoleName(environment, team));

/** Ids have 17 hexadecimal digits, domains 12, keys a UUID. */
const contextOf = (environment: Environment, team: Team): ExecutionRoleContext => ({
  environment,
  team,
  roleArn: teamRole(environment, team),
  ...(team.features.pipelineReads && { pipelineRoleArn: roleArn(environment, pipelineRoleName(environment, team)) }),
  domainId: `d-${hex(12)}`,
  vpcId: `vpc-${hex(17)}`,
  subnetIds: environment.availabilityZoneIds.map(() => `subnet-${hex(17)}`),
  jobSecurityGroupId: `sg-${hex(17)}`,
  studioKeyArn: keyArn(environment),
  startScriptArns: (["JupyterLab", "CodeEditor"] as const).map((appType) =>
    sagemakerArn(environment, `studio-lifecycle-config/${startScriptName(environment, team, appType)}`),
  ),
  lifecycleScriptArn: sagemakerArn(environment, `studio-lifecycle-config/${teamPrefix(environment, team)}-${hex(12)}`),
});

/** To AWS, Terraform's doubled dollar is one. */
const sizeOf = (statements: readonly Statement[]): number => render(statements).replaceAll("$${", "${").length;

/** One of the execution role's policies, by the last part of its name. */
export const ofRole = (part: string, lists: readonly GrowingList[]): GrowingPolicy => ({
  resource: ["aws_iam_policy", `execution-role-policies_${part}`, "policy"],
  what: `the execution role's policy "${part}"`,
  limitOf: "IAM",
  size: (environment, team) => sizeOf(executionRolePolicies[part]?.(contextOf(environment, team)) ?? []),
  lists,
});

const ofFeatures: GrowingPolicy = {
  resource: ["aws_iam_role_policy", "execution-role-policies_features", "policy"],
  what: "the execution role's own policy",
  limitOf: "IAM, in a role that can still be suspended,",
  size: (environment, team) => sizeOf(featureStatements(contextOf(environment, team))),
  lists: [featureGroups, buckets, images],
};

const ofPeople: GrowingPolicy = {
  resource: ["aws_iam_policy", "people-access", "policy"],
  what: "the policy for people",
  limitOf: "IAM",
  size: (environment) => sizeOf(peopleAccess(environment, `d-${hex(12)}`, `vpc-${hex(17)}`)),
  lists: [networks("publicCidrs"), networks("privateCidrs")],
};

const ofS3Endpoint: GrowingPolicy = {
  resource: ["aws_vpc_endpoint", "s3-endpoint", "policy"],
  what: "the policy of its S3 endpoint",
  limitOf: "an endpoint",
  size: (environment, team) => sizeOf(s3EndpointPolicyOf(environment, team, teamRole(environment, team))),
  lists: [readOnlyBuckets, buckets],
};

const ofBucket = (name: string, index: number): GrowingPolicy => ({
  resource: ["aws_s3_bucket_policy", `bucket-${name}_policy`, "policy"],
  what: `the policy of bucket ${name}`,
  limitOf: "S3",
  size: (environment, team) => {
    const bucket = team.buckets[index];
    if (!bucket) return 0;
    const references = {
      bucketArn: bucketArn(environment, bucketName(environment, team, name, team.dataAccount.id)),
      keyArn: keyArn(environment),
      endpointId: `vpce-${hex(17)}`,
      teamRoleArn: teamRole(environment, team),
    };
    return sizeOf(bucketPolicyOf(environment, team, bucket, references));
  },
  lists: [parties(index, "producers"), parties(index, "readers")],
});

const ofDataKey: GrowingPolicy = {
  resource: ["aws_kms_key", "key", "policy"],
  what: "the policy of its buckets' key",
  limitOf: "KMS",
  size: (environment, team) => sizeOf(dataKeyPolicyOf(environment, team, teamRole(environment, team))),
  lists: [buckets],
};

/** Those of a team's stacks. */
export const growingPolicies = (
  team: Team,
  { packageRegistries: registries }: Pick<Environment, "packageRegistries">,
): GrowingPolicy[] => [
  ofRole("job-management", [images]),
  ofRole("walls", [networks("publicCidrs"), networks("privateCidrs")]),
  ...(team.authMode === "IAM" ? [ofPeople] : []),
  ofRole("jobs", [instanceTypes("jobs"), instanceTypes("endpoints"), instanceTypes("apps")]),
  ofRole("data", [readOnlyBuckets, imageRegistries, buckets]),
  ...(team.features.athena || team.images.length > 0 || declaredGroups(team).length > 0 ? [ofFeatures] : []),
  ...(registries.length > 0 ? [ofRole("added-services", [packageRegistries])] : []),
  ofS3Endpoint,
  ...team.buckets.map(({ name }, index) => ofBucket(name, index)),
  ofDataKey,
];
