/** Through a team's endpoint nothing is reached but its own buckets and what the environment declares, with anybody's credentials. */
import assert from "node:assert/strict";
import { isReadWithoutCaller } from "../../config/tables/aws-buckets";
import {
  administrator,
  anonymous,
  type Context,
  dataBuckets,
  may,
  mayNot,
  networkOf,
  only,
  openPolicy,
  othersThan,
  read,
  roleIn,
  strangerAccount,
  views,
} from "./access";
import type { Promised } from "./promise";

/** What a stranger puts on a bucket that is to receive something. */
const welcoming = read(openPolicy, "stranger's bucket", "resource");
const objectCalls = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];

export const promises: Promised[] = [
  {
    name: "no credentials of any account carry anything into a stranger's bucket",
    check: (world) => {
      for (const team of views(world)) {
        const context: Context = { "aws:SourceVpce": team.endpointId };
        const policies = { identity: [administrator], resource: welcoming, endpoint: team.endpoint };
        for (const as of [team.role, roleIn(world.environment, strangerAccount)]) {
          const call = { as, account: strangerAccount, context, policies };
          for (const action of objectCalls)
            mayNot({ ...call, action, on: `arn:${world.environment.partition}:s3:::drop-box/key` });
          mayNot({ ...call, action: "s3:ListBucket", on: `arn:${world.environment.partition}:s3:::drop-box` });
          mayNot({ ...call, action: "s3:CreateBucket", on: `arn:${world.environment.partition}:s3:::drop-box` });
        }
        mayNot({
          as: anonymous,
          action: "s3:PutObject",
          on: `arn:${world.environment.partition}:s3:::drop-box/key`,
          account: strangerAccount,
          context,
          policies: { resource: welcoming, endpoint: team.endpoint },
        });
      }
    },
  },
  {
    name: "a stranger who has squatted a team bucket's name gets nothing, from the endpoint or from the role",
    check: (world) => {
      for (const team of views(world)) {
        const context: Context = { "aws:SourceVpce": team.endpointId };
        for (const { arn } of dataBuckets(world, team)) {
          const call = { as: team.role, account: strangerAccount, context };
          for (const policies of [
            { identity: [administrator], resource: welcoming, endpoint: team.endpoint },
            { identity: team.identity, resource: welcoming },
          ]) {
            for (const action of objectCalls) mayNot({ ...call, action, on: `${arn}/key`, policies });
            mayNot({ ...call, action: "s3:ListBucket", on: arn, policies });
          }
        }
      }
    },
  },
  {
    name: "an endpoint serves its team's role only, and that no more than objects and lists",
    check: (world) => {
      for (const team of views(world)) {
        const context: Context = { "aws:SourceVpce": team.endpointId };
        const policies = { identity: [administrator], resource: welcoming, endpoint: team.endpoint };
        for (const { arn } of dataBuckets(world, team)) {
          const call = { account: team.dataAccount, context, policies };
          const callers = [
            roleIn(world.environment, team.dataAccount),
            roleIn(world.environment, strangerAccount),
            ...othersThan(world, team).map(({ role }) => role),
          ];
          for (const as of callers) {
            mayNot({ ...call, as, action: "s3:GetObject", on: `${arn}/key` });
            mayNot({ ...call, as, action: "s3:ListBucket", on: arn });
          }
          for (const action of ["s3:PutBucketPolicy", "s3:PutReplicationConfiguration", "s3:DeleteBucket"])
            mayNot({ ...call, as: team.role, action, on: arn });
          mayNot({ ...call, as: team.role, action: "s3:PutObjectAcl", on: `${arn}/key` });
        }
      }
    },
  },
  {
    name: "image layers are read through URLs that ECR has signed; nothing is written there",
    check: (world) => {
      const { partition, region } = world.environment;
      for (const team of views(world)) {
        const call = {
          as: roleIn(world.environment, "210987654321", "ecr"),
          account: "210987654321",
          context: { "aws:SourceVpce": team.endpointId },
          policies: { identity: [administrator], endpoint: team.endpoint },
        };
        const on = `arn:${partition}:s3:::prod-${region}-starport-layer-bucket/sha256`;
        may({ ...call, action: "s3:GetObject", on });
        mayNot({ ...call, action: "s3:PutObject", on });
        mayNot({ ...call, action: "s3:DeleteObject", on });
        mayNot({ ...call, action: "s3:ListBucket", on: on.replace(/\/.*$/, "") });
      }
    },
  },
  {
    name: "AWS's buckets that the environment declares are read by the team, by others only where AWS signs, and never written",
    check: (world) => {
      const { environment } = world;
      for (const team of views(world)) {
        for (const { name, account = "111222333444" } of environment.readOnlyBuckets) {
          const arn = `arn:${environment.partition}:s3:::${name}`;
          const call = { account, context: { "aws:SourceVpce": team.endpointId } };
          const all = { identity: team.identity, resource: welcoming, endpoint: team.endpoint };
          may({ ...call, as: team.role, action: "s3:GetObject", on: `${arn}/model.tar.gz`, policies: all });
          if (!isReadWithoutCaller(environment.region, name))
            may({ ...call, as: team.role, action: "s3:ListBucket", on: arn, policies: all });
          const endpointOnly = { identity: [administrator], resource: welcoming, endpoint: team.endpoint };
          for (const policies of [endpointOnly, { identity: team.grants, resource: welcoming }])
            for (const action of ["s3:PutObject", "s3:DeleteObject"])
              mayNot({ ...call, as: team.role, action, on: `${arn}/model.tar.gz`, policies });
          // Signed by an account of AWS's, or not at all.
          const expectation = isReadWithoutCaller(environment.region, name) ? may : mayNot;
          const as = roleIn(environment, strangerAccount);
          expectation({ ...call, as, action: "s3:GetObject", on: `${arn}/model.tar.gz`, policies: endpointOnly });
          mayNot({ ...call, as, action: "s3:ListBucket", on: arn, policies: endpointOnly });
        }
      }
    },
  },
  {
    name: "a declared bucket with an account is read in that account only, by the role and through the endpoint",
    check: (world) => {
      const { environment } = world;
      for (const team of views(world)) {
        for (const { name, account } of environment.readOnlyBuckets) {
          if (account === undefined) continue;
          const call = { as: team.role, account: strangerAccount, context: { "aws:SourceVpce": team.endpointId } };
          const arn = `arn:${environment.partition}:s3:::${name}`;
          for (const policies of [
            { identity: [administrator], resource: welcoming, endpoint: team.endpoint },
            { identity: team.grants, resource: welcoming },
          ]) {
            mayNot({ ...call, action: "s3:GetObject", on: `${arn}/key`, policies });
            mayNot({ ...call, action: "s3:ListBucket", on: arn, policies });
          }
        }
      }
    },
  },
  {
    name: "a team's door to S3 is a gateway endpoint of its region in the team's own route table, and in no other",
    check: (world) => {
      const { deployment, environment } = world;
      for (const team of views(world)) {
        const { config } = only(deployment.resources(team.studio, "aws_vpc_endpoint"));
        const table = only(deployment.resources(team.studio, "aws_route_table"));
        assert.equal(config.vpc_endpoint_type, "Gateway");
        assert.match(config.service_name, new RegExp(`^(cn\\.)?com\\.amazonaws\\.${environment.region}\\.s3$`));
        assert.equal(config.vpc_id, networkOf(world, team).vpcId);
        assert.deepEqual(config.route_table_ids, [`rtb-${table.stack}-${table.name}`.replaceAll("_", "-")]);
      }
    },
  },
];
