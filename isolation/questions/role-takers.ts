/** SageMaker's operations that take a role: for what SageMaker becomes it, as aws:SourceArn says it to the role's trust policy. */

/** Behind the account, as patterns of ARNs; `exactly *` is an asterisk that stands for itself. Undefined: AWS's pages do not say. */
type Sources = readonly string[] | undefined;

const asterisk: Sources = ["exactly *"];
const pipeline: Sources = ["pipeline/*"];
const image: Sources = ["image", "image-version"];
/** Jobs and models of a validation: "the asterisk does stand for a wildcard". */
const validation: Sources = ["model/*", "training-job/*", "transform-job/*"];

/**
 * Of every operation of botocore 1.44.8 whose request has a member that names a role; tests hold it against botocore and the
 * SDK for JavaScript. Sources of the patterns:
 * docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html (as of 2023-03-14; a copy of 2026 lists the
 * same topics), where Studio's and Inference's asterisk "does not stand for a wildcard". A pipeline's definition names roles,
 * too: its steps' calls are the pipeline's role's own.
 */
export const roleTakers: Readonly<Record<string, Sources>> = {
  CreateAIBenchmarkJob: undefined,
  CreateAIRecommendationJob: undefined,
  CreateAlgorithm: validation,
  CreateAutoMLJob: undefined,
  CreateAutoMLJobV2: undefined,
  CreateCluster: undefined,
  CreateCompilationJob: ["compilation-job/*"],
  CreateDataQualityJobDefinition: undefined,
  CreateDeviceFleet: undefined,
  CreateDomain: asterisk,
  CreateEdgePackagingJob: ["edge-packaging-job/*"],
  CreateEndpointConfig: asterisk,
  CreateFeatureGroup: undefined,
  CreateFlowDefinition: undefined,
  CreateGlobalInferenceGateway: undefined,
  CreateHyperParameterTuningJob: undefined,
  CreateImage: image,
  CreateInferenceExperiment: undefined,
  CreateInferenceRecommendationsJob: undefined,
  CreateJob: undefined,
  CreateLabelingJob: undefined,
  CreateMlflowApp: undefined,
  CreateMlflowTrackingServer: undefined,
  CreateModel: asterisk,
  CreateModelBiasJobDefinition: undefined,
  CreateModelExplainabilityJobDefinition: undefined,
  CreateModelPackage: validation,
  CreateModelQualityJobDefinition: undefined,
  CreateMonitoringSchedule: undefined,
  CreateNotebookInstance: undefined,
  CreateOptimizationJob: undefined,
  CreatePartnerApp: undefined,
  CreatePipeline: pipeline,
  CreateProcessingJob: ["processing-job/*"],
  CreateProject: undefined,
  CreateTrainingJob: ["training-job/*"],
  CreateTrainingSession: undefined,
  CreateUserProfile: asterisk,
  RenderUiTemplate: undefined,
  StartPipelineExecution: pipeline,
  UpdateCluster: undefined,
  UpdateDeviceFleet: undefined,
  UpdateDomain: asterisk,
  UpdateImage: image,
  UpdateMonitoringSchedule: undefined,
  UpdateNotebookInstance: undefined,
  UpdatePipeline: pipeline,
  UpdateUserProfile: asterisk,
};

const operations = Object.entries(roleTakers);

/** Each pattern that AWS documents, but for pipelines, with the operations that have it. */
export const sourcesBesidePipelines: ReadonlyMap<string, readonly string[]> = new Map(
  [...new Set(operations.flatMap(([, sources]) => (sources === pipeline ? [] : (sources ?? []))))].map((source) => [
    source,
    operations.filter(([, sources]) => sources?.includes(source)).map(([name]) => name),
  ]),
);

/** Operations of which AWS does not say for what SageMaker becomes the role. */
export const undocumentedTakers: readonly string[] = operations
  .filter(([, sources]) => sources === undefined)
  .map(([name]) => name);
