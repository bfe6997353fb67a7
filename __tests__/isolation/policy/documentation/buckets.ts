/** Bucket policies: transport, encryption, access logs. */
import type { Request } from "../../../../isolation/policy";
import { allow, bucket, data, deny, everything, getObject, policy, service, studio } from "../build";
import { onBucket, type Row, read } from "./rows";

const put = (context: Request["context"]): Request => getObject({ action: "s3:PutObject", context });
const wrongEncryption = onBucket(
  deny({
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${bucket}/*`,
    Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
  }),
);
const logDelivery = policy(
  "resource",
  allow({
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `${bucket}/logs/*`,
    Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::source" }, StringEquals: { "aws:SourceAccount": studio } },
  }),
);
const logging = (context: Request["context"]): Request => ({
  principal: service("logging.s3.amazonaws.com"),
  action: "s3:PutObject",
  resource: `${bucket}/logs/x`,
  resourceAccount: studio,
  context,
});

export const buckets: readonly Row[] = [
  [
    "bucketPolicies",
    "a request without TLS is denied",
    getObject({ context: { "aws:SecureTransport": "false" } }),
    {
      identity: [everything],
      resource: onBucket(deny({ ...read, Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } })),
    },
    "explicit deny",
  ],
  [
    "bucketPolicies",
    "one with TLS is not",
    getObject(),
    {
      identity: [everything],
      resource: onBucket(deny({ ...read, Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } })),
    },
    "allowed",
  ],
  [
    "s3Encryption",
    "a write with another encryption is denied",
    put({ "s3:x-amz-server-side-encryption": "AES256" }),
    { identity: [everything], resource: wrongEncryption },
    "explicit deny",
  ],
  [
    "s3Encryption",
    "StringNotEquals denies a write without the header too",
    put({}),
    { identity: [everything], resource: wrongEncryption },
    "explicit deny",
  ],
  [
    "s3Encryption",
    "a write with aws:kms passes",
    put({ "s3:x-amz-server-side-encryption": "aws:kms" }),
    { identity: [everything], resource: wrongEncryption },
    "allowed",
  ],
  [
    "serverLogs",
    "the logging service writes logs of the bucket named",
    logging({ "aws:SourceArn": "arn:aws:s3:::source", "aws:SourceAccount": studio }),
    { resource: logDelivery },
    "allowed",
  ],
  [
    "serverLogs",
    "not for another account",
    logging({ "aws:SourceArn": "arn:aws:s3:::source", "aws:SourceAccount": data }),
    { resource: logDelivery },
    "no allow (resource)",
  ],
];
