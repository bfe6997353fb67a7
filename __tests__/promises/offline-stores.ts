import { featureStoreRoleName } from "../../config/names";
import {
  administrator,
  type Context,
  dataBuckets,
  everybodysOwn,
  keyPolicy,
  may,
  mayNot,
  ownName,
  read,
  roleIn,
  strangerAccount,
} from "./access";
import type { Promised, World } from "./promise";
import { becoming, running, startsNothing, teamsWithRole, type WithRole } from "./service-role";

/** Teams that have the role. */
const writers = (world: World): WithRole[] =>
  teamsWithRole(world, featureStoreRoleName, ({ features }) => features.featureStore?.offline);

const everyOtherCall = [
  "s3:AbortMultipartUpload",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:PutObjectAcl",
  "s3:PutObjectTagging",
];

export const promises: Promised[] = [
  {
    name: "the role of offline stores writes below its prefix without the team's endpoint, and makes no other call whatever the bucket or its policies grant",
    check: (world) => {
      for (const { team, as, identity, bucket, prefix } of writers(world)) {
        const file = `${bucket.arn}/${prefix}1/sagemaker/data.parquet`;
        const call = { as, account: team.dataAccount };
        const policies = { identity, ...(bucket.policy && { resource: bucket.policy }) };
        const widened = { identity: [administrator], resource: bucket.widened };
        may({ ...call, action: "s3:PutObject", on: file, policies });
        may({ ...call, action: "s3:GetBucketAcl", on: bucket.arn, policies });
        for (const context of [{}, { "aws:SourceVpce": team.endpointId }] as Context[]) {
          for (const action of everyOtherCall) mayNot({ ...call, action, on: file, context, policies: widened });
          mayNot({ ...call, action: "s3:PutObject", on: `${bucket.arn}/elsewhere/file`, context, policies: widened });
          for (const action of ["s3:ListBucket", "s3:GetBucketPolicy", "s3:PutBucketPolicy"])
            mayNot({ ...call, action, on: bucket.arn, context, policies: widened });
        }
        for (const other of dataBuckets(world, team).filter(({ name }) => name !== bucket.name))
          mayNot({
            ...call,
            action: "s3:PutObject",
            on: `${other.arn}/${prefix}file`,
            policies: { identity: [administrator], resource: other.widened },
          });
        // By its own policies alone, in buckets that let everybody in.
        const open = { identity, resource: bucket.widened };
        for (const on of ["arn:aws:s3:::somebody-elses/file", `${bucket.arn}/elsewhere/file`])
          mayNot({ ...call, action: "s3:PutObject", on, policies: open });
        mayNot({ ...call, action: "s3:PutObject", on: file, account: strangerAccount, policies: open });
        mayNot({ ...call, action: "s3:GetBucketAcl", on: bucket.arn, account: strangerAccount, policies: open });
        for (const action of ["s3:GetBucketPolicy", ...everyOtherCall])
          mayNot({ ...call, action, on: action === "s3:GetBucketPolicy" ? bucket.arn : file, policies: open });
      }
    },
  },
  {
    name: "nobody else writes below that prefix without the team's endpoint: the execution role neither",
    check: (world) => {
      for (const { team, bucket, prefix } of writers(world))
        for (const as of [team.role, roleIn(world.environment, world.environment.accounts.studio.id, "features")])
          mayNot({
            as,
            action: "s3:PutObject",
            on: `${bucket.arn}/${prefix}file`,
            account: team.dataAccount,
            policies: { identity: [administrator], resource: bucket.widened },
          });
    },
  },
  {
    name: "the bucket's policy lets nobody else write there from elsewhere, even if it denied nothing",
    check: (world) => {
      for (const { team, bucket, prefix } of writers(world))
        for (const as of [team.role, roleIn(world.environment, world.environment.accounts.studio.id)])
          for (const [action, on] of [
            ["s3:PutObject", `${bucket.arn}/${prefix}file`],
            ["s3:GetBucketAcl", bucket.arn],
          ] as const)
            mayNot({
              as,
              action,
              on,
              account: team.dataAccount,
              policies: { identity: [administrator], ...(bucket.granted && { resource: bucket.granted }) },
            });
    },
  },
  {
    name: "whatever is attached to the role of offline stores, it starts nothing and shares nothing",
    check: (world) => {
      for (const each of writers(world)) startsNothing(world, each);
    },
  },
  {
    name: "the role of offline stores has the data key encrypt through S3, and does nothing else with it",
    check: (world) => {
      const { region } = world.environment;
      for (const { team, as, identity } of writers(world)) {
        const resource = keyPolicy(world, team.buckets);
        const alias = `alias/${world.environment.namePrefix}-${world.environment.name}-${team.team.name}-data`;
        const through = (service: string): Context => ({
          "kms:ViaService": `${service}.${region}.amazonaws.com`,
          "kms:ResourceAliases": [alias],
        });
        const call = { as, on: team.dataKeyArn, account: team.dataAccount, policies: { identity, resource } };
        const widened = { identity: [administrator], resource };
        may({ ...call, action: "kms:GenerateDataKey", context: through("s3") });
        for (const action of ["kms:Decrypt", "kms:Encrypt", "kms:CreateGrant", "kms:ReEncryptFrom"])
          for (const policies of [call.policies, widened])
            mayNot({ ...call, action, context: through("s3"), policies });
        mayNot({ ...call, action: "kms:GenerateDataKey", context: through("ec2"), policies: widened });
        mayNot({ ...call, action: "kms:GenerateDataKey", context: through("ec2") });
        mayNot({
          ...call,
          action: "kms:GenerateDataKey",
          context: through("ec2"),
          policies: { identity, resource: everybodysOwn },
        });
        const foreign = { ...through("s3"), "kms:ResourceAliases": ["alias/somebody-elses"] };
        const everybody = read(
          {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } as never],
          },
          "a key that serves everybody",
          "resource",
        );
        mayNot({
          ...call,
          action: "kms:GenerateDataKey",
          context: foreign,
          policies: { identity, resource: everybody },
        });
      }
    },
  },
  {
    name: "nobody in Studio may pass the role of offline stores, whatever is attached to the execution role",
    check: (world) => {
      for (const { team, as } of writers(world))
        for (const identity of [team.identity, team.walled])
          for (const action of ["iam:PassRole", "sts:AssumeRole"])
            mayNot({
              as: team.role,
              action,
              on: as.arn,
              account: as.account,
              context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
              policies: { identity },
            });
    },
  },
  {
    name: "SageMaker becomes the role of offline stores for this account, and for nothing that runs; nobody else does",
    check: (world) => {
      for (const each of writers(world)) {
        // What it says for Feature Store is not documented: a feature group, or nothing.
        may(becoming(world, each, `feature-group/${ownName(world, each.team)}`));
        may(becoming(world, each));
        for (const source of running) mayNot(becoming(world, each, source));
        mayNot(becoming(world, each, `feature-group/${ownName(world, each.team)}`, strangerAccount));
        mayNot({
          ...becoming(world, each),
          as: { kind: "service", service: "lambda.amazonaws.com" },
        });
        mayNot({ ...becoming(world, each), as: each.team.role });
      }
    },
  },
];
