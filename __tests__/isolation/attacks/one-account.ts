/** Where Studio and data share an account: between accounts a bucket's policy must allow as well; here its denials stand alone. */
import { type Loose, policyOf, statement } from "../stacks";
import { change, type Deed, without } from "./edits";

const onlyBucketPolicy = (edit: (document: Loose) => void) =>
  policyOf("sandbox-buckets-solo", "aws_s3_bucket_policy", "bucket-data_policy", edit);

export const inOneAccount: readonly (readonly [guarantee: string, ...Deed])[] = [
  ["G1", "drops the denial of data outside the endpoint", onlyBucketPolicy(without("DenyObjectsOutsideEndpoint"))],
  [
    "G1",
    "turns the denial into one that an absent endpoint escapes",
    onlyBucketPolicy((document) => {
      const { Condition } = statement(document, "DenyObjectsOutsideEndpoint");
      Condition.StringNotEqualsIfExists = Condition.StringNotEquals;
      delete Condition.StringNotEquals;
      Condition.Null = { "aws:SourceVpce": "false" };
    }),
  ],
  [
    "G1",
    "exempts reading from the denial",
    onlyBucketPolicy((document) => {
      const denial = statement(document, "DenyObjectsOutsideEndpoint");
      delete denial.Action;
      denial.NotAction = ["s3:GetObject*"];
    }),
  ],
  [
    "G1",
    "narrows the denial to one folder",
    onlyBucketPolicy(
      change("DenyObjectsOutsideEndpoint", {
        Resource: "arn:aws:s3:::enclave-sandbox-solo-data-123456789012/private/*",
      }),
    ),
  ],
  [
    "G2",
    "lets every role of the environment at the data",
    onlyBucketPolicy((document) => {
      const { Condition } = statement(document, "DenyObjectsToOthers");
      Condition.ArnNotLike = { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/enclave-sandbox-*" };
      delete Condition.ArnNotEquals;
    }),
  ],
  ["G14", "drops the denial of erasing", onlyBucketPolicy(without("DenyErasing"))],
  [
    "G14",
    "lets objects be erased everywhere but in one folder",
    onlyBucketPolicy(
      change("DenyErasing", { Resource: "arn:aws:s3:::enclave-sandbox-solo-data-123456789012/private/*" }),
    ),
  ],
];
