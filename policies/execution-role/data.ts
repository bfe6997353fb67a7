/** What the execution role may do with data: its own buckets and their key, its volumes' key, images. */
import { arn, bucketArn, bucketName, dataKeyAlias } from "../../config/names";
import { imageRepositoryArns } from "../../config/registries";
import { isReadWithoutCaller } from "../../config/tables/aws-buckets";
import { awsImageAccounts } from "../../config/tables/ecr-registries";
import { publicHubArns, readHubActions } from "../../config/tables/public-hub";
import { dnsSuffix } from "../../config/tables/regions";
import type { Condition, Statement } from "../document";
import { allOf } from "../document";
import { readStatements } from "../read-only-buckets";
import { listActions, ownObjectActions } from "../s3-actions";
import type { ExecutionRoleContext } from "./context";

export function dataStatements(context: ExecutionRoleContext): Statement[] {
  const { environment, team } = context;
  const buckets = team.buckets.map((bucket) =>
    bucketArn(environment, bucketName(environment, team, bucket.name, team.dataAccount.id)),
  );
  return [
    {
      Sid: "OwnObjects",
      Effect: "Allow",
      Action: ownObjectActions(team),
      Resource: buckets.map((bucket) => `${bucket}/*`),
      Condition: { StringEquals: { "aws:ResourceAccount": team.dataAccount.id } },
    },
    {
      Sid: "OwnBuckets",
      Effect: "Allow",
      Action: listActions,
      Resource: buckets,
      Condition: { StringEquals: { "aws:ResourceAccount": team.dataAccount.id } },
    },
    ...readOnlyBuckets(context),
    ...dataKey(context),
    ...studioKey(context),
    ...images(context),
    ...hub(context),
  ];
}

function readOnlyBuckets({ environment }: ExecutionRoleContext): Statement[] {
  const foreign = environment.readOnlyBuckets.map(({ name, ...rest }) => ({
    name,
    arn: bucketArn(environment, name),
    ...rest,
  }));
  const unlisted = new Set(
    foreign.filter(({ name }) => isReadWithoutCaller(environment.region, name)).map(({ arn }) => arn),
  );
  return readStatements(foreign, (buckets) => ({
    Sid: "ReadDeclaredAwsBuckets",
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:ListBucket"],
    // What AWS serves without the caller is not listed: the endpoint lets through its objects only.
    Resource: buckets.flatMap((bucket) => (unlisted.has(bucket) ? [`${bucket}/*`] : [bucket, `${bucket}/*`])),
  }));
}

/**
 * The data key's id is not known before the buckets stack exists, so the key is named by its alias.
 * Source: docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
function dataKey({ environment, team }: ExecutionRoleContext): Statement[] {
  const keys = arn(environment, "kms", environment.region, team.dataAccount.id, "key/*");
  const named: Condition = {
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": dataKeyAlias(environment, team) },
  };
  return [
    {
      Sid: "DataKeyThroughS3",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: keys,
      Condition: allOf(named, {
        StringEquals: {
          "kms:ViaService": `s3.${environment.region}.${dnsSuffix(environment.partition)}`,
        },
      }),
    },
    {
      // A job that names an output key needs kms:Encrypt on it, says AWS, and not through which service. What is encrypted so
      // is read back through S3 alone. Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputDataConfig.html
      Sid: "FindDataKey",
      Effect: "Allow",
      Action: ["kms:DescribeKey", "kms:Encrypt"],
      Resource: keys,
      Condition: named,
    },
  ];
}

const studioKey = ({ studioKeyArn }: ExecutionRoleContext): Statement[] => [
  {
    Sid: "StudioKey",
    Effect: "Allow",
    Action: [
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:Encrypt",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
    ],
    Resource: studioKeyArn,
  },
  {
    Sid: "LendStudioKeyToAws",
    Effect: "Allow",
    Action: "kms:CreateGrant",
    Resource: studioKeyArn,
    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
  },
];

const images = ({ environment }: ExecutionRoleContext): Statement[] => [
  { Sid: "RegistryLogin", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
  {
    Sid: "PullImages",
    Effect: "Allow",
    Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    Resource: [
      ...[environment.accounts.studio.id, ...awsImageAccounts(environment.region)].map((account) =>
        arn(environment, "ecr", environment.region, account, "repository/*"),
      ),
      ...imageRepositoryArns(environment),
    ],
  },
];

/** Descriptions of JumpStart's models; their artifacts lie in buckets that the environment declares. */
const hub = ({ environment }: ExecutionRoleContext): Statement[] => [
  {
    Sid: "ReadPublicHub",
    Effect: "Allow",
    Action: readHubActions,
    Resource: publicHubArns(environment.partition, environment.region),
  },
];
