/** What the team may do with the jobs, models, endpoints and pipelines that it has created, feature groups too, and the role it lends them. */
import type { Statement } from "../document";
import { present } from "../document";
import type { ExecutionRoleContext } from "./context";
import { jobTypes } from "./jobs";
import { ownToManage } from "./separation";

const otherTypes = [
  "endpoint",
  "endpoint-config",
  "inference-component",
  "model",
  "pipeline",
  "transform-job",
] as const;

export function jobManagementStatements(context: ExecutionRoleContext): Statement[] {
  // What describes and tags is the same for all of them.
  const groups = context.team.features.featureStore ? ["feature-group"] : [];
  const own = ownToManage(context, ...jobTypes, ...otherTypes, ...groups);
  return [
    {
      Sid: "ManageOwn",
      Effect: "Allow",
      Action: [
        "sagemaker:DeleteDataQualityJobDefinition",
        "sagemaker:DeleteEndpoint",
        "sagemaker:DeleteEndpointConfig",
        "sagemaker:DeleteInferenceComponent",
        "sagemaker:DeleteModel",
        "sagemaker:DeleteModelBiasJobDefinition",
        "sagemaker:DeleteModelExplainabilityJobDefinition",
        "sagemaker:DeleteModelQualityJobDefinition",
        "sagemaker:DeleteMonitoringSchedule",
        "sagemaker:DeletePipeline",
        "sagemaker:Describe*",
        "sagemaker:InvokeEndpoint",
        "sagemaker:InvokeEndpointAsync",
        "sagemaker:InvokeEndpointWithResponseStream",
        "sagemaker:ListPipelineExecutions",
        "sagemaker:ListPipelineExecutionSteps",
        "sagemaker:ListPipelineParametersForExecution",
        "sagemaker:ListTags",
        "sagemaker:ListTrainingJobsForHyperParameterTuningJob",
        "sagemaker:RetryPipelineExecution",
        "sagemaker:StartMonitoringSchedule",
        "sagemaker:StopAutoMLJob",
        "sagemaker:StopHyperParameterTuningJob",
        "sagemaker:StopMonitoringSchedule",
        "sagemaker:StopPipelineExecution",
        "sagemaker:StopProcessingJob",
        "sagemaker:StopTrainingJob",
        "sagemaker:StopTransformJob",
        "sagemaker:UpdateEndpointWeightsAndCapacities",
        "sagemaker:UpdateInferenceComponentRuntimeConfig",
        "sagemaker:UpdateTrainingJob",
      ],
      ...own,
    },
    {
      Sid: "TagWhatIsCreated",
      Effect: "Allow",
      Action: "sagemaker:AddTags",
      Resource: own.Resource,
      Condition: present("sagemaker:TaggingAction"),
    },
    {
      Sid: "LendOwnRoleToSageMaker",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: context.roleArn,
      Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
  ];
}
