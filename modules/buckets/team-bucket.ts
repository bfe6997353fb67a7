/** A team's bucket: encrypted under the team's data key, kept as long as its file says, logged, behind the team's endpoint. */
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import type { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import type { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { Construct } from "constructs";
import { bucketName } from "../../config/names";
import type { Bucket, Environment, Team } from "../../config/schema";
import { bucketPolicyOf } from "../../policies/of-team";
import { itself } from "../naming";
import type { AccessLogBucket } from "./access-log-bucket";
import { PrivateBucket } from "./private-bucket";

export interface TeamBucketProps {
  readonly environment: Environment;
  readonly team: Team;
  readonly bucket: Bucket;
  readonly keyArn: string;
  readonly endpointId: string;
  readonly teamRoleArn: string;
  /** The bucket that access logs go to. */
  readonly accessLogs: AccessLogBucket;
}

export class TeamBucket extends Construct {
  /** The bucket's name. */
  readonly id: string;
  readonly policy: S3BucketPolicy;
  readonly encryption: S3BucketServerSideEncryptionConfigurationA;

  constructor(scope: Construct, id: string, props: TeamBucketProps) {
    super(scope, id);
    const { environment, team, bucket } = props;
    const name = bucketName(environment, team, bucket.name, team.dataAccount.id);
    const created = new PrivateBucket(this, itself, {
      bucketName: name,
      keyArn: props.keyArn,
      protect: team.protect,
      policy: (bucketArn) =>
        bucketPolicyOf(environment, team, bucket, {
          bucketArn,
          keyArn: props.keyArn,
          endpointId: props.endpointId,
          teamRoleArn: props.teamRoleArn,
        }),
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: created.id,
      rule: [
        {
          id: "old-versions",
          status: "Enabled",
          filter: [{}],
          noncurrentVersionExpiration: [{ noncurrentDays: bucket.keepOldVersionsDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
        ...(bucket.expireAfterDays === undefined
          ? []
          : [{ id: "expire", status: "Enabled", filter: [{}], expiration: [{ days: bucket.expireAfterDays }] }]),
      ],
      dependsOn: [created.versioning],
    });
    new S3BucketLoggingA(this, "logging", {
      bucket: created.id,
      targetBucket: props.accessLogs.id,
      targetPrefix: `${bucket.name}/`,
      // Logs that come before the policy lets them in are lost.
      dependsOn: [props.accessLogs.policy],
    });
    this.id = created.id;
    this.policy = created.policy;
    this.encryption = created.encryption;
  }
}
