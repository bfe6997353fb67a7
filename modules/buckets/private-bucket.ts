/** A bucket with what every bucket here has: versions, owner enforced, no public access, and its policy. */
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import type { ResourceStatement } from "../../policies/document";
import { render } from "../../policies/document";
import { itself } from "../naming";

export interface PrivateBucketProps {
  readonly bucketName: string;
  /** ARN of the key that encrypts it; without one S3's own keys do. */
  readonly keyArn?: string;
  /** The bucket's policy, given its ARN. */
  readonly policy: (bucketArn: string) => readonly ResourceStatement[];
  /** Refuse to destroy it. */
  readonly protect: boolean;
  /** Destroy it with what is in it. Default: never. */
  readonly destroyContent?: boolean;
}

export class PrivateBucket extends Construct {
  /** The bucket's name. */
  readonly id: string;
  readonly arn: string;
  readonly policy: S3BucketPolicy;
  readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  /** Settings that wait for versioning depend on it. */
  readonly versioning: S3BucketVersioningA;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const created = new S3Bucket(this, itself, {
      bucket: props.bucketName,
      forceDestroy: props.destroyContent ?? false,
      lifecycle: { preventDestroy: props.protect },
    });
    const bucket = created.id;
    const publicAccess = new S3BucketPublicAccessBlock(this, "public-access-block", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
    this.encryption = new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: props.keyArn
            ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: props.keyArn }
            : { sseAlgorithm: "AES256" },
          // One data key for many objects: fewer calls to KMS.
          ...(props.keyArn && { bucketKeyEnabled: true }),
        },
      ],
    });
    this.versioning = new S3BucketVersioningA(this, "versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    this.policy = new S3BucketPolicy(this, "policy", {
      bucket,
      policy: render(props.policy(created.arn)),
      // S3 answers "conflicting operation" when both are changed at once.
      dependsOn: [publicAccess],
    });
    this.id = bucket;
    this.arn = created.arn;
  }
}
