/** Refusals on purpose of SageMaker's compute that would run outside the team's subnets. */
import { accountOfItsOwn, internetEnabled, sageMakerTable } from "./pages";
import { actions, here, lacks, type Refusal, valuesOf } from "./refusal";

export const ofCompute: readonly Refusal[] = [
  {
    id: "other-network",
    what: "run a job in subnets or security groups other than the team's",
    guarantee: "G7",
    why: "A container in a subnet that leads to the internet can send the team's data to anybody.",
    instead: "leave subnets and groups out: the team's own are filled in",
    byParameter: true,
    sources: [internetEnabled],
    asks: [
      {
        sender: "session",
        actions: ["sagemaker:CreateTrainingJob"],
        on: here("sagemaker", "training-job/*"),
        when: (request, { subnets, securityGroup }) =>
          valuesOf(request, "sagemaker:VpcSubnets").some((id) => !subnets.includes(id)) ||
          valuesOf(request, "sagemaker:VpcSecurityGroupIds").some((id) => id !== securityGroup),
      },
    ],
  },
  {
    id: "model-registry",
    what: "register a model, or approve one",
    guarantee: "AWS",
    why: "The registry takes no model files from a bucket that is restricted to a VPC, and the team's buckets are. A person who registers a model may also have SageMaker start jobs that test it, and no condition key holds these to the team's subnets. Who changes a version, to approve it for example, may give it another model and another image.",
    instead:
      "MLflow's own registry on the team's tracking server (`features.mlflow`; `mlflow.register_model`), or deploy from the training job's artifact. Administrators may register models in groups named `<environment>-<team>-…`: with `features.modelRegistry` the team sees and deploys them",
    sources: [
      {
        page: "docs.aws.amazon.com/sagemaker/latest/dg/inference-recommender-vpc-access.html",
        says: "the Model Registry does not allow model artifacts or ECR images that are restricted to a VPC (note at the top)",
      },
      {
        page: "docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
        says: "`ValidationSpecification` configures transform jobs that SageMaker runs to test the package",
      },
      {
        page: "docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
        says: "beside the approval status a request may hold another `InferenceSpecification`",
      },
      { page: sageMakerTable, says: "`CreateModelPackage` has no condition key for subnets" },
    ],
    asks: [
      {
        sender: "session",
        actions: actions("sagemaker", "CreateModelPackage", "UpdateModelPackage"),
        on: here("sagemaker", "model-package/*"),
      },
      {
        sender: "session",
        actions: ["sagemaker:CreateModelPackageGroup"],
        on: here("sagemaker", "model-package-group/*"),
      },
      { sender: "platform", actions: ["sagemaker:CreateModelPackage"], on: here("sagemaker", "model-package/*") },
    ],
  },
  {
    id: "serverless-endpoints",
    what: "make a serverless endpoint",
    guarantee: "AWS",
    why: "A serverless endpoint cannot be placed in a VPC: it takes no subnets and no security groups.",
    instead: "an endpoint on instances",
    sources: [
      {
        page: "docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html",
        says: "serverless inference does not support VPC configuration and network isolation (Feature exclusions)",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: ["sagemaker:CreateEndpointConfig"],
        on: here("sagemaker", "endpoint-config/*"),
        when: (request) => valuesOf(request, "sagemaker:ServerlessMemorySize").length > 0,
      },
    ],
  },
  {
    id: "optimization-jobs",
    what: "optimize a model with an optimization job of SageMaker",
    guarantee: "G7",
    why: "The request need not name subnets, and no policy can demand them. No page says in which network such a job runs; a training job without subnets has access to the internet.",
    sources: [
      {
        page: "docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateOptimizationJob.html",
        says: "`VpcConfig` is not required",
      },
      { page: sageMakerTable, says: "`CreateOptimizationJob` has no condition keys but those of tags" },
      internetEnabled,
    ],
    asks: [
      {
        sender: "session",
        actions: actions("sagemaker", "CreateOptimizationJob", "DescribeOptimizationJob"),
        on: here("sagemaker", "optimization-job/*"),
      },
    ],
  },
  {
    id: "mlflow-server",
    what: "make an MLflow tracking server, or open its pages",
    guarantee: "G7",
    why: "A tracking server cannot be placed in the team's subnets, and it acts with a role that the team would pass to it. Its pages open with a presigned URL, which carries the access with it. A serverless MLflow app stays denied too: AWS lists no private way to its host, and one action reads and deletes everything in it.",
    instead:
      "the team's own server, `<environment>-<team>-mlflow`, which the deployer makes (`features.mlflow` in the team's file)",
    sources: [
      {
        page: "docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateMlflowTrackingServer.html",
        says: "the request has no subnets, and has a role that should have full access to S3",
      },
      {
        page: "docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedMlflowTrackingServerUrl.html",
        says: "the call returns a presigned URL that connects to the server's pages",
      },
      { page: sageMakerTable, says: "`CreateMlflowTrackingServer` has no condition keys but those of tags" },
      {
        page: "docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
        says: "of what SageMaker hosts, `experiments`, `notebook`, `partner-app`, `studio` and the data science assistant have endpoints; MLflow apps are not on the list",
      },
      {
        page: "docs.aws.amazon.com/sagemaker/latest/dg/mlflow-app-setup-prerequisites-iam.html",
        says: "`sagemaker:CallMlflowAppApi` is the one action for the REST API of an app",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: actions(
          "sagemaker",
          "CreateMlflowTrackingServer",
          "CreatePresignedMlflowTrackingServerUrl",
          "DescribeMlflowTrackingServer",
        ),
        on: here("sagemaker", "mlflow-tracking-server/*"),
      },
    ],
  },
  {
    id: "monitoring-by-definition",
    what: "make a monitoring schedule that names a job definition",
    guarantee: "G2",
    why: "A policy cannot see which definition the request names. It could be another team's, and the schedule would start that team's jobs.",
    instead: `${accountOfItsOwn}, or the definition written into the schedule (boto3, \`MonitoringJobDefinition\`)`,
    separation: "names",
    sources: [
      {
        page: "docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringScheduleConfig.html",
        says: "a schedule has either a definition or the name of one (`MonitoringJobDefinitionName`)",
      },
      { page: sageMakerTable, says: "`CreateMonitoringSchedule` has no condition key for the definition's name" },
    ],
    asks: [
      {
        sender: "session",
        actions: ["sagemaker:CreateMonitoringSchedule"],
        on: here("sagemaker", "monitoring-schedule/*"),
        when: (request) => lacks(request, "sagemaker:VpcSubnets"),
      },
    ],
  },
];
