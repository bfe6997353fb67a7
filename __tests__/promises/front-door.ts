/** No object call by anybody, and no list call, reaches a team's bucket except through that team's endpoint. */
import {
  administrator,
  anonymous,
  bucketsOf,
  type Context,
  dataBuckets,
  deployer,
  may,
  mayNot,
  roleIn,
  strangerAccount,
  views,
} from "./access";
import type { Promised } from "./promise";

const objectCalls = [
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:GetObjectAcl",
  "s3:GetObjectTorrent",
  "s3:PutObject",
  "s3:PutObjectAcl",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:RestoreObject",
  "s3:ReplicateObject",
  "s3:BypassGovernanceRetention",
];
const listCalls = ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"];

/** Where a request may come from that is not the team's endpoint. */
const elsewhere: Context[] = [
  { "aws:SourceIp": "203.0.113.9" },
  { "aws:SourceIp": "198.51.100.70" },
  { "aws:SourceVpce": "vpce-of-somebody-else", "aws:SourceVpc": "vpc-of-somebody-else" },
  { "aws:ViaAWSService": "true" },
];

export const promises: Promised[] = [
  {
    name: "nobody reaches a bucket's objects from outside the team's endpoint, not even an administrator of its account",
    check: (world) => {
      for (const team of views(world)) {
        const callers = [
          team.role,
          roleIn(world.environment, team.dataAccount),
          roleIn(world.environment, world.environment.accounts.studio.id),
          roleIn(world.environment, strangerAccount),
          deployer(team.team.dataAccount.deployerRole),
          anonymous,
        ];
        for (const { arn, widened } of dataBuckets(world, team)) {
          for (const as of callers) {
            for (const context of elsewhere) {
              const policies = { identity: [administrator], resource: widened };
              for (const action of objectCalls)
                mayNot({ as, action, on: `${arn}/incoming/key`, account: team.dataAccount, context, policies });
              for (const action of listCalls) {
                if (action === "s3:ListBucket" && as === callers[4]) continue;
                mayNot({ as, action, on: arn, account: team.dataAccount, context, policies });
              }
            }
          }
        }
      }
    },
  },
  {
    name: "nobody speaks to a bucket without TLS, its deployer included",
    check: (world) => {
      for (const team of views(world)) {
        for (const { arn, widened } of bucketsOf(world, team)) {
          const policies = { identity: [administrator], resource: widened };
          const context = { "aws:SecureTransport": "false", "aws:SourceVpce": team.endpointId };
          const as = deployer(team.team.dataAccount.deployerRole);
          mayNot({ as, action: "s3:ListBucket", on: arn, account: team.dataAccount, context, policies });
          mayNot({ as, action: "s3:GetBucketPolicy", on: arn, account: team.dataAccount, context, policies });
          mayNot({
            as: team.role,
            action: "s3:GetObject",
            on: `${arn}/key`,
            account: team.dataAccount,
            context,
            policies,
          });
        }
      }
    },
  },
  {
    name: "the deployer may ask whether a bucket is there, and see no object",
    check: (world) => {
      for (const team of views(world)) {
        const as = deployer(team.team.dataAccount.deployerRole);
        for (const { arn, widened } of dataBuckets(world, team)) {
          const policies = { identity: [administrator], resource: widened };
          may({ as, action: "s3:ListBucket", on: arn, account: team.dataAccount, policies });
          // Through the team's endpoint neither.
          const context = { "aws:SourceVpce": team.endpointId };
          for (const action of objectCalls)
            mayNot({ as, action, on: `${arn}/key`, account: team.dataAccount, context, policies });
        }
      }
    },
  },
];
