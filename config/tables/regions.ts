/** AWS regions with SageMaker Studio: partition and zone ids, and what follows from the partition; sources below, read 2026-11-23. */

export type Partition = "aws" | "aws-us-gov" | "aws-cn";

export type Region = {
  readonly partition: Partition;
  /** Zone ids (the same physical zone in every account, unlike zone names), sorted. */
  readonly zoneIds: readonly string[];
};

const zones = (prefix: string, numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `${prefix}-az${number}`);

const commercial = (prefix: string, ...numbers: readonly number[]): Region => ({
  partition: "aws",
  zoneIds: zones(prefix, numbers),
});
const govCloud = (prefix: string, ...numbers: readonly number[]): Region => ({
  partition: "aws-us-gov",
  zoneIds: zones(prefix, numbers),
});
const china = (prefix: string, ...numbers: readonly number[]): Region => ({
  partition: "aws-cn",
  zoneIds: zones(prefix, numbers),
});

/**
 * Regions that have SageMaker Studio, by region code.
 *
 * - Regions: those with a Studio host suffix (github.com/publicsuffix/list, public_suffix_list.dat, "Amazon SageMaker
 *   Studio", 2026-08-19) or a first-party Studio image account (github.com/aws/sagemaker-python-sdk,
 *   image_uri_config/sagemaker-base-python.json, 2026-08-21). ap-south-2, ap-southeast-4 and ap-southeast-6 have SageMaker
 *   but were in neither.
 * - Zone ids: docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html. GovCloud and China
 *   are not on that page: github.com/getmoto/moto, moto/ec2/models/availability_zones_and_regions.py, and for cnn1-az4
 *   (EC2's cn-north-1d) github.com/eksctl-io/eksctl, pkg/az/az.go.
 * - us-west-1: an account sees only two of its three zones; ap-northeast-1's apne1-az3, ca-central-1's and others may be
 *   closed to newer accounts ("Constrained Availability Zones" on the same page).
 */
export const regions: Readonly<Record<string, Region>> = {
  "af-south-1": commercial("afs1", 1, 2, 3),
  "ap-east-1": commercial("ape1", 1, 2, 3),
  "ap-east-2": commercial("ape2", 1, 2, 3),
  "ap-northeast-1": commercial("apne1", 1, 2, 3, 4),
  "ap-northeast-2": commercial("apne2", 1, 2, 3, 4),
  "ap-northeast-3": commercial("apne3", 1, 2, 3),
  "ap-south-1": commercial("aps1", 1, 2, 3),
  "ap-southeast-1": commercial("apse1", 1, 2, 3),
  "ap-southeast-2": commercial("apse2", 1, 2, 3),
  "ap-southeast-3": commercial("apse3", 1, 2, 3),
  "ap-southeast-5": commercial("apse5", 1, 2, 3),
  "ap-southeast-7": commercial("apse7", 1, 2, 3),
  "ca-central-1": commercial("cac1", 1, 2, 4),
  "ca-west-1": commercial("caw1", 1, 2, 3),
  "cn-north-1": china("cnn1", 1, 2, 4),
  "cn-northwest-1": china("cnnw1", 1, 2, 3),
  "eu-central-1": commercial("euc1", 1, 2, 3),
  "eu-central-2": commercial("euc2", 1, 2, 3),
  "eu-north-1": commercial("eun1", 1, 2, 3),
  "eu-south-1": commercial("eus1", 1, 2, 3),
  "eu-south-2": commercial("eus2", 1, 2, 3),
  "eu-west-1": commercial("euw1", 1, 2, 3),
  "eu-west-2": commercial("euw2", 1, 2, 3, 4),
  "eu-west-3": commercial("euw3", 1, 2, 3),
  "il-central-1": commercial("ilc1", 1, 2, 3),
  "me-central-1": commercial("mec1", 1, 2, 3),
  "me-south-1": commercial("mes1", 1, 2, 3),
  "mx-central-1": commercial("mxc1", 1, 2, 3),
  "sa-east-1": commercial("sae1", 1, 2, 3),
  "us-east-1": commercial("use1", 1, 2, 3, 4, 5, 6),
  "us-east-2": commercial("use2", 1, 2, 3),
  "us-gov-east-1": govCloud("usge1", 1, 2, 3),
  "us-gov-west-1": govCloud("usgw1", 1, 2, 3),
  "us-west-1": commercial("usw1", 1, 2, 3),
  "us-west-2": commercial("usw2", 1, 2, 3, 4),
};

/** Regions without Studio that may keep state, by partition. Source: github.com/boto/botocore 1.43.11, endpoints of S3. */
export const otherStateRegions: Readonly<Record<string, Partition>> = {
  "ap-south-2": "aws",
  "ap-southeast-4": "aws",
  "ap-southeast-6": "aws",
};

/**
 * Regions that the S3 backend of the oldest supported Terraform does not know: with 1.11.4 `terraform init` answers "Invalid
 * region value" in these of all that have S3, unless it is told not to ask (skip_region_validation).
 */
export const regionsUnknownToTerraform: readonly string[] = ["ap-east-2", "ap-southeast-6"];

/**
 * Suffix of AWS's public service names: `sts.<region>.<dnsSuffix>`.
 * Source: github.com/boto/botocore, botocore/data/partitions.json.
 */
export const dnsSuffix = (partition: Partition): "amazonaws.com" | "amazonaws.com.cn" =>
  partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

/**
 * Suffix of the hosts of Studio and of notebook instances: `<domain>.studio.<region>.<sagemakerDnsSuffix>`.
 * Source: github.com/publicsuffix/list, public_suffix_list.dat.
 */
export const sagemakerDnsSuffix = (partition: Partition): "sagemaker.aws" | "sagemaker.com.cn" =>
  partition === "aws-cn" ? "sagemaker.com.cn" : "sagemaker.aws";

/**
 * First part of the service names of VPC endpoints in the partition: `<prefix>.<region>.<service>`.
 * In China only some services carry `cn.com.amazonaws`; the gateway endpoint for S3 and the services that
 * interface-endpoints.ts marks do not. Ask `serviceName` there instead of joining names by hand.
 * Source: github.com/aws/aws-cdk, packages/aws-cdk-lib/aws-ec2/lib/vpc-endpoint.ts, getDefaultEndpointPrefix.
 */
export const endpointServicePrefix = (partition: Partition): "com.amazonaws" | "cn.com.amazonaws" =>
  partition === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws";

/** Service name of the S3 gateway endpoint, which is `com.amazonaws.<region>.s3` in every partition (AWS CDK, GatewayVpcEndpointAwsService). */
export const s3GatewayServiceName = (region: string): string => `com.amazonaws.${region}.s3`;
