/** SageMaker's calls by what a team's role may do with them: run jobs in its network, make and change what does not run by itself, ask from inside. */
import { createActions } from "../../config/tables/create-actions";
import { actionsOf } from "../decide";

/** Calls that say in their request what the key tells. */
export const telling = (key: string): readonly string[] =>
  Object.entries(createActions)
    .filter(([, { conditionKeys }]) => conditionKeys.includes(key))
    .map(([name]) => `sagemaker:${name}`);

/** They run on models, which say where they run: it is enough that the models are the team's own. */
export const onModels = [
  "sagemaker:CreateEndpointConfig",
  "sagemaker:CreateInferenceComponent",
  "sagemaker:CreateTransformJob",
];

/** They say where they run. */
export const placed = telling("sagemaker:VpcSubnets").filter((action) => !onModels.includes(action));

/** They say where their jobs run, or name a definition that does. */
export const scheduling = ["sagemaker:CreateMonitoringSchedule", "sagemaker:UpdateMonitoringSchedule"];
/** Keys that a schedule has of jobs that it describes itself, and not of a definition that it names. */
export const ofOwnDefinition = [
  "sagemaker:InstanceTypes",
  "sagemaker:VolumeKmsKeyArn",
  "sagemaker:VpcSecurityGroupIds",
  "sagemaker:VpcSubnets",
];

/** What they make or change runs on models, in spaces of the domain or as jobs, or does not run at all. What a feature group stores where is asked apart. */
export const harmless = [
  ...onModels,
  "sagemaker:AddAssociation",
  "sagemaker:AddTags",
  "sagemaker:AssociateTrialComponent",
  "sagemaker:BatchPutMetrics",
  "sagemaker:BatchWriteRecord",
  "sagemaker:CreateAction",
  "sagemaker:CreateApp",
  "sagemaker:CreateArtifact",
  "sagemaker:CreateContext",
  "sagemaker:CreateEndpoint",
  "sagemaker:CreateExperiment",
  "sagemaker:CreateFeatureGroup",
  "sagemaker:CreatePipeline",
  "sagemaker:CreateSpace",
  "sagemaker:CreateTrial",
  "sagemaker:CreateTrialComponent",
  // Whatever is deleted or stopped is no more.
  "sagemaker:Delete*",
  "sagemaker:DisassociateTrialComponent",
  "sagemaker:PutRecord",
  "sagemaker:RetryPipelineExecution",
  "sagemaker:StartMonitoringSchedule",
  "sagemaker:StartPipelineExecution",
  "sagemaker:Stop*",
  "sagemaker:UpdateAction",
  "sagemaker:UpdateArtifact",
  "sagemaker:UpdateContext",
  "sagemaker:UpdateEndpoint",
  "sagemaker:UpdateEndpointWeightsAndCapacities",
  "sagemaker:UpdateInferenceComponentRuntimeConfig",
  "sagemaker:UpdateExperiment",
  "sagemaker:UpdateFeatureGroup",
  "sagemaker:UpdateFeatureMetadata",
  "sagemaker:UpdatePipeline",
  "sagemaker:UpdateSpace",
  // How long a job keeps its instances, and what is measured of it: not where it runs.
  "sagemaker:UpdateTrainingJob",
  "sagemaker:UpdateTrial",
  "sagemaker:UpdateTrialComponent",
];

/**
 * They start nothing by themselves: they describe, order or answer, or work on what only a call among the others makes.
 * What shares or opens a session is G12's.
 */
const startingNothing = [
  "CompleteRollout CreateReservedCapacity CreateTrainingPlan DeregisterDevices ExtendTrainingPlan",
  "CreateAppImageConfig CreateCodeRepository CreateComputeQuota CreateEdgeDeploymentPlan",
  "CreateEdgeDeploymentStage CreateHub CreateHubContentReference CreateHumanTaskUi",
  "CreateModelCard CreateModelCardExportJob CreateModelPackageGroup",
  "CreateStudioLifecycleConfig CreateWorkforce CreateWorkteam DisableSagemakerServicecatalogPortfolio",
  "EnableSagemakerServicecatalogPortfolio ImportHubContent RegisterDevices Sample SampleWithResponseStream",
  "SendHeartbeat SendPipelineExecutionStepFailure SendPipelineExecutionStepSuccess StartEdgeDeploymentStage",
  "StartHumanLoop UpdateAppImageConfig UpdateCodeRepository UpdateComputeQuota UpdateDevices",
  "UpdateHub UpdateHubContent UpdateHubContentReference",
  "UpdateModelCard UpdateModelPackage UpdateMonitoringAlert UpdatePipelineExecution",
  "UpdatePipelineVersion UpdateRecord UpdateReward UpdateWorkforce UpdateWorkteam",
  "CreateLineageGroupPolicy CreateSharedModel PutLineageGroupPolicy PutModelPackageGroupPolicy PutResourcePolicy",
  "PutEndpointPolicy SendSharedModelEvent StartSession UpdateSharedModel",
].flatMap((names) => names.split(" ").map((name) => `sagemaker:${name}`));

/** They hand out what is inside. */
export const answering = [
  "sagemaker:CreatePresignedDomainUrl",
  "sagemaker:InvokeEndpoint",
  "sagemaker:InvokeEndpointAsync",
  "sagemaker:InvokeEndpointWithResponseStream",
];

/**
 * Calls that read what a team writes (records of features, texts of runs, pipelines and their parameters), what
 * administrators write of models that they register for it, or its lifecycle script: answered inside only. SageMaker itself makes none of them with the role: of a pipeline it starts and describes the
 * jobs of the steps.
 * Page: docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-access.html (Pipeline Role Permissions).
 */
export const readBack = [
  "sagemaker:BatchDescribeModelPackage",
  "sagemaker:BatchGetMetrics",
  "sagemaker:BatchGetRecord",
  "sagemaker:DescribeAction",
  "sagemaker:DescribeArtifact",
  "sagemaker:DescribeContext",
  "sagemaker:DescribeExperiment",
  "sagemaker:DescribeFeatureMetadata",
  "sagemaker:DescribeModelPackage*",
  "sagemaker:DescribePipeline*",
  "sagemaker:DescribeStudioLifecycleConfig",
  "sagemaker:DescribeTrial",
  "sagemaker:DescribeTrialComponent",
  "sagemaker:GetRecord",
  "sagemaker:ListActions",
  "sagemaker:ListArtifacts",
  "sagemaker:ListAssociations",
  "sagemaker:ListContexts",
  "sagemaker:ListExperiments",
  "sagemaker:ListModelPackage*",
  "sagemaker:ListPipeline*",
  "sagemaker:ListRecords",
  "sagemaker:ListTrialComponents",
  "sagemaker:ListTrials",
  "sagemaker:QueryLineage",
  "sagemaker:Search",
];

/** Calls that name nothing and only read: what they show is the whole account's. */
export const ofWholeAccount = actionsOf("sagemaker")
  .filter(({ onlyReads, resources }) => onlyReads && resources.length === 0)
  .map(({ name }) => name);

const isNamed = (name: string, patterns: readonly string[]): boolean =>
  patterns.some((each) => (each.endsWith("*") ? name.startsWith(each.slice(0, -1)) : name === each));

/** They only read, with a role that they are given. */
const readingAsAnotherRole = ["sagemaker:RenderUiTemplate"];

/** All of SageMaker's other calls: they start or change what runs elsewhere, whatever the request says. What AWS adds is among them. */
export const runningElsewhere = [
  ...actionsOf("sagemaker")
    .filter(
      ({ name, onlyReads }) => !onlyReads && !isNamed(name, [...placed, ...harmless, ...answering, ...startingNothing]),
    )
    .map(({ name }) => name),
  ...readingAsAnotherRole,
];
