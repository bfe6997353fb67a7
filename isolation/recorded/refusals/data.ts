/** Refusals on purpose that keep data in the team's buckets, under its keys. */
import { calls, type Refusal } from "./refusal";

export const ofData: readonly Refusal[] = [
  {
    id: "list-of-buckets",
    what: "list the buckets of an account",
    guarantee: "G3",
    why: "The team's endpoint leads to its own buckets and to declared ones. A list names all of an account's.",
    instead: "name the bucket",
    source: "docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html",
    meets: calls("s3:ListAllMyBuckets"),
  },
  {
    id: "foreign-bucket",
    what: "write to a bucket that is not the team's own",
    guarantee: "G3",
    why: "Data would leave the team's buckets.",
    instead: "a bucket of the team's own",
    source: "docs/guarantees.md",
    meets: (request, { bucket }) =>
      calls("s3:PutObject", "s3:DeleteObject", "s3:CreateBucket")(request) &&
      !request.resource.startsWith(`arn:aws:s3:::${bucket}/`),
  },
  {
    id: "key-without-id",
    what: "write with aws:kms and no key",
    guarantee: "G8",
    why: "S3 would encrypt under AWS's own key of the account, which is no team's.",
    instead: "model_kms_key, where the SDK uploads a model's code",
    byParameter: true,
    source: "docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
    meets: ({ action, context }) =>
      action === "s3:PutObject" &&
      context["s3:x-amz-server-side-encryption"] === "aws:kms" &&
      context["s3:x-amz-server-side-encryption-aws-kms-key-id"] === undefined,
  },
  {
    id: "json-get",
    what: "have a pipeline's condition read a file of a step (JsonGet)",
    guarantee: "AWS",
    why: "SageMaker reads the file from its own network, and the team's buckets answer through the team's endpoint alone. AWS asks for an exception in the bucket's policy.",
    instead: "a condition on the value of a @step function, or a step that fails",
    source:
      "docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-access.html (Service Control Policies with Pipelines)",
    meets: ({ sender, action }) => sender === "platform" && action === "s3:GetObject",
  },
  {
    id: "feature-store",
    what: "make a feature group",
    guarantee: "AWS",
    why: "SageMaker copies records to the offline store's bucket from its own network, and the team's buckets answer through the team's endpoint alone.",
    source:
      "github.com/aws-samples/amazon-sagemaker-secure-mlops, cfn_templates/env-s3.yaml (Exception for Feature Store replication to S3 bucket)",
    meets: (request) =>
      calls(
        "sagemaker:CreateFeatureGroup",
        "sagemaker:DescribeFeatureGroup",
        "sagemaker:DescribeFeatureMetadata",
        "sagemaker:DeleteFeatureGroup",
        "sagemaker:UpdateFeature*",
        "sagemaker:ListFeatureGroups",
        "sagemaker:ListRecords",
        "sagemaker:PutRecord",
        "sagemaker:GetRecord",
        "sagemaker:BatchGetRecord",
        "sagemaker:BatchWriteRecord",
      )(request),
  },
  {
    id: "athena",
    what: "query with Athena",
    guarantee: "AWS",
    why: "Athena reads and writes buckets from its own network, and the team's buckets answer through the team's endpoint alone.",
    instead: "read the files with awswrangler.s3 or pandas",
    source: "docs.aws.amazon.com/athena/latest/ug/s3-permissions.html",
    meets: calls("athena:*"),
  },
];
