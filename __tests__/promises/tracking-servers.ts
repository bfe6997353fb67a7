import assert from "node:assert/strict";
import { bucketsStackName, mlflowRoleName, trackingServerName } from "../../config/names";
import {
  administrator,
  type Context,
  dataBuckets,
  everybodysOwn,
  fromOwnSubnet,
  keyPolicy,
  may,
  mayNot,
  read,
  roleIn,
  strangerAccount,
} from "./access";
import type { Promised, World } from "./promise";
import { becoming, running, startsNothing, teamsWithRole, type WithRole } from "./service-role";

/** Teams that have a server. */
const tracking = (world: World): WithRole[] => teamsWithRole(world, mlflowRoleName, ({ features }) => features.mlflow);

const header: Context = { "s3:authType": "REST-HEADER" };

const everyOtherCall = [
  "s3:AbortMultipartUpload",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:GetObjectVersion",
  "s3:PutObjectAcl",
  "s3:PutObjectTagging",
];

export const promises: Promised[] = [
  {
    name: "the role of a tracking server reads, writes and lists below its prefix without the team's endpoint, and makes no other call whatever the bucket or its policies grant",
    check: (world) => {
      for (const { team, as, identity, bucket, prefix } of tracking(world)) {
        const file = `${bucket.arn}/${prefix}1/artifacts/model`;
        const call = { as, account: team.dataAccount };
        const policies = { identity, ...(bucket.policy && { resource: bucket.policy }) };
        const widened = { identity: [administrator], resource: bucket.widened };
        const list = (text: string): Context => ({ ...header, "s3:prefix": text });
        for (const action of ["s3:GetObject", "s3:PutObject"])
          may({ ...call, action, on: file, context: header, policies });
        may({ ...call, action: "s3:ListBucket", on: bucket.arn, context: list(`${prefix}1/`), policies });
        for (const network of [{}, { "aws:SourceVpce": team.endpointId }] as Context[]) {
          const context = { ...network, ...header };
          for (const action of everyOtherCall) mayNot({ ...call, action, on: file, context, policies: widened });
          for (const action of ["s3:GetObject", "s3:PutObject"])
            mayNot({ ...call, action, on: `${bucket.arn}/elsewhere/file`, context, policies: widened });
          for (const action of ["s3:ListBucketVersions", "s3:GetBucketPolicy", "s3:PutBucketPolicy"])
            mayNot({
              ...call,
              action,
              on: bucket.arn,
              context: { ...context, "s3:prefix": prefix },
              policies: widened,
            });
          // HeadBucket and a list of everything name no prefix.
          for (const listed of [header, list("elsewhere/"), list("")])
            mayNot({
              ...call,
              action: "s3:ListBucket",
              on: bucket.arn,
              context: { ...network, ...listed },
              policies: widened,
            });
        }
        for (const other of dataBuckets(world, team).filter(({ name }) => name !== bucket.name))
          for (const [action, on] of [
            ["s3:GetObject", `${other.arn}/${prefix}file`],
            ["s3:ListBucket", other.arn],
          ] as const)
            mayNot({
              ...call,
              action,
              on,
              context: list(prefix),
              policies: { identity: [administrator], resource: other.widened },
            });
        // By its own policies alone, in buckets that let everybody in.
        const open = { identity, resource: bucket.widened };
        for (const action of ["s3:GetObject", "s3:PutObject"]) {
          for (const on of ["arn:aws:s3:::somebody-elses/file", `${bucket.arn}/elsewhere/file`])
            mayNot({ ...call, action, on, context: header, policies: open });
          mayNot({ ...call, action, on: file, account: strangerAccount, context: header, policies: open });
        }
        for (const action of everyOtherCall) mayNot({ ...call, action, on: file, context: header, policies: open });
        for (const text of ["", "elsewhere/"])
          for (const resource of [bucket.widened, everybodysOwn])
            mayNot({
              ...call,
              action: "s3:ListBucket",
              on: bucket.arn,
              context: list(text),
              policies: { identity, resource },
            });
        mayNot({
          ...call,
          action: "s3:ListBucket",
          on: bucket.arn,
          account: strangerAccount,
          context: list(prefix),
          policies: open,
        });
      }
    },
  },
  {
    name: "nobody reads or writes artifacts with a URL or a form that a tracking server signed with its role, from anywhere",
    check: (world) => {
      for (const { team, as, bucket, prefix } of tracking(world))
        for (const network of [{}, { "aws:SourceVpce": team.endpointId }] as Context[])
          for (const type of ["REST-QUERY-STRING", "POST"])
            for (const [action, on] of [
              ["s3:GetObject", `${bucket.arn}/${prefix}file`],
              ["s3:PutObject", `${bucket.arn}/${prefix}file`],
              ["s3:ListBucket", bucket.arn],
            ] as const)
              mayNot({
                as,
                action,
                on,
                account: team.dataAccount,
                context: { ...network, "s3:authType": type, "s3:prefix": prefix },
                policies: { identity: [administrator], resource: bucket.widened },
              });
    },
  },
  {
    name: "nobody else reads, writes or lists below that prefix without the team's endpoint: the execution role neither",
    check: (world) => {
      for (const { team, bucket, prefix } of tracking(world))
        for (const as of [team.role, roleIn(world.environment, world.environment.accounts.studio.id, "mlflow")])
          for (const [action, on] of [
            ["s3:GetObject", `${bucket.arn}/${prefix}file`],
            ["s3:PutObject", `${bucket.arn}/${prefix}file`],
            ["s3:ListBucket", bucket.arn],
          ] as const)
            mayNot({
              as,
              action,
              on,
              account: team.dataAccount,
              context: { ...header, "s3:prefix": prefix },
              policies: { identity: [administrator], resource: bucket.widened },
            });
    },
  },
  {
    name: "the bucket's policy lets nobody else in there from elsewhere, even if it denied nothing, and its role to lists of the prefix alone",
    check: (world) => {
      for (const { team, as, bucket, prefix } of tracking(world)) {
        const call = {
          account: team.dataAccount,
          policies: { identity: [administrator], ...(bucket.granted && { resource: bucket.granted }) },
        };
        const context: Context = { ...header, "s3:prefix": prefix };
        for (const other of [team.role, roleIn(world.environment, world.environment.accounts.studio.id)]) {
          for (const action of ["s3:GetObject", "s3:PutObject"])
            mayNot({ ...call, as: other, action, on: `${bucket.arn}/${prefix}file`, context });
          mayNot({ ...call, as: other, action: "s3:ListBucket", on: bucket.arn, context });
        }
        mayNot({ ...call, as, action: "s3:ListBucket", on: bucket.arn, context: { ...header, "s3:prefix": "other/" } });
      }
    },
  },
  {
    name: "whatever is attached to the role of a tracking server, it starts nothing and shares nothing",
    check: (world) => {
      for (const each of tracking(world)) startsNothing(world, each);
    },
  },
  {
    name: "the role of a tracking server has the data key encrypt and decrypt through S3, and does nothing else with it",
    check: (world) => {
      const { region } = world.environment;
      for (const { team, as, identity } of tracking(world)) {
        const resource = keyPolicy(world, team.buckets);
        const alias = `alias/${world.environment.namePrefix}-${world.environment.name}-${team.team.name}-data`;
        const through = (service: string, aliases = [alias]): Context => ({
          "kms:ViaService": `${service}.${region}.amazonaws.com`,
          "kms:ResourceAliases": aliases,
          "aws:ViaAWSService": "true",
        });
        const call = { as, on: team.dataKeyArn, account: team.dataAccount, policies: { identity, resource } };
        const widened = { identity: [administrator], resource };
        const everybody = read(
          {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } as never],
          },
          "a key that serves everybody",
          "resource",
        );
        for (const action of ["kms:Decrypt", "kms:GenerateDataKey"]) {
          may({ ...call, action, context: through("s3") });
          for (const policies of [call.policies, widened])
            mayNot({ ...call, action, context: through("ec2"), policies });
          for (const context of [through("s3", ["alias/somebody-elses"]), through("ec2")])
            mayNot({ ...call, action, context, policies: { identity, resource: everybody } });
        }
        for (const action of ["kms:Encrypt", "kms:CreateGrant", "kms:ReEncryptFrom"])
          for (const policies of [call.policies, widened])
            mayNot({ ...call, action, context: through("s3"), policies });
      }
    },
  },
  {
    name: "nobody in Studio may pass the role of a tracking server, whatever is attached to the execution role",
    check: (world) => {
      for (const { team, as } of tracking(world))
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
    name: "SageMaker becomes the role of a tracking server for this account, and for nothing that runs; nobody else does",
    check: (world) => {
      for (const each of tracking(world)) {
        // What it says for MLflow is not documented: a tracking server, or nothing.
        const server = `mlflow-tracking-server/${trackingServerName(world.environment, each.team.team)}`;
        may(becoming(world, each, server));
        may(becoming(world, each));
        for (const source of running) mayNot(becoming(world, each, source));
        mayNot(becoming(world, each, server, strangerAccount));
        mayNot({ ...becoming(world, each), as: { kind: "service", service: "lambda.amazonaws.com" } });
        mayNot({ ...becoming(world, each), as: each.team.role });
      }
    },
  },
  {
    name: "the team's programs track runs on its own server from its own network alone, and nobody in Studio makes, changes or opens a server, whatever is attached",
    check: (world) => {
      const { environment } = world;
      const arnOf = (name: string) =>
        `arn:aws:sagemaker:${environment.region}:${environment.accounts.studio.id}:mlflow-tracking-server/${name}`;
      for (const { team } of tracking(world)) {
        const own = arnOf(trackingServerName(environment, team.team));
        const call = { as: team.role, account: environment.accounts.studio.id };
        const inside = fromOwnSubnet(world, team);
        const elsewhere: Context = { "aws:SourceIp": "192.0.2.1", "aws:ViaAWSService": "false" };
        for (const action of ["CreateRun", "LogMetric", "SearchRuns", "CreateRegisteredModel"]) {
          const asked = { ...call, action: `sagemaker-mlflow:${action}`, on: own };
          may({ ...asked, context: inside, policies: { identity: team.identity } });
          for (const identity of [team.identity, team.walled])
            mayNot({ ...asked, context: elsewhere, policies: { identity } });
          if (environment.separation === "names")
            mayNot({
              ...asked,
              on: arnOf("another-team-mlflow"),
              context: inside,
              policies: { identity: team.identity },
            });
        }
        for (const action of [
          "CreateMlflowTrackingServer",
          "CreatePresignedMlflowTrackingServerUrl",
          "DeleteMlflowTrackingServer",
          "StartMlflowTrackingServer",
          "StopMlflowTrackingServer",
          "UpdateMlflowTrackingServer",
        ])
          mayNot({
            ...call,
            action: `sagemaker:${action}`,
            on: own,
            context: inside,
            policies: { identity: team.walled },
          });
      }
    },
  },
  {
    name: "the deployer of the studio account makes a tracking server once its bucket has policy and encryption; it works with its team's role for it, keeps artifacts below the role's prefix, registers no models, and stays while its team is protected",
    check: (world) => {
      const { environment, deployment } = world;
      const type = "aws_sagemaker_mlflow_tracking_server";
      for (const stack of deployment.names.filter((each) => !each.startsWith(`${environment.name}-buckets-`)))
        assert.deepEqual(deployment.resources(stack, type), [], stack);
      for (const { team, as, bucket, prefix } of tracking(world)) {
        const servers = deployment.resources(bucketsStackName(environment, team.team), type);
        const said = servers.map(({ config }) => [
          config.tracking_server_name,
          config.role_arn,
          config.artifact_store_uri,
          config.automatic_model_registration,
          config.tracking_server_size,
          config.lifecycle,
          config.provider,
          config.depends_on.filter((each: string) => each.startsWith("aws_")).sort(),
        ]);
        const name = trackingServerName(world.environment, team.team);
        const store = `s3://${bucket.arn.split(":::")[1]}/${prefix.slice(0, -1)}`;
        const { size, bucket: named } = team.team.features.mlflow ?? {};
        const isOther = environment.accounts.studio.deployerRole !== team.team.dataAccount.deployerRole;
        const provider = isOther ? "aws.studio-account" : undefined;
        const waits = [
          `aws_s3_bucket_policy.bucket-${named}_policy`,
          `aws_s3_bucket_server_side_encryption_configuration.bucket-${named}_encryption`,
        ];
        const kept = { prevent_destroy: team.team.protect };
        const wanted = [name, as.arn, store, false, size, kept, provider, waits];
        assert.deepEqual(said, [wanted], `the tracking server of ${team.team.name}`);
      }
    },
  },
];
