/** <env>-buckets-<team>: the team's buckets and their key, in the data account. */
import type { Construct } from "constructs";
import { hasOnlineGroups } from "../config/feature-groups";
import { fixedInBuckets } from "../config/fixed-settings";
import { bucketsStackName, dataKeyAlias, studioStackName } from "../config/names";
import type { Environment, Team } from "../config/schema";
import { AccessLogBucket } from "../modules/buckets/access-log-bucket";
import { FeatureGroups } from "../modules/buckets/feature-groups";
import { TeamBucket } from "../modules/buckets/team-bucket";
import { TrackingServer } from "../modules/buckets/tracking-server";
import { EncryptionKey } from "../modules/encryption-key";
import { dataKeyPolicyOf } from "../policies/of-team";
import { bucketsContract, consume, onlineStoresContract, publish, studioContract } from "./contracts";
import { EnclaveStack } from "./enclave-stack";
import { readState } from "./state";
import { studioAccountProvider } from "./studio-account";

export class BucketsStack extends EnclaveStack {
  constructor(scope: Construct, environment: Environment, team: Team) {
    super(scope, bucketsStackName(environment, team), {
      environment,
      team,
      account: team.dataAccount,
      fixed: fixedInBuckets(environment, team),
    });
    const state = readState(this, "studio", environment, studioStackName(environment, team));
    const studio = consume(state, studioContract);
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
    const { featureStore: { offline } = {}, mlflow } = team.features;
    const bucketOf = (name: string) => buckets[team.buckets.findIndex((bucket) => bucket.name === name)] as TeamBucket;
    const provider = studioAccountProvider(this, environment, team, bucketsStackName(environment, team));
    if (offline) {
      const { prefix, groups } = offline;
      new FeatureGroups(this, "feature-groups", {
        environment,
        team,
        groups,
        prefix,
        bucket: bucketOf(offline.bucket),
        dataKeyArn: key.arn,
        studioKeyArn: hasOnlineGroups(team) ? consume(state, onlineStoresContract).studio_key_arn : undefined,
        provider,
      });
    }
    if (mlflow) {
      const bucket = bucketOf(mlflow.bucket);
      new TrackingServer(this, "tracking-server", { environment, team, mlflow, bucket, provider });
    }
    publish(this, bucketsContract, { bucket_names: buckets.map((bucket) => bucket.id), data_key_arn: key.arn });
  }
}
