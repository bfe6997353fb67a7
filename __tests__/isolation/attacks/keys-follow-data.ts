/** G8: keys that serve others, and data under other keys. */
import { argument, resource } from "../stacks";
import { bucketPolicy, buckets, change, type Deed, dataKey, forget, network, studioKey, without } from "./edits";

export const keysFollowData: readonly Deed[] = [
  ["lets the account grant decryption", dataKey(change("AdministerKey", { Action: "kms:*" }))],
  ["lets the key be used without S3", dataKey(forget("TeamThroughS3", "StringEquals"))],
  [
    "lets every role of the environment use the key",
    dataKey(
      change("TeamThroughS3", {
        Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
      }),
    ),
  ],
  ["lets the role hand out the studio key", studioKey(forget("TeamLendsKeyToAws", "Bool"))],
  ["lets a write name another key", bucketPolicy(without("DenyOtherKey"))],
  [
    "encrypts with S3's own keys",
    argument(buckets, "aws_s3_bucket_server_side_encryption_configuration", "bucket-transactions_encryption", {
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
    }),
  ],
  [
    "leaves flow logs to AWS's own key",
    (files) => {
      delete resource(files, network, "aws_cloudwatch_log_group").kms_key_id;
    },
  ],
  [
    "encrypts flow logs under a stranger's key",
    argument(network, "aws_cloudwatch_log_group", "", {
      kms_key_id: "arn:aws:kms:eu-west-1:999999999999:key/01234567-89ab-cdef-0123-456789abcdef",
    }),
  ],
  [
    "takes the key's policy away",
    (files) => {
      delete resource(files, buckets, "aws_kms_key").policy;
    },
  ],
];
