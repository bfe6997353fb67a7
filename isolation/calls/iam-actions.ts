/** Which IAM actions an API call needs: nearly always the one of its name. */
import { actionsOf } from "../decide/catalogue";
import { Undecided } from "../decide/undecided";

/** Where botocore's name of a service is not the prefix of its actions. */
const prefixes: Readonly<Record<string, string>> = {
  efs: "elasticfilesystem",
  s3control: "s3",
  "sso-admin": "sso",
};

/**
 * Calls whose action has another name. Reviewed on 2026-11-23.
 * Source: docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html; the same in the SDK map of
 * github.com/iann0036/iam-dataset (aws/map.json).
 */
const otherNames: Readonly<Record<string, string>> = {
  "s3:DeleteBucketEncryption": "s3:PutEncryptionConfiguration",
  "s3:DeleteBucketLifecycle": "s3:PutLifecycleConfiguration",
  "s3:DeleteBucketOwnershipControls": "s3:PutBucketOwnershipControls",
  "s3:DeleteBucketTagging": "s3:PutBucketTagging",
  "s3:DeletePublicAccessBlock": "s3:PutBucketPublicAccessBlock",
  "s3:GetBucketAccelerateConfiguration": "s3:GetAccelerateConfiguration",
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
  "s3:GetBucketReplication": "s3:GetReplicationConfiguration",
  "s3:GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
  "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
  "s3:HeadBucket": "s3:ListBucket",
  "s3:HeadObject": "s3:GetObject",
  "s3:ListObjectsV2": "s3:ListBucket",
  "s3:ListObjectVersions": "s3:ListBucketVersions",
  "s3:PutBucketEncryption": "s3:PutEncryptionConfiguration",
  "s3:PutBucketLifecycleConfiguration": "s3:PutLifecycleConfiguration",
  "s3:PutPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
};

/** An action with the ARN templates of what it works on. */
export interface NeededAction {
  /** service:Action, as AWS spells it. */
  readonly name: string;
  readonly resources: readonly string[];
}

/**
 * The action that a call (service:Operation) needs. Throws Undecided where there is none of that name: a call that nobody
 * mapped is not taken for harmless.
 */
export function actionOfCall(call: string): NeededAction {
  const [service = "", operation] = call.split(":");
  const name = `${prefixes[service] ?? service}:${operation}`;
  return actionNamed(otherNames[name] ?? name, call);
}

/** An action by its name, in whatever case; `place` is what Undecided names where AWS has no such action. */
export function actionNamed(name: string, place: string): NeededAction {
  const known = actionsOf(name.slice(0, name.indexOf(":")));
  const action = known.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!action) throw new Undecided(place, `no IAM action is known for it (${name}): add it to isolation/calls`);
  return action;
}
