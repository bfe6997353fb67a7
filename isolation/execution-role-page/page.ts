/**
 * What AWS's page on execution roles says that a role needs, permission by permission: for each call that the role is passed
 * with, and for each "if" of the page.
 *
 * Page: docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html, "How to use SageMaker AI execution roles". Read on
 * 2026-11-27 in a public copy without a date, whose text has the name SageMaker AI (AWS's since December 2024), and beside it
 * as of 2023-03-14 in github.com/awsdocs/amazon-sagemaker-developer-guide, doc_source/sagemaker-roles.md, commit 7a4c2e7: the
 * two list the same permissions, but that the older one has iam:PassRole for CreateImage too. The page gives most of them on
 * every resource, and beside that a form with chosen buckets, repositories and log groups, which adds none. Geospatial:
 * sagemaker-geospatial-roles.md of the same commit; its page of today was not looked up.
 */

export interface Permission {
  /** The call, or calls, as the page's headings name them. */
  readonly call: string;
  /** The page's "if"; undefined: always. */
  readonly when?: string;
  readonly action: string;
  /** As the page writes it, where that is not every resource. */
  readonly resource?: string;
  /** As the page writes it: key and value. */
  readonly condition?: readonly [key: string, value: string];
}

type Rest = Omit<Permission, "call" | "action">;

const all = (call: string, actions: string, rest: Rest = {}): Permission[] =>
  actions
    .trim()
    .split(/\s+/)
    .map((action) => ({ call, action, ...rest }));

const passing = (call: string) =>
  all(call, "iam:PassRole", { condition: ["iam:PassedToService", "sagemaker.amazonaws.com"] });

const running = `
  cloudwatch:PutMetricData
  logs:CreateLogStream logs:PutLogEvents logs:CreateLogGroup logs:DescribeLogStreams
  s3:GetObject s3:ListBucket
  ecr:GetAuthorizationToken ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:BatchGetImage`;

const inVpc = (call: string) =>
  all(
    call,
    `ec2:CreateNetworkInterface ec2:CreateNetworkInterfacePermission
     ec2:DeleteNetworkInterface ec2:DeleteNetworkInterfacePermission
     ec2:DescribeNetworkInterfaces ec2:DescribeVpcs ec2:DescribeDhcpOptions ec2:DescribeSubnets ec2:DescribeSecurityGroups`,
    { when: "a private VPC is specified" },
  );

const withKeys = (call: string): Permission[] => [
  ...all(call, "kms:Decrypt", { when: "the input is encrypted with SSE-KMS" }),
  ...all(call, "kms:Encrypt", { when: "a KMS key is specified for the output" }),
  ...all(call, "kms:CreateGrant", { when: "a KMS key is specified for the volume" }),
];

const job = (call: string): Permission[] => [
  ...all(call, `${running} s3:PutObject`),
  ...inVpc(call),
  ...withKeys(call),
];

const geospatial = (call: string, get: string): Permission[] => [
  ...all(call, "s3:AbortMultipartUpload s3:PutObject s3:GetObject s3:ListBucketMultipartUploads", {
    resource: "arn:aws:s3:::*SageMaker*",
  }),
  ...all(call, `sagemaker-geospatial:${get}`),
];

const autoMl = "CreateAutoMLJob and CreateAutoMLJobV2";
const domain = "CreateDomain (enforced by CreateApp)";
const notebook = "CreateNotebookInstance";
const key = { when: "a customer managed key is passed as KmsKeyId", resource: "the key" };
const buckets = "Additional Amazon S3 permissions";

/** In the page's order. */
export const permissions: readonly Permission[] = [
  ...all(buckets, "s3:GetObject s3:PutObject s3:DeleteObject s3:AbortMultipartUpload", {
    resource: "the buckets' objects",
  }),
  ...all(
    buckets,
    "s3:CreateBucket s3:GetBucketLocation s3:ListBucket s3:ListAllMyBuckets s3:GetBucketCors s3:PutBucketCors",
  ),
  ...all(buckets, "s3:GetBucketAcl s3:PutObjectAcl", { resource: "the buckets" }),
  ...all("Passing roles", "sts:AssumeRole", { resource: "the role, by its trust policy" }),
  ...passing(autoMl),
  ...all(
    autoMl,
    `sagemaker:DescribeEndpointConfig sagemaker:DescribeModel sagemaker:InvokeEndpoint sagemaker:ListTags
     sagemaker:DescribeEndpoint sagemaker:CreateModel sagemaker:CreateEndpointConfig sagemaker:CreateEndpoint
     sagemaker:DeleteModel sagemaker:DeleteEndpointConfig sagemaker:DeleteEndpoint`,
  ),
  ...job(autoMl),
  ...all(domain, "kms:CreateGrant kms:DescribeKey", key),
  ...all("CreateImage and UpdateImage", "ecr:BatchGetImage ecr:GetDownloadUrlForLayer"),
  ...all(notebook, `sagemaker:* ${running} s3:PutObject s3:DeleteObject s3:CreateBucket s3:GetBucketLocation`),
  ...all(
    notebook,
    `ecr:SetRepositoryPolicy ecr:CompleteLayerUpload ecr:BatchDeleteImage ecr:UploadLayerPart ecr:DeleteRepositoryPolicy
     ecr:InitiateLayerUpload ecr:DeleteRepository ecr:PutImage ecr:CreateRepository
     cloudwatch:GetMetricData cloudwatch:GetMetricStatistics cloudwatch:ListMetrics
     logs:GetLogEvents
     robomaker:CreateSimulationApplication robomaker:DescribeSimulationApplication robomaker:DeleteSimulationApplication
     robomaker:CreateSimulationJob robomaker:DescribeSimulationJob robomaker:CancelSimulationJob
     ec2:CreateVpcEndpoint ec2:DescribeRouteTables
     elasticfilesystem:DescribeMountTargets`,
  ),
  ...all(notebook, "codecommit:GitPull codecommit:GitPush", { resource: "arn:aws:codecommit:*:*:*sagemaker*" }),
  ...passing(notebook),
  ...job("CreateHyperParameterTuningJob"),
  ...job("CreateProcessingJob"),
  ...job("CreateTrainingJob"),
  ...all("CreateModel", running),
  ...all("CreateModel", "cloudwatch:DescribeAlarms", {
    when: "deployment guardrails are used",
    resource: "the auto-rollback alarms",
  }),
  ...inVpc("CreateModel"),
  ...geospatial("StartEarthObservationJob", "GetEarthObservationJob"),
  ...geospatial("StartVectorEnrichmentJob", "GetVectorEnrichmentJob"),
  ...geospatial("ExportEarthObservationJob", "GetEarthObservationJob"),
  ...geospatial("ExportVectorEnrichmentJob", "GetVectorEnrichmentJob"),
];
