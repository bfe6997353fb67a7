/** Feature groups with an offline store are the team file's, made by the deployer of the studio account: below the team's prefix, under its keys, with a role that nobody in Studio may pass. */
import assert from "node:assert/strict";
import { bucketName, bucketsStackName, featureStoreRoleName, roleArn } from "../../config/names";
import {
  administrator,
  deployer,
  fromOwnSubnet,
  keyPolicy,
  may,
  mayNot,
  roleIn,
  sagemakerObject,
  strangerAccount,
  type TeamView,
  views,
} from "./access";
import type { Promised, World } from "./promise";

const type = "aws_sagemaker_feature_group";
const offlineOf = ({ team }: TeamView) => team.features.featureStore?.offline;
const hasOnline = (team: TeamView): boolean => offlineOf(team)?.groups.some(({ online }) => online) ?? false;

/** What KMS is asked when SageMaker makes an online store for whoever made the group. */
const asked = [
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:RetireGrant",
];

/** The arguments of a team's groups, as its file says them. */
function declared({ environment }: World, view: TeamView): object[] {
  const { team, studioKeyArn, dataKeyArn } = view;
  const { bucket = "", prefix = "", groups = [] } = offlineOf(view) ?? {};
  const isOther = environment.accounts.studio.deployerRole !== team.dataAccount.deployerRole;
  const name = bucketName(environment, team, bucket, team.dataAccount.id);
  return groups.map((group) => ({
    ...(isOther && { provider: "aws.studio-account" }),
    feature_group_name: `${environment.name}-${team.name}-${group.name}`,
    record_identifier_feature_name: group.recordIdentifier,
    event_time_feature_name: group.eventTime,
    feature_definition: group.features.map((each) => ({ feature_name: each.name, feature_type: each.type })),
    role_arn: roleArn(environment, featureStoreRoleName(environment, team)),
    offline_store_config: {
      disable_glue_table_creation: true,
      s3_storage_config: { s3_uri: `s3://${name}/${prefix.replace(/\/$/, "")}`, kms_key_id: dataKeyArn },
    },
    ...(group.online && {
      online_store_config: { enable_online_store: true, security_config: { kms_key_id: studioKeyArn } },
    }),
    lifecycle: { prevent_destroy: team.protect },
  }));
}

export const promises: Promised[] = [
  {
    name: "the stacks make the feature groups of a team's file and no others: named after the team, written below its prefix by the role for it, each store under the team's own key, and kept from being destroyed",
    check: (world) => {
      const { environment, deployment } = world;
      for (const view of views(world)) {
        const made = deployment
          .resources(bucketsStackName(environment, view.team), type)
          .map(({ config: { "//": _, depends_on: __, ...config } }) => config);
        assert.deepEqual(
          made.sort((one, other) => (one.feature_group_name < other.feature_group_name ? -1 : 1)),
          declared(world, view).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
        );
      }
      const elsewhere = deployment.names.filter((stack) => !stack.startsWith(`${environment.name}-buckets-`));
      for (const stack of elsewhere) assert.deepEqual(deployment.resources(stack, type), [], stack);
    },
  },
  {
    name: "nobody in Studio deletes a declared group or changes what it stores, whatever is attached to the execution role; records are written and read",
    check: (world) => {
      const { accounts, name: of } = world.environment;
      for (const view of views(world)) {
        for (const { name } of offlineOf(view)?.groups ?? []) {
          const call = {
            as: view.role,
            on: sagemakerObject(world, `feature-group/${of}-${view.team.name}-${name}`),
            account: accounts.studio.id,
            context: fromOwnSubnet(world, view),
          };
          for (const identity of [view.identity, view.walled])
            for (const action of ["sagemaker:DeleteFeatureGroup", "sagemaker:UpdateFeatureGroup"])
              mayNot({ ...call, action, policies: { identity } });
          for (const action of ["sagemaker:PutRecord", "sagemaker:GetRecord", "sagemaker:DescribeFeatureGroup"])
            may({ ...call, action, policies: { identity: view.identity } });
        }
      }
    },
  },
  {
    name: "groups wait for their bucket's policy, and are made one after another",
    check: ({ environment, deployment }) => {
      for (const team of environment.teams) {
        const { bucket } = team.features.featureStore?.offline ?? {};
        const groups = deployment.resources(bucketsStackName(environment, team), type);
        for (const { config } of groups)
          assert.ok(config.depends_on.includes(`aws_s3_bucket_policy.bucket-${bucket}_policy`));
        const addresses = groups.map(({ name }) => `${type}.${name}`);
        const waiting = groups.filter(({ config }) =>
          config.depends_on.some((each: string) => addresses.includes(each)),
        );
        assert.equal(waiting.length, Math.max(0, groups.length - 1));
      }
    },
  },
  {
    name: "the studio key serves the deployer for online stores where the team declares any, through SageMaker alone, and nobody else more than before",
    check: (world) => {
      const { partition, region, accounts } = world.environment;
      const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
      const through = (service: string) => ({ "kms:ViaService": `${service}.${region}.${suffix}` });
      const { id, deployerRole } = accounts.studio;
      for (const view of views(world)) {
        const call = {
          as: deployer(deployerRole),
          on: view.studioKeyArn,
          account: id,
          policies: { identity: [administrator], resource: keyPolicy(world, view.studio) },
        };
        for (const action of asked) {
          (hasOnline(view) ? may : mayNot)({ ...call, action, context: through("sagemaker") });
          mayNot({ ...call, action });
          mayNot({ ...call, action, context: through("s3") });
          for (const as of [roleIn(world.environment, id), roleIn(world.environment, strangerAccount)])
            mayNot({ ...call, as, action, context: through("sagemaker") });
        }
      }
    },
  },
];
