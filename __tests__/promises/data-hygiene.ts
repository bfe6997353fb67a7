/** Buckets and keys are kept as the team's file says: versions, encryption, no public access, logs, and nothing destroyed by mistake. */
import assert from "node:assert/strict";
import { bucketName, bucketsStackName, networkingStackName, studioStackName } from "../../config/names";
import type { Bucket, Team } from "../../config/schema";
import type { Principal } from "../../isolation/policy";
import {
  administrator,
  bucketsOf,
  type Context,
  dataBuckets,
  deployer,
  keyArn,
  keyPolicy,
  may,
  mayNot,
  only,
  roleIn,
  strangerAccount,
  throughOwnDoor,
  views,
} from "./access";
import type { Promised, World } from "./promise";
import { settings, settingsAre } from "./settings";

const teams = ({ environment }: World): [stack: string, team: Team][] =>
  environment.teams.map((team) => [bucketsStackName(environment, team), team]);

/** Names of a team's buckets: first its own, in the file's order, then that of the access logs. */
function names({ environment }: World, team: Team): { data: [bucket: Bucket, name: string][]; logs: string } {
  const name = (bucket: string) => bucketName(environment, team, bucket, team.dataAccount.id);
  return { data: team.buckets.map((bucket) => [bucket, name(bucket.name)]), logs: name("access-logs") };
}

const allNames = (world: World, team: Team) => {
  const { data, logs } = names(world, team);
  return [...data.map(([, name]) => name), logs];
};

const dataKey = ({ deployment }: World, stack: string) =>
  deployment.attributeOf(only(deployment.resources(stack, "aws_kms_key")), "arn");

const week = { abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] };
const wholeBucket = { status: "Enabled", filter: [{}] };

/** S3's logging service, on behalf of a bucket. */
const logging: Principal = { kind: "service", service: "logging.s3.amazonaws.com" };

export const promises: Promised[] = [
  {
    name: "a team has the buckets of its file and one for their access logs; destroying the stack empties the logs of an unprotected team, and data never",
    check: (world) => {
      for (const [stack, team] of teams(world)) {
        settingsAre(
          world,
          stack,
          "aws_s3_bucket",
          allNames(world, team).map((bucket) => ({
            bucket,
            force_destroy: !team.protect && bucket.includes("-access-logs-"),
          })),
        );
      }
    },
  },
  {
    name: "no bucket is ever public, and everything in it belongs to its account",
    check: (world) => {
      for (const [stack, team] of teams(world)) {
        const each = allNames(world, team);
        settingsAre(
          world,
          stack,
          "aws_s3_bucket_public_access_block",
          each.map((bucket) => ({
            bucket,
            block_public_acls: true,
            block_public_policy: true,
            ignore_public_acls: true,
            restrict_public_buckets: true,
          })),
        );
        settingsAre(
          world,
          stack,
          "aws_s3_bucket_ownership_controls",
          each.map((bucket) => ({ bucket, rule: { object_ownership: "BucketOwnerEnforced" } })),
        );
      }
    },
  },
  {
    name: "objects are encrypted under the team's own data key with bucket keys; access logs under S3's, which log delivery asks for",
    check: (world) => {
      for (const [stack, team] of teams(world)) {
        const { data, logs } = names(world, team);
        const underKey = { sse_algorithm: "aws:kms", kms_master_key_id: dataKey(world, stack) };
        settingsAre(world, stack, "aws_s3_bucket_server_side_encryption_configuration", [
          ...data.map(([, bucket]) => ({
            bucket,
            rule: [{ apply_server_side_encryption_by_default: underKey, bucket_key_enabled: true }],
          })),
          { bucket: logs, rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }] },
        ]);
      }
    },
  },
  {
    name: "old versions stay, and go, when the team's file says; access logs stay a year",
    check: (world) => {
      for (const [stack, team] of teams(world)) {
        const { data, logs } = names(world, team);
        settingsAre(
          world,
          stack,
          "aws_s3_bucket_versioning",
          allNames(world, team).map((bucket) => ({ bucket, versioning_configuration: { status: "Enabled" } })),
        );
        settingsAre(world, stack, "aws_s3_bucket_lifecycle_configuration", [
          ...data.map(([{ keepOldVersionsDays, expireAfterDays }, bucket]) => ({
            bucket,
            rule: [
              {
                id: "old-versions",
                ...wholeBucket,
                ...week,
                noncurrent_version_expiration: [{ noncurrent_days: keepOldVersionsDays }],
              },
              ...(expireAfterDays === undefined
                ? []
                : [{ id: "expire", ...wholeBucket, expiration: [{ days: expireAfterDays }] }]),
            ],
          })),
          {
            bucket: logs,
            rule: [
              {
                id: "expire",
                ...wholeBucket,
                ...week,
                expiration: [{ days: 365 }],
                noncurrent_version_expiration: [{ noncurrent_days: 1 }],
              },
            ],
          },
        ]);
      }
    },
  },
  {
    name: "every access to a bucket is logged, each bucket's under its own prefix",
    check: (world) => {
      for (const [stack, team] of teams(world)) {
        const { data, logs } = names(world, team);
        settingsAre(
          world,
          stack,
          "aws_s3_bucket_logging",
          data.map(([{ name }, bucket]) => ({ bucket, target_bucket: logs, target_prefix: `${name}/` })),
        );
      }
    },
  },
  {
    name: "access logs are written by S3's logging service for the team's buckets, and by nobody else",
    check: (world) => {
      for (const [stack, team] of teams(world)) {
        const { data, logs } = names(world, team);
        const { arn, widened, policy } = only(
          bucketsOf(world, { buckets: stack }).filter(({ name }) => name === "access-logs"),
        );
        assert.ok(policy);
        assert.ok(arn.endsWith(logs));
        const account = team.dataAccount.id;
        const { partition } = world.environment;
        const put = { as: logging, action: "s3:PutObject", on: `${arn}/models/2026-11-23-00-00-00-0`, account };
        const of = (bucket: string, source = account): Context => ({
          "aws:SourceArn": `arn:${partition}:s3:::${bucket}`,
          "aws:SourceAccount": source,
        });
        for (const [, bucket] of data) {
          may({ ...put, context: of(bucket), policies: { resource: policy } });
          // A bucket of that name in somebody else's account.
          mayNot({ ...put, context: of(bucket, strangerAccount), policies: { resource: policy } });
        }
        mayNot({ ...put, context: of("a-bucket-of-somebody-else"), policies: { resource: policy } });
        const context = of(data[0]?.[1] ?? "");
        mayNot({ ...put, action: "s3:GetObject", context, policies: { resource: policy } });
        mayNot({
          ...put,
          as: { kind: "service", service: "cloudtrail.amazonaws.com" },
          context,
          policies: { resource: policy },
        });

        const policies = { identity: [administrator], resource: widened };
        for (const as of [roleIn(world.environment, account), deployer(team.dataAccount.deployerRole)]) {
          for (const action of [
            "s3:PutObject",
            "s3:ReplicateObject",
            "s3:ReplicateDelete",
            "s3:DeleteObject",
            "s3:DeleteObjectVersion",
          ])
            mayNot({ as, action, on: `${arn}/models/forged`, account, policies });
        }
      }
    },
  },
  {
    name: "access logs are read in their own account only, and over TLS only",
    check: (world) => {
      for (const [stack, team] of teams(world)) {
        const { arn, widened } = only(
          bucketsOf(world, { buckets: stack }).filter(({ name }) => name === "access-logs"),
        );
        const account = team.dataAccount.id;
        const policies = { identity: [administrator], resource: widened };
        may({ as: roleIn(world.environment, account), action: "s3:GetObject", on: `${arn}/log`, account, policies });
        const plain = { "aws:SecureTransport": "false" };
        const reader = roleIn(world.environment, account);
        mayNot({ as: reader, action: "s3:GetObject", on: `${arn}/log`, account, context: plain, policies });
        const as = roleIn(world.environment, strangerAccount);
        mayNot({ as, action: "s3:GetObject", on: `${arn}/log`, account, policies });
        mayNot({ as, action: "s3:ListBucket", on: arn, account, policies });
        mayNot({ as: { kind: "anonymous" }, action: "s3:GetObject", on: `${arn}/log`, account, policies });
      }
    },
  },
  {
    name: "every bucket has one policy, set once public policies are blocked; versions are on before their rules, and logs may be written before they are",
    check: (world) => {
      for (const [stack, team] of teams(world)) {
        const { deployment } = world;
        settingsAre(
          world,
          stack,
          "aws_s3_bucket_policy",
          allNames(world, team).map((bucket) => ({ bucket })),
        );
        const logs = names(world, team).logs;
        const waits = (type: string, other: string, of: (bucket: string) => string) => {
          for (const { config } of deployment.resources(stack, type)) {
            const found = deployment.resources(stack, other).filter((each) => each.config.bucket === of(config.bucket));
            assert.ok(config.depends_on.includes(`${other}.${only(found).name}`), `${stack} ${config.bucket}`);
          }
        };
        const itsOwn = (bucket: string) => bucket;
        waits("aws_s3_bucket_policy", "aws_s3_bucket_public_access_block", itsOwn);
        waits("aws_s3_bucket_lifecycle_configuration", "aws_s3_bucket_versioning", itsOwn);
        waits("aws_s3_bucket_logging", "aws_s3_bucket_policy", () => logs);
      }
    },
  },
  {
    name: "keys rotate, can be saved for 30 days, and are found under their alias",
    check: (world) => {
      const { environment, deployment } = world;
      const prefix = `alias/${environment.namePrefix}-${environment.name}`;
      const aliases: [stack: string, alias: string][] = [
        [networkingStackName(environment), `${prefix}-flow-logs`],
        ...environment.teams.flatMap((team): [string, string][] => [
          [studioStackName(environment, team), `${prefix}-${team.name}-studio`],
          [bucketsStackName(environment, team), `${prefix}-${team.name}-data`],
        ]),
      ];
      for (const [stack, name] of aliases) {
        const key = only(deployment.resources(stack, "aws_kms_key"));
        assert.deepEqual(settings(key), { enable_key_rotation: true, deletion_window_in_days: 30 });
        const alias = only(deployment.resources(stack, "aws_kms_alias"));
        assert.equal(alias.config.name, name);
        assert.deepEqual(settings(alias), { target_key_id: deployment.attributeOf(key, "key_id") });
      }
    },
  },
  {
    name: "Terraform refuses to destroy a domain, its keys and its buckets unless the team's file allows it",
    check: (world) => {
      const { environment, deployment } = world;
      for (const team of environment.teams) {
        const kept = [
          ...["aws_sagemaker_domain", "aws_kms_key"].flatMap((type) =>
            deployment.resources(studioStackName(environment, team), type),
          ),
          ...["aws_s3_bucket", "aws_kms_key"].flatMap((type) =>
            deployment.resources(bucketsStackName(environment, team), type),
          ),
        ];
        for (const { name, stack, config } of kept)
          assert.deepEqual(config.lifecycle, { prevent_destroy: team.protect }, `${stack} ${name}`);
      }
      // Logs expire with their key; a network that nobody uses may go.
      const [logKey] = deployment.resources(networkingStackName(environment), "aws_kms_key");
      assert.deepEqual(logKey?.config.lifecycle, { prevent_destroy: false });
    },
  },
  {
    name: "nobody erases what is in a protected team's buckets; an unprotected team empties its own",
    check: (world) => {
      for (const team of views(world)) {
        for (const bucket of dataBuckets(world, team)) {
          const own = throughOwnDoor(team, bucket, "s3:DeleteObjectVersion");
          if (!team.team.protect) {
            may(own);
            continue;
          }
          mayNot(own);
          const policies = { identity: [administrator], resource: bucket.widened };
          for (const as of [team.role, roleIn(world.environment, team.dataAccount)]) mayNot({ ...own, as, policies });
        }
      }
    },
  },
  {
    name: "the deployer alone disables a key or begins its deletion",
    check: (world) => {
      const { environment, deployment } = world;
      const { studio } = environment.accounts;
      const stacks = [
        [networkingStackName(environment), studio] as const,
        ...environment.teams.flatMap((team) => [
          [studioStackName(environment, team), studio] as const,
          [bucketsStackName(environment, team), team.dataAccount] as const,
        ]),
      ];
      for (const [stack, { id: account, deployerRole }] of stacks) {
        const { name } = only(deployment.resources(stack, "aws_kms_key"));
        const on = keyArn(world, stack, name);
        const policies = { identity: [administrator], resource: keyPolicy(world, stack, name) };
        for (const action of ["kms:ScheduleKeyDeletion", "kms:DisableKey"]) {
          may({ as: deployer(deployerRole), action, on, account, policies });
          mayNot({ as: roleIn(environment, account), action, on, account, policies });
        }
      }
    },
  },
];
