/** The execution role starts no job, model or endpoint outside the team's subnets and groups or without encryption, nor any other compute. */
import { createActions } from "../../config/tables/create-actions";
import {
  type Attempt,
  type Context,
  everybodysOwn,
  foreignObject,
  fromOwnSubnet,
  may,
  mayNot,
  networkOf,
  ownName,
  sagemakerObject,
  type TeamView,
  views,
} from "./access";
import type { Promised, World } from "./promise";

/** What runs in subnets and under keys that its request names, with the type of object it makes. */
export const placedJobs: Readonly<Record<string, string>> = {
  CreateAutoMLJob: "automl-job",
  CreateAutoMLJobV2: "automl-job",
  CreateDataQualityJobDefinition: "data-quality-job-definition",
  CreateHyperParameterTuningJob: "hyper-parameter-tuning-job",
  CreateModelBiasJobDefinition: "model-bias-job-definition",
  CreateModelExplainabilityJobDefinition: "model-explainability-job-definition",
  CreateModelQualityJobDefinition: "model-quality-job-definition",
  CreateMonitoringSchedule: "monitoring-schedule",
  CreateProcessingJob: "processing-job",
  CreateTrainingJob: "training-job",
  UpdateMonitoringSchedule: "monitoring-schedule",
};

/** All other ways to create, start or update that the role has; StartMonitoringSchedule starts what was walled when made. */
const otherGrants = [
  "CreateAction",
  "CreateApp",
  "CreateContext",
  "CreateEndpoint",
  "CreateEndpointConfig",
  "CreateExperiment",
  "CreateInferenceComponent",
  "CreateModel",
  "CreatePipeline",
  "CreatePresignedDomainUrl",
  "CreateSpace",
  "CreateTransformJob",
  "CreateTrial",
  "CreateTrialComponent",
  "RetryPipelineExecution",
  "StartMonitoringSchedule",
  "StartPipelineExecution",
  "UpdateAction",
  "UpdateContext",
  "UpdateEndpoint",
  "UpdateEndpointWeightsAndCapacities",
  "UpdateExperiment",
  "UpdateInferenceComponentRuntimeConfig",
  "UpdatePipeline",
  "UpdateSpace",
  "UpdateTrainingJob",
  "UpdateTrial",
  "UpdateTrialComponent",
];

/** SageMaker names them itself: only where the studio account is the team's alone. */
const grantsOfAccount = ["CreateArtifact", "UpdateArtifact"];

/** Only where the team's file turns Feature Store on. */
const grantsOfFeatureStore = ["CreateFeatureGroup", "UpdateFeatureGroup", "UpdateFeatureMetadata"];

/** All ways to create, start or update that the role has. */
export const grantedKinds = ({ environment }: World, { team }: TeamView): readonly string[] => [
  ...Object.keys(placedJobs),
  ...otherGrants,
  ...(environment.separation === "account" ? grantsOfAccount : []),
  ...(team.features.featureStore === undefined ? [] : grantsOfFeatureStore),
];

/** SageMaker's other computers, and what would move the domain's own walls: refused whatever is attached to the role. */
const unwalled = [
  "AddInferenceGateway",
  "BatchAddClusterNodes",
  "CreateAlgorithm",
  "CreateCluster",
  "CreateCompilationJob",
  "CreateDeviceFleet",
  "CreateDomain",
  "CreateEdgePackagingJob",
  "CreateFlowDefinition",
  "CreateGlobalInferenceGateway",
  "CreateImage",
  "CreateImageVersion",
  "CreateInferenceExperiment",
  "CreateInferenceRecommendationsJob",
  "CreateInferenceRouter",
  "CreateJob",
  "CreateLabelingJob",
  "AttachClusterNodeVolume",
  "BatchReplaceClusterNodes",
  "CreateAIBenchmarkJob",
  "CreateAIRecommendationJob",
  "CreateMlflowApp",
  "CreateMlflowTrackingServer",
  "CreateModelPackage",
  "CreateNotebookInstance",
  "CreateOptimizationJob",
  "CreatePartnerApp",
  "CreatePresignedMlflowAppUrl",
  "CreatePresignedMlflowTrackingServerUrl",
  "CreatePresignedNotebookInstanceUrl",
  "CreateProject",
  "CreateTrainingSession",
  "CreateUserProfile",
  "CreatePartnerAppPresignedUrl",
  "DeleteDomain",
  "DeployHubModel",
  "ExecuteSamplingOperation",
  "ExecuteTrainingOperation",
  "GetSamplingOperationResult",
  "GetTrainingOperationResult",
  "InvokeGlobalInferenceGateway",
  "InvokeInferenceRouter",
  "MoveClusterNodes",
  "RenderUiTemplate",
  "SampleTrainingSession",
  "StartInferenceExperiment",
  "StartMlflowTrackingServer",
  "StartNotebookInstance",
  "TrainHubModel",
  "UpdateCluster",
  "UpdateDeviceFleet",
  "UpdateDomain",
  "UpdateImage",
  "UpdateImageVersion",
  "UpdateInferenceComponent",
  "UpdateMlflowTrackingServer",
  "UpdateNotebookInstance",
  "UpdateProject",
  "UpdateUserProfile",
];

/** A request as the SageMaker SDK's defaults make it: every subnet, the jobs' group, both keys. */
export function insideTheWalls(world: World, team: TeamView): Context {
  const { subnetIds, jobsGroupId } = networkOf(world, team);
  return {
    "sagemaker:VpcSubnets": subnetIds,
    "sagemaker:VpcSecurityGroupIds": [jobsGroupId],
    "sagemaker:VolumeKmsKeyArn": team.studioKeyArn,
    "sagemaker:OutputKmsKeyArn": team.dataKeyArn,
    "sagemaker:InstanceTypes": ["ml.m5.xlarge"],
    "sagemaker:ModelArn": [sagemakerObject(world, `model/${ownName(world, team)}`)],
  };
}

/** The team's role asks for an object of its own, in its name. */
export const attempt = (
  world: World,
  team: TeamView,
  action: string,
  type: string,
  context: Context,
  identity = team.identity,
): Attempt => ({
  as: team.role,
  action: `sagemaker:${action}`,
  on: sagemakerObject(world, `${type}/${ownName(world, team)}`),
  account: world.environment.accounts.studio.id,
  context,
  policies: { identity },
});

/** Requests that differ from one inside the walls in one thing of the network each. */
export function outsideNetwork(inside: Context): Context[] {
  const subnets = inside["sagemaker:VpcSubnets"] as readonly string[];
  const groups = inside["sagemaker:VpcSecurityGroupIds"] as readonly string[];
  return [
    { ...inside, "sagemaker:VpcSubnets": undefined },
    { ...inside, "sagemaker:VpcSecurityGroupIds": undefined },
    { ...inside, "sagemaker:VpcSubnets": [...subnets, "subnet-of-somebody-else"] },
    { ...inside, "sagemaker:VpcSecurityGroupIds": [...groups, "sg-of-somebody-else"] },
  ];
}

export const promises: Promised[] = [
  {
    name: "whatever is attached to the role, it starts no job and makes no model outside the team's subnets and the jobs' group",
    check: (world) => {
      for (const team of views(world)) {
        const outside = outsideNetwork(insideTheWalls(world, team));
        for (const [action, type] of Object.entries({ ...placedJobs, CreateModel: "model" }))
          for (const context of outside) mayNot(attempt(world, team, action, type, context, team.walled));
        // An endpoint's configuration need not name subnets or groups; it names no others.
        for (const context of outside.slice(2))
          mayNot(attempt(world, team, "CreateEndpointConfig", "endpoint-config", context, team.walled));
      }
    },
  },
  {
    name: "what the role is granted to start lies in the team's subnets and the jobs' group by itself, without the denials",
    check: (world) => {
      for (const team of views(world)) {
        const outside = outsideNetwork(insideTheWalls(world, team));
        for (const context of outside) {
          mayNot(attempt(world, team, "CreateTrainingJob", "training-job", context, team.grants));
          mayNot(attempt(world, team, "CreateModel", "model", context, team.grants));
          const onNvme = {
            ...context,
            "sagemaker:VolumeKmsKeyArn": undefined,
            "sagemaker:InstanceTypes": ["ml.g5.xlarge"],
          };
          mayNot(attempt(world, team, "CreateTrainingJob", "training-job", onNvme, team.grants));
        }
      }
    },
  },
  {
    name: "no job runs and no endpoint is configured without the studio key on its volumes, but on types that encrypt by themselves: so say the grants alone, too",
    check: (world) => {
      for (const team of views(world)) {
        const inside = insideTheWalls(world, team);
        for (const [action, type] of [
          ["CreateTrainingJob", "training-job"],
          ["CreateTransformJob", "transform-job"],
          ["CreateEndpointConfig", "endpoint-config"],
        ] as const) {
          for (const change of [
            { "sagemaker:VolumeKmsKeyArn": undefined },
            { "sagemaker:VolumeKmsKeyArn": `${team.studioKeyArn}-of-others` },
            { "sagemaker:VolumeKmsKeyArn": undefined, "sagemaker:InstanceTypes": undefined },
            { "sagemaker:VolumeKmsKeyArn": undefined, "sagemaker:InstanceTypes": ["ml.g5.xlarge", "ml.m5.xlarge"] },
          ] as Context[])
            for (const identity of [team.identity, team.grants])
              mayNot(attempt(world, team, action, type, { ...inside, ...change }, identity));
        }
      }
    },
  },
  {
    name: "a job that names an output key names one of the team's data account; one without outputs names none",
    check: (world) => {
      for (const team of views(world)) {
        const inside = insideTheWalls(world, team);
        const onNvme: Context = {
          ...inside,
          "sagemaker:VolumeKmsKeyArn": undefined,
          "sagemaker:InstanceTypes": ["ml.g5.xlarge"],
        };
        for (const [action, type] of [
          ["CreateTrainingJob", "training-job"],
          ["CreateTransformJob", "transform-job"],
        ] as const) {
          for (const context of [inside, onNvme]) {
            may(attempt(world, team, action, type, { ...context, "sagemaker:OutputKmsKeyArn": undefined }));
            const abroad = team.dataKeyArn.replace(team.dataAccount, "123123123123");
            mayNot(attempt(world, team, action, type, { ...context, "sagemaker:OutputKmsKeyArn": abroad }));
          }
        }
      }
    },
  },
  {
    name: "transforms, endpoints and inference components run the team's own models only",
    check: (world) => {
      for (const team of views(world)) {
        const inside = insideTheWalls(world, team);
        const own = sagemakerObject(world, `model/${ownName(world, team)}`);
        const foreign = foreignObject(world, "model").on;
        for (const [action, type] of [
          ["CreateTransformJob", "transform-job"],
          ["CreateEndpointConfig", "endpoint-config"],
          ["CreateInferenceComponent", "inference-component"],
        ] as const) {
          for (const models of [undefined, [foreign], [own, foreign]]) {
            // An endpoint for components has no model, and says the network itself.
            const bySubnets = action === "CreateEndpointConfig" && models === undefined;
            if (bySubnets) may(attempt(world, team, action, type, { ...inside, "sagemaker:ModelArn": models }));
            const context: Context = {
              ...inside,
              "sagemaker:ModelArn": models,
              ...(bySubnets && { "sagemaker:VpcSubnets": undefined }),
            };
            mayNot(attempt(world, team, action, type, context));
            const types = ["ml.g5.xlarge"];
            mayNot(
              attempt(world, team, action, type, {
                ...context,
                "sagemaker:VolumeKmsKeyArn": undefined,
                "sagemaker:InstanceTypes": types,
              }),
            );
          }
        }
      }
    },
  },
  {
    name: "the role creates, starts and updates exactly these kinds of SageMaker objects, in the team's name and no other",
    check: (world) => {
      for (const team of views(world)) {
        const granted = new Set(grantedKinds(world, team));
        const context: Context = {
          ...insideTheWalls(world, team),
          "sagemaker:UserProfileName": "somebody",
          "sagemaker:SpaceSharingType": "Shared",
          "sagemaker:OwnerUserProfileArn": sagemakerObject(world, `user-profile/${team.domainId}/somebody`),
        };
        for (const [action, { resourceTypes }] of Object.entries(createActions)) {
          const type = resourceTypes[0] ?? "model-package";
          if (granted.has(action)) {
            const other = { ...attempt(world, team, action, type, context), ...foreignObject(world, type) };
            const resource = other.account === world.environment.accounts.studio.id ? {} : { resource: everybodysOwn };
            mayNot({ ...other, policies: { identity: team.grants, ...resource } });
          } else {
            mayNot(attempt(world, team, action, type, context, team.grants));
            mayNot({ ...attempt(world, team, action, type, context, team.grants), on: "*" });
          }
        }
      }
    },
  },
  {
    name: "whatever is attached to the role, it starts none of SageMaker's other computers and does not move the domain's walls",
    check: (world) => {
      for (const team of views(world)) {
        const context: Context = { ...insideTheWalls(world, team), ...fromOwnSubnet(world, team) };
        for (const action of unwalled)
          mayNot({ ...attempt(world, team, action, "model", context, team.walled), on: "*" });
      }
    },
  },
  {
    name: "whatever is attached to the role, it starts no serverless training job, which names no instances",
    check: (world) => {
      for (const team of views(world)) {
        const context: Context = { ...insideTheWalls(world, team), ...fromOwnSubnet(world, team) };
        const { "sagemaker:InstanceTypes": instances, ...serverless } = context;
        const job = (given: Context) => attempt(world, team, "CreateTrainingJob", "training-job", given, team.walled);
        may(job({ ...serverless, "sagemaker:InstanceTypes": instances ?? [] }));
        mayNot(job(serverless));
      }
    },
  },
  {
    name: "it makes no serverless endpoint, which would run outside every VPC, of its own models under its own key either",
    check: (world) => {
      for (const team of views(world)) {
        const context: Context = {
          ...insideTheWalls(world, team),
          ...fromOwnSubnet(world, team),
          "sagemaker:ServerlessMemorySize": "2048",
        };
        mayNot(attempt(world, team, "CreateEndpointConfig", "endpoint-config", context, team.walled));
      }
    },
  },
];
