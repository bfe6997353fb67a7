/** Arguments of keys and buckets. */
import { z } from "zod";
import { blocks, count, flag, policy, resource, tags, text, words } from "./arguments";

/**
 * Where objects may go and stay what they are. ONEZONE_IA is not among them: what lies in one zone is lost with it.
 * Source: docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
 */
const storageClass = z.enum(["STANDARD_IA", "INTELLIGENT_TIERING", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"]);

const lifecycleRule = {
  id: text,
  status: z.enum(["Enabled", "Disabled"]),
  filter: z.array(z.strictObject({ prefix: text.optional() })).optional(),
  expiration: blocks({ days: count.optional() }).optional(),
  noncurrent_version_expiration: blocks({ noncurrent_days: count.optional() }).optional(),
  // G10 decides that objects can be read afterwards; of older versions it asks nothing.
  transition: blocks({ days: count.optional(), date: text.optional(), storage_class: storageClass }).optional(),
  noncurrent_version_transition: blocks({
    noncurrent_days: count,
    newer_noncurrent_versions: count.optional(),
    storage_class: storageClass,
  }).optional(),
  abort_incomplete_multipart_upload: blocks({ days_after_initiation: count.optional() }).optional(),
};

export const data = {
  aws_kms_key: resource({
    description: words.optional(),
    deletion_window_in_days: count.optional(),
    enable_key_rotation: flag.optional(),
    policy: policy.optional(),
    tags,
  }),
  aws_kms_alias: resource({ name: text, target_key_id: text }),
  aws_s3_bucket: resource({ bucket: text, force_destroy: flag.optional(), tags }),
  aws_s3_bucket_policy: resource({ bucket: text, policy }),
  aws_s3_bucket_public_access_block: resource({
    bucket: text,
    block_public_acls: flag.optional(),
    block_public_policy: flag.optional(),
    ignore_public_acls: flag.optional(),
    restrict_public_buckets: flag.optional(),
  }),
  aws_s3_bucket_ownership_controls: resource({
    bucket: text,
    rule: blocks({ object_ownership: z.enum(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]) }),
  }),
  aws_s3_bucket_server_side_encryption_configuration: resource({
    bucket: text,
    rule: blocks({
      apply_server_side_encryption_by_default: blocks({
        sse_algorithm: z.enum(["AES256", "aws:kms", "aws:kms:dsse"]),
        kms_master_key_id: text.optional(),
      }).optional(),
      bucket_key_enabled: flag.optional(),
    }),
  }),
  aws_s3_bucket_versioning: resource({
    bucket: text,
    versioning_configuration: blocks({ status: z.enum(["Enabled", "Suspended", "Disabled"]) }),
  }),
  aws_s3_bucket_logging: resource({ bucket: text, target_bucket: text, target_prefix: text }),
  aws_s3_bucket_lifecycle_configuration: resource({ bucket: text, rule: blocks(lifecycleRule) }),
} as const;
