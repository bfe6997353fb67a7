/** G1: objects and lists through another door than the team's. */
import { argument, statement } from "../stacks";
import { bucketPolicy, buckets, type Deed, studio, without } from "./edits";

export const frontDoor: readonly Deed[] = [
  ["lets the data account list from anywhere", bucketPolicy(without("DenyListOutsideEndpoint", "DenyListToOthers"))],
  [
    "lets the team in through a stranger's endpoint",
    (files) => {
      files.get(studio).output.s3_endpoint_id.value = "vpce-0123456789abcdef0";
    },
  ],
  ["lets unencrypted requests in", bucketPolicy(without("DenyInsecureTransport"))],
  [
    "forgets the public access block",
    argument(buckets, "aws_s3_bucket_public_access_block", "bucket-transactions_public-access-block", {
      block_public_policy: false,
    }),
  ],
  [
    "takes the bucket policy away",
    (files) => {
      delete files.get(buckets).resource.aws_s3_bucket_policy["bucket-transactions_policy"];
    },
  ],
  [
    "exempts an administrator",
    bucketPolicy((document) => {
      for (const each of document.Statement) {
        const test = each.Condition?.ArnNotEquals;
        if (test)
          test["aws:PrincipalArn"] = [test["aws:PrincipalArn"]].flat().concat("arn:aws:iam::444444444444:role/admin");
      }
      statement(document, "DenyObjectsOutsideEndpoint").Condition.ArnNotEquals = {
        "aws:PrincipalArn": "arn:aws:iam::444444444444:role/admin",
      };
    }),
  ],
];
