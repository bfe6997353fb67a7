/** Reading, writing, listing and deleting in a bucket of its own, through its own endpoint and under its own key. */
import { type Facts, serviceHost, type TeamFacts } from "../../facts/facts";
import { asRole, policiesOf } from "../../facts/role-grants";
import type { Bucket } from "../../model";
import type { Request } from "../../policy";
import { fileCalls } from "../../service-calls/requests";
import { addressesOf, type Need, networkKeys } from "./needs";

export function ofBucket(facts: Facts, team: TeamFacts, bucket: Bucket): Need[] {
  const { role, gateway } = team;
  const policies = {
    ...policiesOf(role),
    ...(bucket.policy && { resource: bucket.policy }),
    endpoint: gateway.policy,
  };
  const call = (what: string, action: string, resource: string, context: Request["context"] = {}): Need => ({
    what: `${what} ${bucket.name}`,
    sender: "session",
    request: {
      principal: asRole(role),
      action: `s3:${action}`,
      resource,
      resourceAccount: bucket.account,
      context: { ...networkKeys(team, gateway.id, gateway.vpc), ...context },
    },
    policies,
    from: addressesOf(team),
  });
  const object = objectIn(bucket);
  const key = bucket.encryption?.config.rule.flatMap(
    (rule) => rule.apply_server_side_encryption_by_default?.flatMap((each) => each.kms_master_key_id ?? []) ?? [],
  )[0];
  const headers = {
    "s3:x-amz-server-side-encryption": "aws:kms",
    "s3:x-amz-server-side-encryption-aws-kms-key-id": key ?? "",
  };
  return [
    // Containers of jobs and endpoints do the same.
    ...fileCalls.flatMap(({ what, actions, on }) =>
      actions.map((action) => call(what, action.slice(3), on.includes("its buckets") ? bucket.arn : object)),
    ),
    call("write with the key's headers to", "PutObject", object, headers),
    call("delete from", "DeleteObject", object),
    call("give up a multipart upload to", "AbortMultipartUpload", object),
    call("see the parts of a multipart upload to", "ListMultipartUploadParts", object),
    call("see the region of", "GetBucketLocation", bucket.arn),
    ...throughS3(facts, team, bucket, key),
  ];
}

/**
 * S3's own call for whoever calls it: it carries the service and what is encrypted, and no network. With a bucket key that is
 * the bucket, else the object.
 * Pages: docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html (Encryption context), bucket-key.html
 */
export function throughS3Keys(facts: Facts, bucket: Bucket, aliases: readonly string[]): Request["context"] {
  const hasBucketKey = bucket.encryption?.config.rule.some((rule) => rule.bucket_key_enabled === true) === true;
  return {
    "kms:ViaService": serviceHost(facts, "s3"),
    "kms:ResourceAliases": aliases,
    "kms:EncryptionContext:aws:s3:arn": hasBucketKey ? bucket.arn : objectIn(bucket),
    "kms:EncryptionContextKeys": ["aws:s3:arn"],
    "aws:ViaAWSService": "true",
  };
}

/** An object like any other. */
const objectIn = ({ arn }: Bucket): string => `${arn}/folder/object`;

function throughS3(facts: Facts, { role, dataKeys }: TeamFacts, bucket: Bucket, arn: string | undefined): Need[] {
  const key = dataKeys.find((each) => each.arn === arn);
  if (key === undefined) return [];
  return ["Decrypt", "GenerateDataKey"].map((action) => ({
    what: `use through S3 the key of ${bucket.name} (${action})`,
    sender: "forwarded",
    request: {
      principal: asRole(role),
      action: `kms:${action}`,
      resource: key.arn,
      resourceAccount: key.account,
      context: throughS3Keys(facts, bucket, key.aliases),
    },
    policies: { ...policiesOf(role), resource: key.policy },
  }));
}
