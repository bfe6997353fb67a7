/** The S3 actions that policies on both sides of a bucket agree on. */

/** What a team may do with its own objects; multipart uploads included. */
export const objectActions = [
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:GetObjectTagging",
  "s3:PutObject",
  "s3:PutObjectTagging",
  "s3:DeleteObject",
  "s3:AbortMultipartUpload",
  "s3:ListMultipartUploadParts",
] as const;

/**
 * Deletes a version for good. DeleteObject only adds a delete marker where versioning is on.
 * Source: docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html
 */
export const eraseAction = "s3:DeleteObjectVersion";

/** The team may erase what is in its buckets only where its file lets the buckets be destroyed. */
export const ownObjectActions = ({ protect }: { readonly protect: boolean }): readonly string[] =>
  protect ? objectActions : [...objectActions, eraseAction];

/** What a team may ask of its own bucket. */
export const listActions = [
  "s3:ListBucket",
  "s3:ListBucketVersions",
  "s3:ListBucketMultipartUploads",
  "s3:GetBucketLocation",
] as const;

/** HeadBucket and listing are one action; the deployer needs it to refresh the bucket. */
export const headBucket = "s3:ListBucket";

/** Bucket settings: reading them shows no data, so that audit tools keep working. */
export const readSettings = [
  "s3:GetBucket*",
  "s3:GetAccelerateConfiguration",
  "s3:GetAnalyticsConfiguration",
  "s3:GetEncryptionConfiguration",
  "s3:GetIntelligentTieringConfiguration",
  "s3:GetInventoryConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetMetricsConfiguration",
  "s3:GetReplicationConfiguration",
  "s3:ListTagsForResource",
] as const;

/** Changes of a bucket's settings, its policy and its existence: what could open a wall. */
export const changeSettings = [
  "s3:PutBucket*",
  "s3:DeleteBucket*",
  "s3:CreateBucket*",
  "s3:UpdateBucket*",
  "s3:PauseReplication",
  "s3:PutAccelerateConfiguration",
  "s3:PutAnalyticsConfiguration",
  "s3:PutEncryptionConfiguration",
  "s3:PutIntelligentTieringConfiguration",
  "s3:PutInventoryConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutMetricsConfiguration",
  "s3:PutReplicationConfiguration",
  "s3:TagResource",
  "s3:UntagResource",
] as const;

/** What a producer may do below its prefix. */
export const producerActions = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"] as const;
/** What a reader may do below its prefix. */
export const readerActions = ["s3:GetObject"] as const;
