/** What names no object and shows those of the whole account: only where the account is the team's alone. */
import { arn } from "../../config/names";
import type { Statement } from "../document";
import type { ExecutionRoleContext } from "./context";
import { hasAccountAlone } from "./separation";

/**
 * Of what the team may make. None of them takes a resource.
 * Source: docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
const lists = [
  "Actions",
  "Artifacts",
  "Associations",
  "AutoMLJobs",
  "CandidatesForAutoMLJob",
  "Contexts",
  "DataQualityJobDefinitions",
  "EndpointConfigs",
  "Endpoints",
  "Experiments",
  "HyperParameterTuningJobs",
  "InferenceComponents",
  "ModelBiasJobDefinitions",
  "ModelExplainabilityJobDefinitions",
  "ModelQualityJobDefinitions",
  "Models",
  "MonitoringAlertHistory",
  "MonitoringAlerts",
  "MonitoringExecutions",
  "MonitoringSchedules",
  "Pipelines",
  "ProcessingJobs",
  "TrainingJobs",
  "TransformJobs",
  "TrialComponents",
  "Trials",
] as const;

export function listStatements(context: ExecutionRoleContext): Statement[] {
  if (!hasAccountAlone(context)) return [];
  const { environment } = context;
  return [
    {
      Sid: "ListAll",
      Effect: "Allow",
      Action: [
        ...lists.map((what) => `sagemaker:List${what}`),
        ...(context.team.features.featureStore ? ["sagemaker:ListFeatureGroups"] : []),
        ...(context.team.features.modelRegistry ? ["sagemaker:ListModelPackageGroups"] : []),
        "sagemaker:QueryLineage",
        "sagemaker:Search",
      ],
      Resource: "*",
    },
    {
      Sid: "ReadMetrics",
      Effect: "Allow",
      Action: ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics"],
      Resource: "*",
    },
    {
      // SageMaker asks it with the role when a deployment is to roll back by itself:
      // docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-configuration.html
      Sid: "SeeAlarms",
      Effect: "Allow",
      Action: "cloudwatch:DescribeAlarms",
      Resource: arn(environment, "cloudwatch", environment.region, environment.accounts.studio.id, "alarm:*"),
    },
  ];
}
