/**
 * Bedrock's foundation models: AWS's own, in the region, for every account; an ARN of one names no account. What runs there
 * is AWS's code, and it keeps nothing of a prompt. Profiles, which lead to other regions, tools, which search the web, and
 * models of accounts have other ARNs.
 * Sources: docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html (resource types);
 * docs.aws.amazon.com/bedrock/latest/userguide/data-protection.html ("doesn't store or log your prompts and completions").
 */
import type { Partition } from "./regions";

/** Converse asks for the first, ConverseStream for the second: docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html */
export const invokeModelActions = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"] as const;

export const foundationModelArn = (partition: Partition, region: string): string =>
  `arn:${partition}:bedrock:${region}::foundation-model/*`;
