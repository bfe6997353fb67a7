/** The policy of an access log bucket: S3's logging service writes for one account's buckets; readable in its account only. */
import type { Condition, ResourceStatement } from "./document";
import { allOf, isNotRole } from "./document";
import { changeSettings } from "./s3-actions";

export interface AccessLogPolicyProps {
  readonly bucketArn: string;
  /** ARNs of the buckets whose access is logged. */
  readonly sourceBucketArns: readonly string[];
  readonly dataAccountId: string;
  readonly deployerRoleArn: string;
}

/** An anonymous request does not carry the key. */
const noAwsService: Condition = { BoolIfExists: { "aws:PrincipalIsAWSService": "false" } };

/** Source: docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
export function accessLogPolicy(props: AccessLogPolicyProps): ResourceStatement[] {
  const everywhere = [props.bucketArn, `${props.bucketArn}/*`];
  return [
    {
      Sid: "DenyInsecureTransport",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: everywhere,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "DenyWritesToOthers",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:PutObject", "s3:ReplicateObject", "s3:ReplicateDelete", "s3:DeleteObject", "s3:DeleteObjectVersion"],
      Resource: `${props.bucketArn}/*`,
      Condition: noAwsService,
    },
    {
      Sid: "DenyOtherAccounts",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: everywhere,
      Condition: allOf({ StringNotEquals: { "aws:PrincipalAccount": props.dataAccountId } }, noAwsService),
    },
    {
      Sid: "DenyChangesToOthers",
      Effect: "Deny",
      Principal: "*",
      Action: changeSettings,
      Resource: props.bucketArn,
      Condition: isNotRole(props.deployerRoleArn),
    },
    {
      Sid: "AllowAccessLogs",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${props.bucketArn}/*`,
      Condition: allOf(
        { ArnLike: { "aws:SourceArn": props.sourceBucketArns } },
        { StringEquals: { "aws:SourceAccount": props.dataAccountId } },
      ),
    },
  ];
}
