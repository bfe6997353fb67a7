/** What SageMaker does with the execution role by itself, for all kinds of work: the calls, each with the page that says so. */
import { guide, read, roles } from "./pages";

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
  | "an image of a declared repository"
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
    actions: pulling,
    on: ["an image of a declared repository"],
    from: "either",
    what: "pull an image of another account's repository",
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
