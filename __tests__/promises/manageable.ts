/** Still manageable: the deployer makes every management call that Terraform makes, and what could open a wall is its alone. */
import assert from "node:assert/strict";
import { bucketsStackName, networkingStackName, studioStackName } from "../../config/names";
import type { Account } from "../../config/schema";
import { type Policy, type Principal, parsePolicy } from "../../isolation/policy";
import {
  administrator,
  bucketsOf,
  deployer,
  keyArn,
  keyPolicy,
  may,
  mayNot,
  only,
  roleIn,
  strangerAccount,
  teamRole,
} from "./access";
import type { Promised, World } from "./promise";

/** What Terraform and an operator do with a key. */
const keyManagement = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListResourceTags",
  "kms:ListRetirableGrants",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

/** What shows or lends what a key protects. */
const keyUse = [
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyPair",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:CreateGrant",
  "kms:RetireGrant",
];

/** Settings that Terraform's bucket resources read at every refresh. */
const settingsRead = [
  "s3:GetAccelerateConfiguration",
  "s3:GetBucketAcl",
  "s3:GetBucketCORS",
  "s3:GetBucketLocation",
  "s3:GetBucketLogging",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketOwnershipControls",
  "s3:GetBucketPolicy",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketRequestPayment",
  "s3:GetBucketTagging",
  "s3:GetBucketVersioning",
  "s3:GetBucketWebsite",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
  "s3:ListBucket",
  "s3:ListTagsForResource",
];

/** Each of them opens a wall, hides a trace or loses data. */
const settingsChanged = [
  "s3:CreateBucketMetadataTableConfiguration",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:DeleteBucketWebsite",
  "s3:PauseReplication",
  "s3:PutAccelerateConfiguration",
  "s3:PutAnalyticsConfiguration",
  "s3:PutBucketAcl",
  "s3:PutBucketLogging",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketTagging",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutIntelligentTieringConfiguration",
  "s3:PutInventoryConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutMetricsConfiguration",
  "s3:PutReplicationConfiguration",
  "s3:TagResource",
  "s3:UntagResource",
  "s3:UpdateBucketMetadataInventoryTableConfiguration",
];

interface Key {
  readonly arn: string;
  readonly policy: Policy;
  readonly account: Account;
}

function keys(world: World): Key[] {
  const { environment } = world;
  const { studio } = environment.accounts;
  const key = (stack: string, account: Account): Key => {
    const { name } = only(world.deployment.resources(stack, "aws_kms_key"));
    return { arn: keyArn(world, stack, name), policy: keyPolicy(world, stack, name), account };
  };
  return [
    key(networkingStackName(environment), studio),
    ...environment.teams.flatMap((team) => [
      key(studioStackName(environment, team), studio),
      key(bucketsStackName(environment, team), team.dataAccount),
    ]),
  ];
}

/** Whatever else the caller's own policies grant. */
function refuses({ arn, policy, account }: Key, as: Principal, actions: readonly string[]): void {
  for (const action of actions)
    mayNot({ as, action, on: arn, account: account.id, policies: { identity: [administrator], resource: policy } });
}

/** Buckets with what they need here; without the rest that `views` reads. */
const buckets = (world: World) =>
  world.environment.teams.flatMap((team) =>
    bucketsOf(world, { buckets: bucketsStackName(world.environment, team) }).map((bucket) => ({ ...bucket, team })),
  );

export const promises: Promised[] = [
  {
    name: "the deployer manages every key of its account",
    check: (world) => {
      for (const { arn, policy, account } of keys(world)) {
        for (const action of keyManagement) {
          const policies = { identity: [administrator], resource: policy };
          may({ as: deployer(account.deployerRole), action, on: arn, account: account.id, policies });
        }
      }
    },
  },
  {
    name: "managing a key is not using it: an account's administrator sees and lends nothing that it protects",
    check: (world) => {
      for (const key of keys(world)) refuses(key, roleIn(world.environment, key.account.id), keyUse);
    },
  },
  {
    name: "strangers manage no key",
    check: (world) => {
      for (const key of keys(world)) refuses(key, roleIn(world.environment, strangerAccount), keyManagement);
    },
  },
  {
    name: "the flow logs' key serves CloudWatch Logs for the flow logs' group, and nothing and nobody else",
    check: (world) => {
      const { environment } = world;
      const { region, partition } = environment;
      const [{ arn, policy, account }] = keys(world) as [Key];
      const logGroup = (name: string) => ({
        "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${account.id}:log-group:${name}`,
      });
      const own = logGroup(`${environment.namePrefix}-${environment.name}-flow-logs`);
      const logs = { kind: "service", service: `logs.${region}.amazonaws.com` } as const;
      const request = { on: arn, account: account.id, policies: { identity: [administrator], resource: policy } };
      const uses = [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ];
      for (const action of uses) {
        may({ ...request, as: logs, action, context: own });
        mayNot({ ...request, as: logs, action, context: logGroup("another") });
      }
      mayNot({ ...request, as: logs, action: "kms:PutKeyPolicy", context: own });
      const elsewhere = { kind: "service", service: "logs.ap-southeast-2.amazonaws.com" } as const;
      mayNot({ ...request, as: elsewhere, action: "kms:Decrypt", context: own });
      mayNot({ ...request, as: roleIn(environment, account.id), action: "kms:Decrypt", context: own });
    },
  },
  {
    name: "the VPC's flow logs are written by AWS's flow log service, for this account, into their own log group only",
    check: (world) => {
      const { environment, deployment } = world;
      const stack = networkingStackName(environment);
      const account = environment.accounts.studio.id;
      const { region, partition } = environment;
      const role = only(deployment.resources(stack, "aws_iam_role"));
      const on = deployment.attributeOf(role, "arn") as string;
      const trust = parsePolicy(role.config.assume_role_policy, "trust of the flow log role", "trust");
      const from = (source: string, place = region) => ({
        "aws:SourceAccount": source,
        "aws:SourceArn": `arn:${partition}:ec2:${place}:${source}:vpc-flow-log/fl-1`,
      });
      const assume = {
        action: "sts:AssumeRole",
        on,
        account,
        policies: { identity: [administrator], resource: trust },
      };
      const flowLogs = { kind: "service", service: "vpc-flow-logs.amazonaws.com" } as const;
      may({ ...assume, as: flowLogs, context: from(account) });
      mayNot({ ...assume, as: flowLogs, context: from(strangerAccount) });
      mayNot({ ...assume, as: flowLogs, context: { ...from(account), "aws:SourceAccount": strangerAccount } });
      mayNot({ ...assume, as: flowLogs, context: from(account, "ap-southeast-2") });
      mayNot({ ...assume, as: { kind: "service", service: "ec2.amazonaws.com" }, context: from(account) });
      mayNot({ ...assume, as: roleIn(environment, account) });

      const inline = only(deployment.resources(stack, "aws_iam_role_policy"));
      const attached =
        inline.config.role === role.config.name ? [parsePolicy(inline.config.policy, "flow logs", "identity")] : [];
      const as = { kind: "role", arn: on, account } as const;
      const group = `arn:${partition}:logs:${region}:${account}:log-group:`;
      const own = `${group}${environment.namePrefix}-${environment.name}-flow-logs`;
      const ask = (action: string, resource: string) => ({
        as,
        action,
        on: resource,
        account,
        policies: { identity: attached },
      });
      may(ask("logs:DescribeLogGroups", `${group}*`));
      may(ask("logs:DescribeLogStreams", own));
      may(ask("logs:CreateLogStream", `${own}:log-stream:eni-1-all`));
      may(ask("logs:PutLogEvents", `${own}:log-stream:eni-1-all`));
      mayNot(ask("logs:PutLogEvents", `${group}another:log-stream:eni-1-all`));
      mayNot(ask("logs:CreateLogStream", `${group}another:log-stream:eni-1-all`));
      mayNot(ask("logs:DescribeLogStreams", `${own}x`));
      mayNot(ask("logs:GetLogEvents", `${own}:log-stream:eni-1-all`));
      mayNot(ask("logs:PutSubscriptionFilter", own));
    },
  },
  {
    name: "the deployer reads and changes every setting of a bucket, with no network in its way",
    check: (world) => {
      for (const { arn, widened, team } of buckets(world)) {
        const as = deployer(team.dataAccount.deployerRole);
        for (const action of [...settingsRead, ...settingsChanged])
          may({
            as,
            action,
            on: arn,
            account: team.dataAccount.id,
            policies: { identity: [administrator], resource: widened },
          });
      }
    },
  },
  {
    name: "nobody else changes a bucket's settings: not its account's administrators, not the team's own role",
    check: (world) => {
      const { environment } = world;
      for (const { arn, widened, team } of buckets(world)) {
        const callers = [roleIn(environment, team.dataAccount.id), teamRole(environment, team)];
        for (const as of callers) {
          for (const action of settingsChanged)
            mayNot({
              as,
              action,
              on: arn,
              account: team.dataAccount.id,
              policies: { identity: [administrator], resource: widened },
            });
        }
      }
    },
  },
  {
    name: "bucket and key policies name accounts, not roles: a role that is missing or made again breaks nothing",
    check: ({ deployment }) => {
      for (const stack of deployment.names) {
        const resources = ["aws_kms_key", "aws_s3_bucket_policy"].flatMap((type) => deployment.resources(stack, type));
        for (const { name, config } of resources) {
          for (const { Principal } of JSON.parse(config.policy).Statement) {
            for (const named of [Principal.AWS ?? []].flat())
              assert.match(named, /:iam::\d{12}:root$/, `${stack} ${name}`);
          }
        }
      }
    },
  },
];
