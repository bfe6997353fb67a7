/** <env>-buckets-<team>: the team's buckets and their key, in the data account. */
import type { Construct } from "constructs";
import { fixedInBuckets } from "../config/fixed-settings";
import { bucketsStackName, dataKeyAlias, studioStackName } from "../config/names";
import type { Environment, Team } from "../config/schema";
import { AccessLogBucket } from "../modules/buckets/access-log-bucket";
import { TeamBucket } from "../modules/buckets/team-bucket";
import { EncryptionKey } from "../modules/encryption-key";
import { dataKeyPolicyOf } from "../policies/of-team";
import { bucketsContract, consume, publish, studioContract } from "./contracts";
import { EnclaveStack } from "./enclave-stack";
import { readState } from "./state";

export class BucketsStack extends EnclaveStack {
  constructor(scope: Construct, environment: Environment, team: Team) {
    super(scope, bucketsStackName(environment, team), {
      environment,
      team,
      account: team.dataAccount,
      fixed: fixedInBuckets(environment, team),
    });
    const studio = consume(readState(this, "studio", environment, studioStackName(environment, team)), studioContract);
    const key = new EncryptionKey(this, "key", {
      description: `Buckets of ${team.name} in ${environment.name}`,
      alias: dataKeyAlias(environment, team),
      policy: dataKeyPolicyOf(environment, team, studio.execution_role_arn),
      protect: team.protect,
    });
    const accessLogs = new AccessLogBucket(this, "access-logs", { environment, team });
    const buckets = team.buckets.map(
      (bucket) =>
        new TeamBucket(this, `bucket-${bucket.name}`, {
          environment,
          team,
          bucket,
          keyArn: key.arn,
          endpointId: studio.s3_endpoint_id,
          teamRoleArn: studio.execution_role_arn,
          accessLogs,
        }),
    );
    publish(this, bucketsContract, { bucket_names: buckets.map((bucket) => bucket.id), data_key_arn: key.arn });
  }
}
