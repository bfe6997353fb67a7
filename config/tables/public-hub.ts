/**
 * AWS's public hub of JumpStart models: the SDK reads a model's description there. Its owner is AWS, whose ARNs have "aws" for an account.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/jumpstart-curated-hubs-fundamentals.html; SDK v3 calls DescribeHubContent
 * (notebooks/recordings, jumpstart-fine-tune).
 */
import type { Partition } from "./regions";

export const publicHub = "SageMakerPublicHub";

export const readHubActions = [
  "sagemaker:DescribeHub",
  "sagemaker:DescribeHubContent",
  "sagemaker:ListHubContents",
] as const;

export const publicHubArns = (partition: Partition, region: string): readonly string[] =>
  ["hub", "hub-content"].map(
    (type) => `arn:${partition}:sagemaker:${region}:aws:${type}/${publicHub}${type === "hub" ? "" : "/*"}`,
  );
