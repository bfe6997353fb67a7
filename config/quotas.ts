/** Default AWS quotas that a configuration exceeds, so that they are raised before the first apply fails half-way. */
import { compare } from "./problems";
import { madeByStacks } from "./resource-counts";
import type { Environment } from "./schema";
import type { Partition } from "./tables/regions";

export type QuotaWarning = {
  /** Environments that share the quota, sorted. */
  readonly environments: readonly string[];
  readonly account: string;
  /** Where Service Quotas answers for it. */
  readonly region: string;
  /** The name of the entry in Service Quotas. */
  readonly quota: string;
  /** Service and quota code: `aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-1B52E74A`. */
  readonly service: string;
  readonly code: string;
  /** AWS's default; an account may have more already. */
  readonly default: number;
  readonly needed: number;
};

type Quota = Pick<QuotaWarning, "quota" | "service" | "code" | "default"> & {
  readonly scope: "environment" | "region" | "account";
  /** How much each resource takes of it, by its type (config/resource-counts.ts). */
  readonly takes: Readonly<Record<string, number>>;
};

/**
 * Defaults are AWS's, read 2026-11-27 from the page beside each group; AWS changes them. The pages give no codes: these are
 * Service Quotas' own, as listed in github.com/gruntwork-io/terraform-aws-utilities (modules/request-quota-increase) and, of
 * IAM, in public tables.
 */
const quotas: readonly Quota[] = [
  // docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html
  {
    quota: "Gateway VPC endpoints per Region",
    service: "vpc",
    code: "L-1B52E74A",
    default: 20,
    scope: "region",
    takes: { "aws_vpc_endpoint Gateway": 1 },
  },
  {
    quota: "Interface VPC endpoints per VPC",
    service: "vpc",
    code: "L-29B6F2EB",
    default: 50,
    scope: "environment",
    takes: { "aws_vpc_endpoint Interface": 1 },
  },
  // docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
  {
    quota: "VPCs per Region",
    service: "vpc",
    code: "L-F678F1CE",
    default: 5,
    scope: "region",
    takes: { aws_vpc: 1 },
  },
  {
    quota: "Subnets per VPC",
    service: "vpc",
    code: "L-407747CB",
    default: 200,
    scope: "environment",
    takes: { aws_subnet: 1 },
  },
  // "This limit includes the main route table."
  {
    quota: "Route tables per VPC",
    service: "vpc",
    code: "L-589F43AA",
    default: 200,
    scope: "environment",
    takes: { aws_route_table: 1, aws_default_route_table: 1 },
  },
  // Each domain has two that SageMaker makes for its home directories (teardown/obstacles.ts).
  {
    quota: "VPC security groups per Region",
    service: "vpc",
    code: "L-E79EC296",
    default: 2500,
    scope: "region",
    takes: { aws_security_group: 1, aws_default_security_group: 1, aws_sagemaker_domain: 2 },
  },
  {
    quota: "Inbound or outbound rules per security group",
    service: "vpc",
    code: "L-0EA8095F",
    default: 60,
    scope: "environment",
    takes: { aws_vpc_security_group_ingress_rule: 1 },
  },
  // docs.aws.amazon.com/general/latest/gr/sagemaker.html lists both. Their numbers were not read there: 1 is what AWS's own
  // refusals say (github.com/hashicorp/terraform-provider-aws/issues/17402), 60 is from public tables.
  {
    quota: "Total domains",
    service: "sagemaker",
    code: "L-B683BCB0",
    default: 1,
    scope: "region",
    takes: { aws_sagemaker_domain: 1 },
  },
  {
    quota: "Maximum number of Studio user profiles allowed per account",
    service: "sagemaker",
    code: "L-AC46C40F",
    default: 60,
    scope: "region",
    takes: { aws_sagemaker_user_profile: 1 },
  },
  // docs.aws.amazon.com/efs/latest/ug/limits.html: SageMaker makes a file system for each domain's home directories.
  {
    quota: "File systems per account",
    service: "elasticfilesystem",
    code: "L-848C634D",
    default: 1000,
    scope: "region",
    takes: { aws_sagemaker_domain: 1 },
  },
  // docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  {
    quota: "Roles per account",
    service: "iam",
    code: "L-FE177D64",
    default: 1000,
    scope: "account",
    takes: { aws_iam_role: 1 },
  },
  {
    quota: "Customer managed policies per account",
    service: "iam",
    code: "L-E95E4862",
    default: 1500,
    scope: "account",
    takes: { aws_iam_policy: 1 },
  },
  // docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html
  {
    quota: "General purpose buckets",
    service: "s3",
    code: "L-DC2B2D3D",
    default: 10_000,
    scope: "account",
    takes: { aws_s3_bucket: 1 },
  },
];

/**
 * Where Service Quotas answers for what is counted in a whole account: registry.terraform.io/providers/hashicorp/aws/latest/
 * docs/resources/servicequotas_service_quota, and for China BucketRestrictions.html at docs.amazonaws.cn.
 */
const homeRegions: Readonly<Record<Partition, string>> = {
  aws: "us-east-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-cn": "cn-north-1",
};

type Need = { readonly environment: Environment; readonly account: string; readonly count: number };

/**
 * Every default quota that the environments together exceed in an account, region or VPC.
 * What already runs in the account besides this blueprint is not known here.
 */
export function quotaWarnings(environments: readonly Environment[]): QuotaWarning[] {
  const made = environments.flatMap((environment) =>
    [...madeByStacks(environment)].map(([account, counts]) => ({ environment, account, counts })),
  );
  return quotas.flatMap(({ scope, takes, ...quota }) => {
    const places = new Map<string, Need[]>();
    for (const { environment, account, counts } of made) {
      const count = Object.entries(takes).reduce((sum, [type, each]) => sum + each * (counts.get(type) ?? 0), 0);
      if (count === 0) continue;
      const place = { environment: environment.name, region: `${account} ${environment.region}`, account }[scope];
      places.set(place, [...(places.get(place) ?? []), { environment, account, count }]);
    }
    return [...places.values()].flatMap((shared): QuotaWarning[] => {
      const needed = shared.reduce((sum, { count }) => sum + count, 0);
      const [first] = shared;
      if (first === undefined || needed <= quota.default) return [];
      const { account, environment } = first;
      const region = scope === "account" ? homeRegions[environment.partition] : environment.region;
      const names = [...new Set(shared.map((need) => need.environment.name))].sort(compare);
      return [{ environments: names, account, region, ...quota, needed }];
    });
  });
}
