/** Calls of SageMaker by what they say in their requests, and those that run nothing of their own. */
import { createActions } from "../../../config/tables/create-actions";
import type { Conditions } from "../about";

/** Actions that say in their request what the key tells. */
export const telling = (key: string): readonly string[] =>
  Object.entries(createActions)
    .filter(([, { conditionKeys }]) => conditionKeys.includes(key))
    .map(([name]) => `sagemaker:${name}`);

export const absent = (key: string): Conditions => ({ Null: { [key]: "true" } });

/** They run on models, which say where they run: it is enough that the models are the team's own. */
export const onModels = ["sagemaker:CreateEndpointConfig", "sagemaker:CreateTransformJob"];

/**
 * Everything else that the role may change in SageMaker: what it creates runs on models, in spaces of its domain or as jobs,
 * or does not run at all. Whatever AWS adds is not among it.
 */
export const harmless = [
  ...onModels,
  "sagemaker:AddTags",
  "sagemaker:CreateApp",
  "sagemaker:CreateEndpoint",
  "sagemaker:CreatePipeline",
  "sagemaker:CreatePresignedDomainUrl",
  "sagemaker:CreateSpace",
  "sagemaker:Delete*",
  "sagemaker:InvokeEndpoint",
  "sagemaker:InvokeEndpointAsync",
  "sagemaker:InvokeEndpointWithResponseStream",
  "sagemaker:RetryPipelineExecution",
  "sagemaker:StartMonitoringSchedule",
  "sagemaker:StartPipelineExecution",
  "sagemaker:Stop*",
  "sagemaker:UpdateEndpoint",
  "sagemaker:UpdateEndpointWeightsAndCapacities",
  "sagemaker:UpdatePipeline",
  "sagemaker:UpdateSpace",
];
