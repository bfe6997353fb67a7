/** The bucket that a team's access logs go to; S3's own encryption, because log delivery knows no KMS key. */
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import type { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { Construct } from "constructs";
import { accessLogsBucket, bucketArn, bucketName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { accessLogPolicy } from "../../policies/access-log-policy";
import { itself } from "../naming";
import { PrivateBucket } from "./private-bucket";

export interface AccessLogBucketProps {
  readonly environment: Environment;
  readonly team: Team;
}

const keepLogsDays = 365;

export class AccessLogBucket extends Construct {
  /** The bucket's name. */
  readonly id: string;
  /** What lets S3's logging service write: buckets that log here depend on it. */
  readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);
    const { environment, team } = props;
    const name = (bucket: string) => bucketName(environment, team, bucket, team.dataAccount.id);
    const created = new PrivateBucket(this, itself, {
      bucketName: name(accessLogsBucket),
      protect: team.protect,
      // Logs come in until the last moment, also of Terraform's own calls: without this no unprotected team could go.
      destroyContent: !team.protect,
      policy: (arn) =>
        accessLogPolicy({
          bucketArn: arn,
          sourceBucketArns: team.buckets.map((bucket) => bucketArn(environment, name(bucket.name))),
          dataAccountId: team.dataAccount.id,
          deployerRoleArn: team.dataAccount.deployerRole,
        }),
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: created.id,
      rule: [
        {
          id: "expire",
          status: "Enabled",
          filter: [{}],
          expiration: [{ days: keepLogsDays }],
          noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [created.versioning],
    });
    this.id = created.id;
    this.policy = created.policy;
  }
}
