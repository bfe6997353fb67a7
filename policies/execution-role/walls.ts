/** Denials that hold whatever else is attached to the execution role, AdministratorAccess included. */
import { interfaceEndpoints } from "../../config/tables/interface-endpoints";
import type { Statement } from "../document";
import { absent, present } from "../document";
import { denyOutside } from "../networks";
import type { ExecutionRoleContext } from "./context";
import { jobActions, scheduleActions } from "./jobs";
import { hasAccountAlone } from "./separation";

const deny = (Sid: string, Action: string | readonly string[], Condition?: Statement["Condition"]): Statement => ({
  Sid,
  Effect: "Deny",
  Action,
  Resource: "*",
  ...(Condition && { Condition }),
});

export function wallStatements(context: ExecutionRoleContext): Statement[] {
  return [...denySharing, ...denyOtherIdentities(context), ...denyReadingBack(context)];
}

/** Nothing is handed to another account, opened to the internet or reached from a laptop. */
const denySharing: readonly Statement[] = [
  deny("DenySharing", [
    "sagemaker:CreateHubContentPresignedUrls",
    "sagemaker:CreateLineageGroupPolicy",
    "sagemaker:CreateSharedModel",
    "sagemaker:PutEndpointPolicy",
    "sagemaker:PutLineageGroupPolicy",
    "sagemaker:PutModelPackageGroupPolicy",
    "sagemaker:PutResourcePolicy",
    "sagemaker:SendSharedModelEvent",
    "sagemaker:UpdateSharedModel",
    "bedrock:PutResourcePolicy",
    "codeartifact:Put*PermissionsPolicy",
    "ecr:PutRegistryPolicy",
    "ecr:PutReplicationConfiguration",
    "ecr:SetRepositoryPolicy",
    "events:PutPermission",
    "events:PutResourcePolicy",
    "glue:PutResourcePolicy",
    "kms:PutKeyPolicy",
    "lakeformation:GrantPermissions",
    "lambda:AddPermission",
    "lambda:CreateFunctionUrlConfig",
    "logs:CreateDelivery",
    "logs:CreateExportTask",
    "logs:CreateScheduledQuery",
    "logs:PutAccountPolicy",
    "logs:PutDestination",
    "logs:PutResourcePolicy",
    "logs:PutSubscriptionFilter",
    "oam:CreateLink",
    "ram:AssociateResourceShare",
    "ram:CreateResourceShare",
    "s3:CreateAccessPoint",
    "s3:PutAccessPointPolicy",
    "s3:PutBucketPolicy",
    "s3:PutObjectAcl",
    "secretsmanager:PutResourcePolicy",
    "ssm:ModifyDocumentPermission",
    "ssm:PutResourcePolicy",
  ]),
  deny("DenyRemoteSessions", ["sagemaker:StartSession", "ssm:SendCommand", "ssm:StartSession"]),
  deny("DenyRemoteAccess", ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"], {
    StringEquals: { "sagemaker:RemoteAccess": "ENABLED" },
  }),
  deny("DenyRemoteDebug", ["sagemaker:CreateTrainingJob", "sagemaker:UpdateTrainingJob"], {
    Bool: { "sagemaker:EnableRemoteDebug": "true" },
  }),
];

/** No other role, no other credentials, no change of its own permissions, no tags that other policies may rest on. */
const denyOtherIdentities = ({ roleArn, pipelineRoleArn }: ExecutionRoleContext): Statement[] => [
  {
    Sid: "DenyOtherRoles",
    Effect: "Deny",
    Action: ["iam:PassRole", "sts:AssumeRole"],
    NotResource: pipelineRoleArn === undefined ? roleArn : [roleArn, pipelineRoleArn],
  },
  deny("DenyIdentityChanges", [
    "iam:Accept*",
    "iam:Add*",
    "iam:Associate*",
    "iam:Attach*",
    "iam:Change*",
    "iam:Create*",
    "iam:Deactivate*",
    "iam:Delete*",
    "iam:Detach*",
    "iam:Disable*",
    "iam:Enable*",
    "iam:Put*",
    // Credentials are reset, too.
    "iam:Re*",
    "iam:Send*",
    "iam:Set*",
    "iam:Tag*",
    "iam:Untag*",
    "iam:Update*",
    "iam:Upload*",
  ]),
  // Credentials and tokens that work without the role's own policies, or tell others that they come from the role.
  deny("DenyTokens", [
    // A request for one is signed without a call, and sent as a token to whoever takes it for the role.
    // Source: docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-openai-compatible.html
    "aws-external-anthropic:CallWithBearerToken",
    "bedrock:CallWithBearerToken",
    "bedrock-mantle:CallWithBearerToken",
    "cloudwatch:CallWithBearerToken",
    "logs:CallWithBearerToken",
    "sagemaker:CallWithBearerToken",
    "sts:AssumeRoot",
    "sts:GetDelegatedAccessToken",
    "sts:GetFederationToken",
    "sts:GetSessionToken",
    "sts:GetWebIdentityToken",
  ]),
  // CodeArtifact's token is asked for by CodeArtifact: docs.aws.amazon.com/codeartifact/latest/ug/tokens-authentication.html
  deny("DenyServiceTokens", "sts:GetServiceBearerToken", {
    StringNotEquals: { "sts:AWSServiceName": "codeartifact.amazonaws.com" },
  }),
  deny("DenyTagging", "sagemaker:AddTags", absent("sagemaker:TaggingAction")),
  deny("DenyUntagging", "sagemaker:DeleteTags"),
];

/**
 * SageMaker compute that names no subnets, the domain's own walls, and what takes a role for something else than a job: none
 * of it is granted, so none may be. Some of it is in AWS's SDKs and not in the authorization data (botocore 1.44.8).
 */
export const unwalledActions = [
  "sagemaker:*Cluster*",
  "sagemaker:*InferenceExperiment*",
  "sagemaker:*InferenceGateway*",
  "sagemaker:*InferenceRouter*",
  "sagemaker:*Mlflow*",
  "sagemaker:*NotebookInstance*",
  "sagemaker:*PartnerApp*",
  "sagemaker:*TrainingSession*",
  "sagemaker:CreateAI*",
  "sagemaker:CreateAlgorithm",
  "sagemaker:CreateCompilationJob",
  "sagemaker:CreateDeviceFleet",
  "sagemaker:CreateDomain",
  "sagemaker:CreateEdgePackagingJob",
  "sagemaker:CreateFlowDefinition",
  "sagemaker:CreateImage*",
  "sagemaker:CreateInferenceRecommendationsJob",
  "sagemaker:CreateJob",
  "sagemaker:CreateLabelingJob",
  "sagemaker:CreateModelPackage",
  "sagemaker:CreateOptimizationJob",
  "sagemaker:CreateProject",
  "sagemaker:CreateUserProfile",
  "sagemaker:DeleteDomain",
  "sagemaker:DeployHubModel",
  "sagemaker:Execute*Operation",
  "sagemaker:Get*OperationResult",
  "sagemaker:RenderUiTemplate",
  "sagemaker:TrainHubModel",
  "sagemaker:UpdateDeviceFleet",
  "sagemaker:UpdateDomain",
  "sagemaker:UpdateImage*",
  // It may bring another model or image, and says neither.
  "sagemaker:UpdateInferenceComponent",
  "sagemaker:UpdateProject",
  "sagemaker:UpdateUserProfile",
] as const;

/** No compute outside the team's subnets and the jobs' group, and no app with somebody else's script, whatever else allows it. */
export function computeWallStatements(context: ExecutionRoleContext): Statement[] {
  const { subnetIds, jobSecurityGroupId, startScriptArns } = context;
  const placed = [...jobActions, "sagemaker:CreateModel"];
  // An endpoint's configuration need not name a network, which its models do; where it does, it is the team's.
  const placeable = [...placed, "sagemaker:CreateEndpointConfig"];
  // A schedule without instance types names a definition, which says where its jobs run.
  const byDefinition: readonly string[] = hasAccountAlone(context) ? scheduleActions : [];
  const always = placed.filter((action) => !byDefinition.includes(action));
  const denyWithout = (what: string, key: string): Statement[] => [
    deny(`DenyWithout${what}`, always, absent(key)),
    ...(byDefinition.length > 0
      ? [
          deny(`DenySchedulesWithout${what}`, byDefinition, {
            Null: { [key]: "true", "sagemaker:InstanceTypes": "false" },
          }),
        ]
      : []),
  ];
  return [
    deny("DenyUnwalledCompute", unwalledActions),
    // A serverless training job names no instance types, and its volume no key.
    // Source: botocore 1.44.8, CreateTrainingJob (ServerlessJobConfig; ResourceConfig is not required)
    deny("DenyServerlessJobs", "sagemaker:CreateTrainingJob", absent("sagemaker:InstanceTypes")),
    ...denyWithout("Subnets", "sagemaker:VpcSubnets"),
    ...denyWithout("Groups", "sagemaker:VpcSecurityGroupIds"),
    deny(
      "DenyNoModelNoSubnets",
      "sagemaker:CreateEndpointConfig",
      absent("sagemaker:ModelArn", "sagemaker:VpcSubnets"),
    ),
    deny(
      "DenyNoModelNoGroups",
      "sagemaker:CreateEndpointConfig",
      absent("sagemaker:ModelArn", "sagemaker:VpcSecurityGroupIds"),
    ),
    deny("DenyComponentsWithoutModel", "sagemaker:CreateInferenceComponent", absent("sagemaker:ModelArn")),
    // AWS supports no VPC there. Source: docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html (Feature exclusions)
    deny("DenyServerless", "sagemaker:CreateEndpointConfig", present("sagemaker:ServerlessMemorySize")),
    // SageMaker writes it from its own network, with a role that it is passed and into a bucket that the request names.
    // Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateFeatureGroup.html (RoleArn, OfflineStoreConfig)
    deny("DenyOfflineStores", "sagemaker:CreateFeatureGroup", present("sagemaker:FeatureGroupOfflineStoreConfig")),
    deny("DenyOtherSubnets", placeable, { "ForAnyValue:StringNotEquals": { "sagemaker:VpcSubnets": subnetIds } }),
    deny("DenyOtherGroups", placeable, {
      "ForAnyValue:StringNotEquals": { "sagemaker:VpcSecurityGroupIds": jobSecurityGroupId },
    }),
    // "None" takes a script away. Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_StudioLifecycleConfigDetails.html
    deny("DenyForeignScripts", ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"], {
      "ForAnyValue:StringNotEquals": { "sagemaker:StudioLifecycleConfigArns": [...startScriptArns, "None"] },
    }),
  ];
}

/**
 * The role's credentials, taken elsewhere, read nothing back. Only calls that SageMaker itself never makes with the role
 * from its own network: a blanket denial would break network interfaces, image pulls and log writes. Calls that AWS
 * forwards for an allowed request carry aws:ViaAWSService instead of a network.
 */
function denyReadingBack(context: ExecutionRoleContext): Statement[] {
  const { environment } = context;
  const defaults = new Set(["cloudwatch", "ecr", "kms", "logs", "sagemaker", "sts"]);
  const extras = environment.network.extraInterfaceEndpoints.map(
    (name) => interfaceEndpoints[name]?.iamService ?? name,
  );
  const Action = [
    "cloudwatch:DeleteAlarms",
    "cloudwatch:GetMetric*",
    "cloudwatch:ListMetrics",
    "cloudwatch:PutMetricAlarm",
    "ecr:CompleteLayerUpload",
    "ecr:InitiateLayerUpload",
    "ecr:PutImage",
    "ecr:UploadLayerPart",
    "kms:Decrypt",
    "kms:ReEncrypt*",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:GetLogRecord",
    "logs:GetQueryResults",
    "logs:StartLiveTail",
    "logs:StartQuery",
    "logs:Unmask",
    // Metrics, and records of feature groups.
    "sagemaker:BatchGet*",
    "sagemaker:CreatePresigned*",
    "sagemaker:DescribeAction",
    "sagemaker:DescribeArtifact",
    "sagemaker:DescribeContext",
    "sagemaker:DescribeExperiment",
    "sagemaker:DescribeFeatureMetadata",
    "sagemaker:DescribePipeline*",
    "sagemaker:DescribeStudioLifecycleConfig",
    "sagemaker:DescribeTrial",
    "sagemaker:DescribeTrialComponent",
    "sagemaker:GetRecord",
    "sagemaker:InvokeEndpoint*",
    "sagemaker:ListActions",
    "sagemaker:ListArtifacts",
    "sagemaker:ListAssociations",
    "sagemaker:ListContexts",
    "sagemaker:ListExperiments",
    "sagemaker:ListPipeline*",
    "sagemaker:ListRecords",
    "sagemaker:ListTrialComponents",
    "sagemaker:ListTrials",
    "sagemaker:QueryLineage",
    "sagemaker:Search",
    ...new Set(extras.filter((service) => !defaults.has(service)).map((service) => `${service}:*`)),
  ];
  return deniedElsewhere(context, "DenyReadingBack", Action);
}

/** Denials of calls from elsewhere than the team's own networks, but for those that AWS forwards. */
export function deniedElsewhere(
  { environment, team, vpcId }: ExecutionRoleContext,
  Sid: string,
  Action: readonly string[],
): Statement[] {
  const inside = { ...environment.access, vpcId, privateCidrs: [team.cidr, ...environment.access.privateCidrs] };
  return denyOutside({ Sid, Action, Resource: "*" }, inside).map((statement) => ({
    ...statement,
    Condition: { ...statement.Condition, Bool: { "aws:ViaAWSService": "false" } },
  }));
}
