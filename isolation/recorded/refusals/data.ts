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
