/** Refusals on purpose that keep data in the team's buckets, behind the team's endpoint. */
import { propertyFile } from "../canonical";
import { needsOptIn } from "./pages";
import { actions, here, nothing, type Refusal, valuesOf } from "./refusal";

const ownNetwork = "from its own network, and the team's buckets answer through the team's endpoint alone";
const secureMlops = "github.com/aws-samples/amazon-sagemaker-secure-mlops/blob/master/cfn_templates/env-s3.yaml";

export const ofData: readonly Refusal[] = [
  {
    id: "list-of-buckets",
    what: "list the buckets of an account",
    guarantee: "G3",
    why: "The team's endpoint leads to its own buckets and to declared ones. A list names all of the account's.",
    instead: "name the bucket",
    sources: [
      {
        page: "docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html",
        says: "the answer is every bucket that the account owns",
      },
    ],
    asks: [{ sender: "session", actions: ["s3:ListAllMyBuckets"], on: nothing }],
  },
  {
    id: "json-get",
    what: "have a pipeline's condition read a file of a step (JsonGet)",
    guarantee: "AWS",
    why: `SageMaker reads the file ${ownNetwork}. ${needsOptIn}`,
    instead: "a condition on the value of a @step function, or a step that fails",
    sources: [
      {
        page: "docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-access.html",
        says: "JsonGet reads S3 outside of your VPC, and needs an exception from policies that restrict S3 to it (Service Control Policies with Pipelines)",
      },
      { page: secureMlops, says: "the data bucket's policy excepts the pipeline's role, for JsonGet" },
    ],
    asks: [
      {
        sender: "platform",
        actions: ["s3:GetObject"],
        on: ({ bucket }) => [`arn:aws:s3:::${bucket}/${propertyFile}*`],
      },
    ],
  },
  {
    id: "feature-store",
    what: "make a feature group with an offline store, or use it",
    guarantee: "AWS",
    why: `SageMaker copies records to the offline store's bucket ${ownNetwork}. ${needsOptIn}`,
    sources: [
      { page: secureMlops, says: "the data bucket's policy excepts the role of Feature Store's replication" },
      {
        page: "docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateFeatureGroup.html",
        says: "the role is used to write records into the offline store",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: ["sagemaker:CreateFeatureGroup"],
        on: here("sagemaker", "feature-group/*"),
        when: (request) => valuesOf(request, "sagemaker:FeatureGroupOfflineStoreS3Uri").length > 0,
      },
      {
        sender: "session",
        actions: actions(
          "sagemaker",
          "BatchGetRecord",
          "BatchWriteRecord",
          "DeleteFeatureGroup",
          "DescribeFeatureGroup",
          "DescribeFeatureMetadata",
          "GetRecord",
          "ListRecords",
          "PutRecord",
          "UpdateFeatureGroup",
          "UpdateFeatureMetadata",
        ),
        on: here("sagemaker", "feature-group/*"),
      },
      { sender: "session", actions: ["sagemaker:ListFeatureGroups"], on: nothing },
    ],
  },
  {
    id: "athena",
    what: "query with Athena",
    guarantee: "AWS",
    why: `Athena reads and writes buckets ${ownNetwork}. ${needsOptIn}`,
    instead: "read the files with awswrangler.s3 or pandas",
    sources: [
      {
        page: "docs.aws.amazon.com/athena/latest/ug/s3-permissions.html",
        says: "Athena's requests to S3 come from an address of its own, and that `aws:SourceVpc` and `aws:SourceVpce` cannot restrict or allow them",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: actions(
          "athena",
          "DeletePreparedStatement",
          "GetPreparedStatement",
          "GetQueryExecution",
          "GetQueryResults",
          "GetWorkGroup",
          "StartQueryExecution",
          "UpdatePreparedStatement",
        ),
        on: here("athena", "workgroup/*"),
      },
    ],
  },
];
