/** What SageMaker does with the execution role by itself: for each kind of work its name, its logs and metrics, and for all of them the calls, each with the page that says so. */

const guide = "docs.aws.amazon.com/sagemaker/latest/dg/";
/** The guide as it was then: github.com/awsdocs/amazon-sagemaker-developer-guide, commit 7a4c2e7. */
const read = (page: string): string => `${guide}${page} (as of 2023-03-14)`;

const roles = `${guide}sagemaker-roles.html`;
const trust = read("security-confused-deputy-prevention.html");
const logs = `${guide}logging-cloudwatch.html`;
const metrics = read("monitoring-cloudwatch.html");

/** A kind of work that SageMaker does under a name. `<prefix>` is the first part of a team's names, `<name>` the work's own. */
export interface Work {
  /** Completes "SageMaker works for ...". */
  readonly what: string;
  /** Without `<prefix>` where SageMaker alone gives the name: no policy can tell then whose it is. */
  readonly name: string;
  /** What aws:SourceArn names as it becomes the role, behind the account. Undefined: with the work that this is a part of. */
  readonly becomes?: string;
  /** Below /aws/sagemaker/. Undefined: it has no logs of its own. */
  readonly logs?: { readonly group: string; readonly streams: readonly string[] };
  /** Namespace. */
  readonly metrics?: string;
  /** Of all of this. */
  readonly sources: readonly string[];
}

const ofTraining = {
  logs: { group: "TrainingJobs", streams: ["<name>/algo-1-1700000000"] },
  metrics: "/aws/sagemaker/TrainingJobs",
};
const ofProcessing = {
  logs: { group: "ProcessingJobs", streams: ["<name>/algo-1-1700000000"] },
  metrics: "/aws/sagemaker/ProcessingJobs",
};

export const works: readonly Work[] = [
  // @remote, notebook jobs and @step are training jobs: the recordings show their CreateTrainingJob.
  {
    what: "a training job",
    name: "<prefix>one",
    becomes: "training-job/<name>",
    ...ofTraining,
    sources: [trust, logs, metrics],
  },
  {
    what: "a training job of a tuning job",
    name: "<prefix>tune-009-4c7a3059",
    becomes: "training-job/<name>",
    ...ofTraining,
    sources: [trust, logs, `${read("kubernetes-sagemaker-jobs.html")}: <tuning job>-<number>-<hash>`],
  },
  {
    what: "a candidate of an AutoML job",
    name: "<prefix>churnE9-244-7490a1c0",
    becomes: "training-job/<name>",
    ...ofTraining,
    sources: [trust, logs, `${read("autopilot-deploy-models-batch.html")}: ModelDataUrl of a candidate of test-job1`],
  },
  {
    what: "an analysis of an AutoML job's data",
    name: "<prefix>churn-dpp0-1-e569ff7ad77f4e55a7e549a",
    becomes: "processing-job/<name>",
    ...ofProcessing,
    sources: [trust, logs, `${read("autopilot-deploy-models-batch.html")}: data-processor-models of test-job1`],
  },
  {
    what: "a processing job",
    name: "<prefix>one",
    becomes: "processing-job/<name>",
    ...ofProcessing,
    sources: [trust, logs, metrics],
  },
  {
    what: "a batch transform job",
    name: "<prefix>one",
    becomes: "transform-job/<name>",
    logs: {
      group: "TransformJobs",
      streams: ["<name>/i-0123456789abcdef0-1700000000", "<name>/i-0123456789abcdef0-1700000000/data-log"],
    },
    metrics: "/aws/sagemaker/TransformJobs",
    sources: [trust, logs, metrics],
  },
  {
    what: "an endpoint",
    name: "<prefix>one",
    // "arn:aws:sagemaker:us-west-2:123456789012:*": neither the model nor the endpoint.
    becomes: "*",
    logs: {
      group: "Endpoints/<name>",
      streams: [
        "AllTraffic/i-0123456789abcdef0",
        "AllTraffic/i-0123456789abcdef0/data-log",
        "AllTraffic/i-0123456789abcdef0/container-1",
      ],
    },
    metrics: "/aws/sagemaker/Endpoints",
    sources: [
      trust,
      `${logs}: of real-time, asynchronous and pipeline endpoints; multi-model ones have no others`,
      metrics,
    ],
  },
  {
    what: "an inference component",
    name: "<prefix>one",
    logs: { group: "InferenceComponents/<name>", streams: ["AllTraffic/i-0123456789abcdef0"] },
    metrics: "/aws/sagemaker/InferenceComponents",
    sources: [
      metrics,
      "github.com/aws-samples/sagemaker-genai-hosting-examples reads this log group; AWS's table of logs does not list it, and the names of its streams were not looked up",
    ],
  },
  {
    what: "a pipeline's execution",
    name: "<prefix>one",
    becomes: "pipeline/<name>/execution/abcdefghijkl",
    sources: [trust],
  },
  {
    what: "a training job of a pipeline that names no jobs",
    name: "pipelines-4r83jejmhorv-TrainAbaloneModel-xw869y8C4a",
    becomes: "training-job/<name>",
    ...ofTraining,
    sources: [trust, logs, `${read("automating-sagemaker-with-eventbridge.html")}: ModelDataUrl`],
  },
  {
    what: "a processing job of a pipeline that names no jobs",
    name: "pipelines-p4jn9xou8a8s-myprocessingstep1-tmgxry49ug",
    becomes: "processing-job/<name>",
    ...ofProcessing,
    sources: [trust, logs, `${read("automating-sagemaker-with-eventbridge.html")}: processing-job/pipelines-…`],
  },
  {
    what: "an execution of a monitoring schedule",
    name: "groundtruth-merge-202105062300-de32d8acceeef6a1626b8fa6",
    becomes: "processing-job/<name>",
    ...ofProcessing,
    sources: [
      trust,
      logs,
      "github.com/aws/sagemaker-python-sdk issue 4783: base_job_name does not name the executions of a schedule; the name is from AWS's example of model quality monitoring as a public repository ran it",
    ],
  },
];

/** What a call is about. */
export type About =
  | "nothing in particular"
  | "each of its subnets"
  | "the jobs' group"
  | "an interface"
  | "an interface in each of its subnets"
  | "the role"
  | "an image of AWS"
  | "an image of its account"
  | "the studio key"
  | "its data keys"
  | "files in its buckets"
  | "its buckets";

export interface ServiceCall {
  readonly actions: readonly string[];
  readonly on: readonly About[];
  /** SageMaker with the role from its own network; the container, in the team's subnets; or either, where AWS does not say. */
  readonly from: "SageMaker" | "the subnets" | "either";
  /** Completes "the team cannot have SageMaker ...", or "cannot ..." in the subnets. */
  readonly what: string;
  readonly sources: readonly string[];
}

const pulling = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const onInterfaces = [
  "ec2:CreateNetworkInterfacePermission",
  "ec2:DeleteNetworkInterface",
  "ec2:DeleteNetworkInterfacePermission",
];
const vpcs = `${read("train-vpc.html")}, process-vpc.html, batch-vpc.html, host-vpc.html`;

/**
 * For every kind of work that has instances. Not among them, because no policy of these stacks is asked:
 * - Application Auto Scaling calls sagemaker:DescribeEndpoint and UpdateEndpointWeightsAndCapacities with a service-linked role
 *   of its own: endpoint-auto-scaling-prerequisites.html (as of 2023-03-14), AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint;
 * - what SageMaker does under a grant of the studio key.
 * What a pipeline's steps call is read off the recorded pipelines (isolation/recorded/pipeline-steps.ts). Not looked up:
 * whether SageMaker itself moves the inputs and outputs of asynchronous endpoints, and captured data.
 */
export const calls: readonly ServiceCall[] = [
  {
    actions: ["iam:PassRole"],
    on: ["the role"],
    from: "SageMaker",
    what: "lend the role to a job",
    sources: [`${roles}, "Passing roles"`],
  },
  {
    actions: ["ec2:CreateNetworkInterface"],
    on: ["each of its subnets", "the jobs' group", "an interface"],
    from: "SageMaker",
    what: "put a job into its subnets",
    sources: [roles, vpcs],
  },
  {
    actions: onInterfaces,
    on: ["an interface in each of its subnets"],
    from: "SageMaker",
    what: "put a job into its subnets",
    sources: [roles, vpcs],
  },
  {
    // Before a processing job begins; nothing is named then.
    actions: ["ec2:CreateNetworkInterface", ...onInterfaces],
    on: ["nothing in particular"],
    from: "SageMaker",
    what: "check that it may put a processing job into its subnets",
    sources: [`${roles}, CreateProcessingJob: "validation checks"`],
  },
  {
    actions: ["DhcpOptions", "NetworkInterfaces", "SecurityGroups", "Subnets", "VpcEndpoints", "Vpcs"].map(
      (what) => `ec2:Describe${what}`,
    ),
    on: ["nothing in particular"],
    from: "SageMaker",
    what: "see the network of a job",
    sources: [roles, `${read("host-vpc.html")}: ec2:DescribeVpcEndpoints`],
  },
  {
    actions: ["ecr:GetAuthorizationToken"],
    on: ["nothing in particular"],
    from: "either",
    what: "log in to the registry",
    sources: [roles],
  },
  {
    // "You don't need to specify the subnet for the processing container. SageMaker automatically pulls it from ECR."
    actions: pulling,
    on: ["an image of AWS"],
    from: "either",
    what: "pull an image of AWS",
    sources: [roles, `${guide}process-vpc.html`],
  },
  {
    actions: pulling,
    on: ["an image of its account"],
    from: "either",
    what: "pull an image of its account",
    sources: [roles, `${guide}process-vpc.html`],
  },
  {
    actions: ["kms:CreateGrant"],
    on: ["the studio key"],
    from: "either",
    what: "lend the key of its volumes to AWS",
    sources: [`${roles}: a KMS key for the volume; CreateDomain`],
  },
  {
    actions: ["kms:Encrypt"],
    on: ["its data keys"],
    from: "either",
    what: "encrypt outputs under the key of its buckets",
    sources: [
      `${roles}: a KMS key for the output`,
      "docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputDataConfig.html",
    ],
  },
  {
    // "If you configure your VPC so that training containers don't have access to the internet, they can't connect to the
    // buckets … unless you create a VPC endpoint. … We recommend … a custom policy that allows only requests from your VPC."
    actions: ["s3:GetObject"],
    on: ["files in its buckets"],
    from: "the subnets",
    what: "read from",
    sources: [roles, vpcs],
  },
  {
    actions: ["s3:PutObject"],
    on: ["files in its buckets"],
    from: "the subnets",
    what: "write without headers to",
    sources: [roles, vpcs],
  },
  {
    actions: ["s3:ListBucket"],
    on: ["its buckets"],
    from: "the subnets",
    what: "list",
    sources: [roles, vpcs],
  },
];
