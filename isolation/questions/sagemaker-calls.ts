/** SageMaker's calls by what a team's role may do with them: run jobs in its network, make and change what does not run by itself, ask from inside. */
import { createActions } from "../../config/tables/create-actions";

/** Calls that say in their request what the key tells. */
export const telling = (key: string): readonly string[] =>
  Object.entries(createActions)
    .filter(([, { conditionKeys }]) => conditionKeys.includes(key))
    .map(([name]) => `sagemaker:${name}`);

/** They run on models, which say where they run: it is enough that the models are the team's own. */
export const onModels = ["sagemaker:CreateEndpointConfig", "sagemaker:CreateTransformJob"];

/** They say where they run. */
export const placed = telling("sagemaker:VpcSubnets").filter((action) => !onModels.includes(action));

/** What they make or change runs on models, in spaces of the domain or as jobs, or does not run at all. */
export const harmless = [
  ...onModels,
  "sagemaker:AddTags",
  "sagemaker:CreateApp",
  "sagemaker:CreateEndpoint",
  "sagemaker:CreatePipeline",
  "sagemaker:CreateSpace",
  // Whatever is deleted or stopped is no more.
  "sagemaker:Delete*",
  "sagemaker:RetryPipelineExecution",
  "sagemaker:StartMonitoringSchedule",
  "sagemaker:StartPipelineExecution",
  "sagemaker:Stop*",
  "sagemaker:UpdateEndpoint",
  "sagemaker:UpdateEndpointWeightsAndCapacities",
  "sagemaker:UpdatePipeline",
  "sagemaker:UpdateSpace",
];

/** They hand out what is inside. */
export const answering = [
  "sagemaker:CreatePresignedDomainUrl",
  "sagemaker:InvokeEndpoint",
  "sagemaker:InvokeEndpointAsync",
  "sagemaker:InvokeEndpointWithResponseStream",
];
