/** Which jobs, models, endpoints and pipelines the execution role may run: its own, inside its subnets, under its keys. */
import { arn } from "../../config/names";
import { nvmeInstancePatterns } from "../../config/tables/nvme-instances";
import type { Condition, Statement } from "../document";
import { absent, allOf, present } from "../document";
import type { ExecutionRoleContext } from "./context";
import { hasAccountAlone, type OwnObjects, ownModels, ownToCreate, ownToManage } from "./separation";

/**
 * Create actions that say in their request in which subnets and groups they run and under which keys. SageMaker's others
 * (notebook instances, labelling, compilation, clusters, ...) either run elsewhere or are not needed: never granted.
 * Source: docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html; checked against iam-data in tests.
 */
export const jobActions = [
  "sagemaker:CreateAutoMLJob",
  "sagemaker:CreateAutoMLJobV2",
  "sagemaker:CreateDataQualityJobDefinition",
  "sagemaker:CreateHyperParameterTuningJob",
  "sagemaker:CreateModelBiasJobDefinition",
  "sagemaker:CreateModelExplainabilityJobDefinition",
  "sagemaker:CreateModelQualityJobDefinition",
  "sagemaker:CreateMonitoringSchedule",
  "sagemaker:CreateProcessingJob",
  "sagemaker:CreateTrainingJob",
  "sagemaker:UpdateMonitoringSchedule",
] as const;

/**
 * A schedule says where its jobs run, or names a definition that does. Only the former has instance types: the request needs
 * them (docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringClusterConfig.html, InstanceType).
 */
export const scheduleActions = ["sagemaker:CreateMonitoringSchedule", "sagemaker:UpdateMonitoringSchedule"] as const;

/** The resource types of jobActions. */
export const jobTypes = [
  "automl-job",
  "data-quality-job-definition",
  "hyper-parameter-tuning-job",
  "model-bias-job-definition",
  "model-explainability-job-definition",
  "model-quality-job-definition",
  "monitoring-schedule",
  "processing-job",
  "training-job",
] as const;

/** Exactly the team's subnets and the jobs' group. ForAllValues also holds for an absent key, hence the Null test. */
const insideNetwork = ({ subnetIds, jobSecurityGroupId }: ExecutionRoleContext): Condition =>
  allOf(present("sagemaker:VpcSubnets", "sagemaker:VpcSecurityGroupIds"), {
    "ForAllValues:StringEquals": {
      "sagemaker:VpcSubnets": subnetIds,
      "sagemaker:VpcSecurityGroupIds": jobSecurityGroupId,
    },
  });

const underStudioKey = ({ studioKeyArn }: ExecutionRoleContext): Condition => ({
  ArnEquals: { "sagemaker:VolumeKmsKeyArn": studioKeyArn },
});

/** These instance types encrypt their local NVMe storage themselves and refuse a volume key. */
const onNvme: Condition = {
  "ForAllValues:StringLike": { "sagemaker:InstanceTypes": nvmeInstancePatterns },
  Null: { "sagemaker:InstanceTypes": "false" },
};

/**
 * Where a job names an output key, it is one of the data account; the bucket policy insists on the bucket's own. Without one
 * (a processing job need not have outputs) the bucket's default encryption applies.
 */
const underDataKey = ({ environment, team }: ExecutionRoleContext): Condition => ({
  ArnLikeIfExists: {
    "sagemaker:OutputKmsKeyArn": arn(environment, "kms", environment.region, team.dataAccount.id, "key/*"),
  },
});

const onOwnModels = (context: ExecutionRoleContext): Condition => ({
  "ForAllValues:ArnLike": { "sagemaker:ModelArn": ownModels(context) },
  Null: { "sagemaker:ModelArn": "false" },
});

const namesDefinition = absent(
  "sagemaker:InstanceTypes",
  "sagemaker:VpcSubnets",
  "sagemaker:VpcSecurityGroupIds",
  "sagemaker:VolumeKmsKeyArn",
);

/** Allows these actions on the team's own objects, where all conditions hold. */
const allow = (
  Sid: string,
  Action: string | readonly string[],
  { Resource, Condition }: OwnObjects,
  ...conditions: Condition[]
): Statement => {
  const all = allOf(...conditions, Condition ?? {});
  return { Sid, Effect: "Allow", Action, Resource, ...(Object.keys(all).length > 0 && { Condition: all }) };
};

/** Jobs and the pipelines that start them. */
export function jobStatements(context: ExecutionRoleContext): Statement[] {
  const jobs = ownToCreate(context, ...jobTypes);
  const network = insideNetwork(context);
  const output = underDataKey(context);
  return [
    allow("Jobs", jobActions, jobs, network, underStudioKey(context), output),
    allow("JobsOnNvme", jobActions, jobs, network, onNvme, output),
    // Whose definition it names, the request does not say: only where all are the team's.
    ...(hasAccountAlone(context)
      ? [allow("SchedulesOfDefinitions", scheduleActions, ownToCreate(context, "monitoring-schedule"), namesDefinition)]
      : []),
    allow(
      "Pipelines",
      ["sagemaker:CreatePipeline", "sagemaker:UpdatePipeline", "sagemaker:StartPipelineExecution"],
      ownToCreate(context, "pipeline"),
    ),
  ];
}

/** Models, and what runs them: endpoints and batch transforms, of the team's own models only. */
export function modelStatements(context: ExecutionRoleContext): Statement[] {
  const volume = underStudioKey(context);
  const output = underDataKey(context);
  const models = onOwnModels(context);
  const configs = ownToCreate(context, "endpoint-config");
  const transforms = ownToCreate(context, "transform-job");
  return [
    allow("Models", "sagemaker:CreateModel", ownToCreate(context, "model"), insideNetwork(context)),
    allow("EndpointConfigs", "sagemaker:CreateEndpointConfig", configs, models, volume),
    allow("EndpointConfigsOnNvme", "sagemaker:CreateEndpointConfig", configs, models, onNvme),
    allow("Transforms", "sagemaker:CreateTransformJob", transforms, models, volume, output),
    allow("TransformsOnNvme", "sagemaker:CreateTransformJob", transforms, models, onNvme, output),
    allow(
      "Endpoints",
      ["sagemaker:CreateEndpoint", "sagemaker:UpdateEndpoint"],
      ownToManage(context, "endpoint", "endpoint-config"),
    ),
  ];
}

/**
 * Inference components, of the team's own models. Their endpoint has no model, so that its configuration says the network.
 * Sources: github.com/hashicorp/terraform-provider-aws, pull request 48884 (VpcConfig "can only be used with Inference
 * Components endpoints (no model_name)") and issue 40644 (AWS refuses components on an endpoint that has a model).
 */
export function componentStatements(context: ExecutionRoleContext): Statement[] {
  const withoutModel = allOf(insideNetwork(context), absent("sagemaker:ModelArn"));
  const configs = ownToCreate(context, "endpoint-config");
  const components = ownToManage(context, "endpoint", "inference-component");
  return [
    allow("ComponentConfigs", "sagemaker:CreateEndpointConfig", configs, withoutModel, underStudioKey(context)),
    allow("ComponentConfigsOnNvme", "sagemaker:CreateEndpointConfig", configs, withoutModel, onNvme),
    allow("Components", "sagemaker:CreateInferenceComponent", components, onOwnModels(context)),
  ];
}
