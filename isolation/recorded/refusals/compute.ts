/** Refusals on purpose of what would run outside the team's subnets, or with another role. */
import { calls, lacks, type Refusal, valuesOf } from "./refusal";

const authorization = "docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html";
const unnamed = "no condition key of IAM tells in which subnets it runs";

export const ofCompute: readonly Refusal[] = [
  {
    id: "other-network",
    what: "run a job in other subnets or security groups",
    guarantee: "G7",
    why: "Jobs run in the team's subnets with the jobs' group, so that their data leaves through the team's endpoints alone.",
    instead: "leave subnets and groups out: the team's own are filled in",
    byParameter: true,
    source: "docs/guarantees.md",
    meets: (request, { subnets, securityGroup }) =>
      valuesOf(request, "sagemaker:VpcSubnets").some((id) => !subnets.includes(id)) ||
      valuesOf(request, "sagemaker:VpcSecurityGroupIds").some((id) => id !== securityGroup),
  },
  {
    id: "other-roles",
    what: "lend another role to a service",
    guarantee: "G7",
    why: "Another role has other rights than the team's.",
    instead: "the team's own role",
    source: "docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    meets: ({ action, resource }, { role }) => action === "iam:PassRole" && resource !== role,
  },
  {
    id: "role-of-other-service",
    what: "lend the team's role to a service beside SageMaker",
    guarantee: "G7",
    why: "SageMaker alone becomes the role.",
    source: "policies/execution-role/trust.ts",
    meets: ({ action, resource, context }, { role }) =>
      action === "iam:PassRole" && resource === role && context["iam:PassedToService"] !== "sagemaker.amazonaws.com",
  },
  {
    id: "model-registry",
    what: "register a model",
    guarantee: "AWS",
    why: `AWS's registry reads artifacts and images without a VPC, and a package may start jobs that validate it: ${unnamed}.`,
    instead: "deploy from the training job's artifact",
    source:
      "docs.aws.amazon.com/sagemaker/latest/dg/inference-recommender-vpc-access.html (the model registry does not allow that artifacts are restricted to a VPC)",
    meets: calls(
      "sagemaker:CreateModelPackage",
      "sagemaker:CreateModelPackageGroup",
      "sagemaker:DescribeModelPackage",
      "sagemaker:DescribeModelPackageGroup",
      "sagemaker:UpdateModelPackage",
      "sagemaker:ListModelPackages",
      "sagemaker:ListModelPackageGroups",
    ),
  },
  {
    id: "serverless-endpoints",
    what: "make a serverless endpoint",
    guarantee: "AWS",
    why: "AWS runs serverless endpoints outside every VPC.",
    instead: "an endpoint on instances",
    source: "docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html (Feature exclusions)",
    meets: (request) =>
      request.action === "sagemaker:CreateEndpointConfig" &&
      valuesOf(request, "sagemaker:ServerlessMemorySize").length > 0,
  },
  {
    id: "monitoring-by-definition",
    what: "make a monitoring schedule that names a job definition",
    guarantee: "G2",
    why: "The request does not say whose definition it names: it might start another team's jobs.",
    instead:
      "a studio account of the team's own (separation: account), or the definition written into the schedule (boto3, MonitoringJobDefinition)",
    separation: "names",
    source: "docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringScheduleConfig.html",
    meets: (request) =>
      request.action === "sagemaker:CreateMonitoringSchedule" && lacks(request, "sagemaker:VpcSubnets"),
  },
  {
    id: "optimization-jobs",
    what: "optimize a model with a job of SageMaker's",
    guarantee: "G7",
    why: `An optimization job may run outside the team's subnets: ${unnamed}.`,
    source: authorization,
    meets: calls("sagemaker:CreateOptimizationJob", "sagemaker:DescribeOptimizationJob"),
  },
  {
    id: "mlflow-server",
    what: "make an MLflow tracking server, or open its pages",
    guarantee: "G7",
    why: "A tracking server runs in AWS's own network with a role of its own.",
    instead: "have an administrator make it",
    source: "docs.aws.amazon.com/sagemaker/latest/dg/mlflow-create-tracking-server-iam.html",
    meets: calls(
      "sagemaker:CreateMlflowTrackingServer",
      "sagemaker:DescribeMlflowTrackingServer",
      "sagemaker:CreatePresignedMlflowTrackingServerUrl",
    ),
  },
  {
    id: "other-compute",
    what: "start work in other services: Lambda, EMR, queues",
    guarantee: "G7",
    why: "They run outside the team's subnets and with other roles.",
    instead: "a processing job or a @step function",
    source: "docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html",
    meets: calls("lambda:*", "elasticmapreduce:*", "emr-serverless:*", "sqs:*"),
  },
];
