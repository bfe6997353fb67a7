/** Refusals on purpose that keep data in the team's buckets, behind the team's endpoint. */
import { propertyFile } from "../canonical";
import { workgroupOf } from "../made-with";
import { actions, here, nothing, type Refusal, valuesOf } from "./refusal";

const ownNetwork = "from its own network, and the team's buckets answer through the team's endpoint alone";
const secureMlops = "github.com/aws-samples/amazon-sagemaker-secure-mlops/blob/master/cfn_templates/env-s3.yaml";

export const ofData: readonly Refusal[] = [
  {
    id: "list-of-buckets",
    what: "list the buckets of an account",
    guarantee: "G3",
    why: "A person sees the team's own buckets and declared ones. A list names all buckets of the account.",
    instead: "name the bucket",
    sources: [
      {
        page: "docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html",
        says: "the answer is all buckets that the sender of the request owns",
      },
    ],
    asks: [{ sender: "session", actions: ["s3:ListAllMyBuckets"], on: nothing }],
  },
  {
    id: "json-get",
    what: "have a pipeline's condition read a file of a step (JsonGet)",
    guarantee: "G1",
    why: `SageMaker reads the file ${ownNetwork}. The buckets can make no exception for the execution role, because notebooks have its credentials.`,
    instead:
      'with `features.pipelineReads` in the team\'s file: `pipeline.upsert(role_arn=role.removesuffix("-execution") + "-pipeline")`, and `destination` of the step\'s output below the feature\'s prefix; else a condition on what a @step function returns',
    byParameter: true,
    sources: [
      {
        page: "docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-access.html",
        says: "a pipeline whose JsonGet reads S3 needs an exception from policies that restrict S3 to a VPC, because it reads from outside of it (Service Control Policies with Pipelines)",
      },
      {
        page: secureMlops,
        says: "the policy of a bucket that answers one VPC endpoint excepts the pipeline's role, for JsonGet (AWS's sample)",
      },
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
    what: "make a feature group with an offline store",
    guarantee: "G1",
    why: "SageMaker writes records into the offline store's bucket itself, some minutes after they were put, with the role that the request names. No page says from which network: the request names no subnets, and AWS's sample makes an exception for it. The team's buckets answer through the team's endpoint alone.",
    instead:
      "a group with an online store alone, under the studio key (`features.featureStore` in the team's file); or a group that the team's file declares (`features.featureStore.offline`, docs/feature-store.md)",
    sources: [
      {
        page: "docs.aws.amazon.com/sagemaker/latest/dg/feature-store-offline.html",
        says: "the data of `PutRecord` is buffered, and is written into the bucket within 15 minutes",
      },
      {
        page: "docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateFeatureGroup.html",
        says: "the request has the role that writes into the offline store, and has no subnets",
      },
      {
        page: secureMlops,
        says: "the policy of a bucket that answers one VPC endpoint excepts the execution role, for Feature Store's replication (AWS's sample)",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: ["sagemaker:CreateFeatureGroup"],
        on: here("sagemaker", "feature-group/*"),
        when: (request) => valuesOf(request, "sagemaker:FeatureGroupOfflineStoreS3Uri").length > 0,
      },
    ],
  },
  {
    id: "athena",
    what: "query with Athena in a workgroup that is not the team's",
    guarantee: "G3",
    why: "In the account's other workgroups a query may say where its results go, and whose they are is not known.",
    instead:
      "the team's own workgroup, `workgroup=<environment>-<team>` (`features.athena`), with the database `<environment>_<team>`",
    sources: [
      {
        page: "docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html",
        says: "where a workgroup does not override client-side settings, a query's own settings are used, its place of results among them",
      },
      {
        page: "docs.aws.amazon.com/athena/latest/ug/s3-permissions.html",
        says: "Athena's requests to S3 come from a private address of Athena's, and that `aws:SourceVpc` and `aws:SourceVpce` can neither restrict nor allow them",
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
        when: ({ resource }, from) => !resource.endsWith(`:workgroup/${workgroupOf(from)}`),
      },
    ],
  },
];
