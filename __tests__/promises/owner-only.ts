/** No other team's role reads, writes, lists or changes what is a team's, by any path. */
import {
  administrator,
  anonymous,
  type Context,
  dataBuckets,
  may,
  mayNot,
  othersThan,
  ownName,
  roleIn,
  sagemakerObject,
  strangerAccount,
  views,
} from "./access";
import { ownTypes } from "./own-objects";
import type { Promised } from "./promise";
import { callsOn } from "./sagemaker-table";

const objectCalls = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:GetObjectVersion", "s3:PutObjectAcl"];
const listCalls = ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"];

/** Settings show no data; these are the ones that nothing here uses yet. */
const furtherSettings = [
  "s3:GetAnalyticsConfiguration",
  "s3:GetIntelligentTieringConfiguration",
  "s3:GetInventoryConfiguration",
  "s3:GetMetricsConfiguration",
];

export const promises: Promised[] = [
  {
    name: "through a team's endpoint nobody but the team's role reaches its objects, whatever rights somebody has elsewhere",
    check: (world) => {
      for (const team of views(world)) {
        const callers = [
          ...othersThan(world, team).map(({ role }) => role),
          roleIn(world.environment, team.dataAccount),
          roleIn(world.environment, world.environment.accounts.studio.id),
          roleIn(world.environment, strangerAccount),
          anonymous,
        ];
        const context: Context = { "aws:SourceVpce": team.endpointId };
        for (const { arn, widened } of dataBuckets(world, team)) {
          const policies = { identity: [administrator], resource: widened };
          for (const as of callers) {
            for (const action of objectCalls)
              mayNot({ as, action, on: `${arn}/key`, account: team.dataAccount, context, policies });
            for (const action of listCalls)
              mayNot({ as, action, on: arn, account: team.dataAccount, context, policies });
          }
        }
      }
    },
  },
  {
    name: "another team's role does not get through its own endpoint either",
    check: (world) => {
      for (const team of views(world)) {
        for (const other of othersThan(world, team)) {
          const context: Context = { "aws:SourceVpce": other.endpointId };
          for (const { arn, widened } of dataBuckets(world, team)) {
            const anywhere = { as: other.role, account: team.dataAccount, context };
            for (const policies of [
              // The bucket alone refuses, and the endpoint alone does.
              { identity: [administrator], resource: widened },
              { identity: [administrator], endpoint: other.endpoint },
              { identity: other.grants },
            ]) {
              mayNot({ ...anywhere, action: "s3:GetObject", on: `${arn}/key`, policies });
              mayNot({ ...anywhere, action: "s3:PutObject", on: `${arn}/key`, policies });
              mayNot({ ...anywhere, action: "s3:ListBucket", on: arn, policies });
            }
          }
        }
      }
    },
  },
  {
    name: "a bucket's policy allows its objects to the team's role through the team's endpoint and to nobody else, even if it denied nothing",
    check: (world) => {
      for (const team of views(world)) {
        for (const { arn, granted } of dataBuckets(world, team)) {
          if (!granted) continue;
          const policies = { identity: [administrator], resource: granted };
          const call = { action: "s3:GetObject", on: `${arn}/key`, account: team.dataAccount, policies };
          const own: Context = { "aws:SourceVpce": team.endpointId };
          may({ ...call, as: team.role, context: own });
          // Where data and studio account are one, IAM alone would let its own roles through: the denials' work.
          if (team.dataAccount === world.environment.accounts.studio.id) continue;
          mayNot({ ...call, as: team.role, context: { "aws:SourceIp": "203.0.113.9" } });
          mayNot({ ...call, as: roleIn(world.environment, world.environment.accounts.studio.id), context: own });
          for (const other of othersThan(world, team)) mayNot({ ...call, as: other.role, context: own });
        }
      }
    },
  },
  {
    name: "whoever audits the data account reads every setting of a bucket, used here or not, and no object",
    check: (world) => {
      for (const team of views(world)) {
        const as = roleIn(world.environment, team.dataAccount, "auditor");
        for (const { arn, widened } of dataBuckets(world, team)) {
          const call = { as, account: team.dataAccount, policies: { identity: [administrator], resource: widened } };
          for (const action of ["s3:GetBucketPolicy", "s3:GetEncryptionConfiguration", ...furtherSettings])
            may({ ...call, action, on: arn });
          mayNot({ ...call, action: "s3:GetObject", on: `${arn}/key` });
        }
      }
    },
  },
  {
    name: "no team invokes, starts, changes, describes or tags another team's SageMaker objects, nor reads its logs",
    check: (world) => {
      const account = world.environment.accounts.studio.id;
      for (const team of views(world)) {
        for (const { role: as, grants } of othersThan(world, team)) {
          const call = { as, account, policies: { identity: grants } };
          for (const { action, type, tail } of callsOn(ownTypes)) {
            const on = sagemakerObject(world, `${type}/${ownName(world, team)}${tail}`);
            mayNot({ ...call, action, on, context: { "sagemaker:TaggingAction": "CreateModel" } });
          }
          mayNot({ ...call, action: "sagemaker:Search", on: "*" });
          for (const type of ["user-profile", "space"]) {
            const on = sagemakerObject(world, `${type}/${team.domainId}/somebody`);
            const context: Context = {
              "sagemaker:UserProfileName": "somebody",
              "sagemaker:SpaceSharingType": "Shared",
            };
            for (const action of ["CreatePresignedDomainUrl", "DescribeUserProfile", "CreateSpace", "DescribeSpace"])
              mayNot({ ...call, action: `sagemaker:${action}`, on, context });
          }
          const app = sagemakerObject(world, `app/${team.domainId}/somebody/JupyterLab/default`);
          mayNot({
            ...call,
            action: "sagemaker:CreateApp",
            on: app,
            context: { "sagemaker:SpaceSharingType": "Shared" },
          });
          for (const stream of [
            `TrainingJobs:log-stream:${ownName(world, team)}/algo-1`,
            `Endpoints/${ownName(world, team)}:log-stream:AllTraffic/i-1`,
            `studio:log-stream:${team.domainId}/somebody/JupyterLab/default`,
          ]) {
            const on = `arn:${world.environment.partition}:logs:${world.environment.region}:${account}:log-group:/aws/sagemaker/${stream}`;
            mayNot({ ...call, action: "logs:GetLogEvents", on });
            mayNot({ ...call, action: "logs:PutLogEvents", on });
          }
        }
      }
    },
  },
];
