/** Buckets that AWS owns and that a private Studio reads through its S3 endpoint, by region; sources below, read 2026-11-23. */

export type AwsBucket = {
  readonly name: string;
  /** What reads from it. */
  readonly purpose: string;
  /**
   * Whether its requests come without the role's identity (URLs signed by the service's own account, or no signature at
   * all), so that a statement allowing them must carry no condition on the caller.
   */
  readonly withoutCaller: boolean;
  /** Whether every environment needs it; the others only where configuration names them. */
  readonly always: boolean;
  /** S3 actions that reading takes. */
  readonly actions: readonly string[];
};

const read = ["s3:GetObject"] as const;
const readAndList = ["s3:GetObject", "s3:ListBucket"] as const;

/**
 * Buckets with the package assets of CodeArtifact, by region; of other regions `describe-domain` tells `s3BucketArn`.
 * Source: docs.aws.amazon.com/codeartifact/latest/ug/create-s3-gateway-endpoint.html.
 */
const codeArtifactAccounts: Readonly<Record<string, string>> = {
  "ap-northeast-1": "660291247815",
  "ap-south-1": "681137435769",
  "ap-southeast-1": "421485864821",
  "ap-southeast-2": "860415559748",
  "eu-central-1": "769407342218",
  "eu-north-1": "611884512288",
  "eu-south-1": "484130244270",
  "eu-west-1": "438097961670",
  "eu-west-2": "247805302724",
  "eu-west-3": "762466490029",
  "us-east-1": "193858265520",
  "us-east-2": "250872398865",
  "us-west-2": "787052242323",
};

/**
 * AWS's buckets for a region.
 *
 * - Image layers: docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html, "Minimum Amazon S3 bucket permissions".
 * - JumpStart: github.com/aws/sagemaker-python-sdk, sagemaker-core/src/sagemaker/core/jumpstart/region_config.json
 *   (2026-08-21): the same two names in every region. The SDK reads manifests there with the role's own credentials.
 * - Example data: the same repository, docs/ml_ops/lineage.rst (sagemaker-example-files-prod-<region>).
 * - Amazon Linux: docs.aws.amazon.com/emr/latest/ManagementGuide/private-subnet-iampolicy.html; the suffix of the 2023
 *   repository is the same in all regions that were looked up.
 */
export function awsBuckets(region: string): readonly AwsBucket[] {
  const codeArtifact = codeArtifactAccounts[region];
  return [
    {
      name: imageLayerBucket(region),
      purpose: "layers of container images (ECR)",
      withoutCaller: true,
      always: true,
      actions: read,
    },
    ...(codeArtifact
      ? [
          {
            name: `assets-${codeArtifact}-${region}`,
            purpose: "packages (CodeArtifact)",
            withoutCaller: true,
            always: false,
            actions: read,
          },
        ]
      : []),
    {
      name: `jumpstart-cache-prod-${region}`,
      purpose: "models and notebooks (JumpStart)",
      withoutCaller: false,
      always: false,
      actions: readAndList,
    },
    {
      name: `jumpstart-private-cache-prod-${region}`,
      purpose: "gated models (JumpStart)",
      withoutCaller: false,
      always: false,
      actions: readAndList,
    },
    {
      name: `sagemaker-example-files-prod-${region}`,
      purpose: "example data sets (SageMaker)",
      withoutCaller: false,
      always: false,
      actions: readAndList,
    },
    {
      name: `amazonlinux-2-repos-${region}`,
      purpose: "packages (Amazon Linux 2)",
      withoutCaller: true,
      always: false,
      actions: read,
    },
    {
      name: `al2023-repos-${region}-de612dc2`,
      purpose: "packages (Amazon Linux 2023)",
      withoutCaller: true,
      always: false,
      actions: read,
    },
  ];
}

/** The bucket that holds the layers of every container image of a region. */
export const imageLayerBucket = (region: string): string => `prod-${region}-starport-layer-bucket`;

/** Whether the region's bucket of this name is AWS's and read without the role's identity. */
export const isReadWithoutCaller = (region: string, name: string): boolean =>
  awsBuckets(region).some((bucket) => bucket.name === name && bucket.withoutCaller);
