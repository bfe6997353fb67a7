/** What features.athena opens: queries in the team's own workgroup, and below the named prefixes what Athena does with the role's session. */
import assert from "node:assert/strict";
import {
  type Attempt,
  administrator,
  type Context,
  dataBuckets,
  everybodysOwn,
  fromOwnSubnet,
  may,
  mayNot,
  read,
  roleIn,
  strangerAccount,
  type TeamView,
  views,
} from "./access";
import { endpointsOf, policyOf } from "./endpoint-policies";
import type { Promised, World } from "./promise";

/** AWS forwards a session without the network in which it began: the services on its way are all that it tells. */
const via = (...services: readonly string[]): Context => ({
  "aws:ViaAWSService": "true",
  "aws:CalledVia": services,
  "aws:CalledViaFirst": services[0],
  "aws:CalledViaLast": services.at(-1),
});
const athena = "athena.amazonaws.com";
/** Sessions that are not Athena's, or did not begin there. */
const others: readonly Context[] = [
  { "aws:ViaAWSService": "true" },
  via("glue.amazonaws.com"),
  via("cloudformation.amazonaws.com", athena),
  { "aws:SourceIp": "203.0.113.9", "aws:ViaAWSService": "false" },
  { "aws:SourceVpce": "vpce-of-somebody-else", "aws:SourceVpc": "vpc-of-somebody-else" },
];

const reading = ["s3:GetObject"];
const writing = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"];
const listing = ["s3:ListBucket", "s3:ListBucketMultipartUploads"];
const never = [
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:GetObjectVersion",
  "s3:GetObjectAcl",
  "s3:PutObjectAcl",
  "s3:PutObjectTagging",
];

/** Each of a team's buckets, with the prefixes that its file names there. */
const placesOf = (world: World, view: TeamView) =>
  dataBuckets(world, view).map((bucket) => {
    const { athena: on } = view.team.features;
    const writes = on?.results.bucket === bucket.name ? [on.results.prefix] : [];
    const reads = (on?.reads ?? []).filter((each) => each.bucket === bucket.name).map(({ prefix }) => prefix);
    return { bucket, writes, reads: [...reads, ...writes] };
  });

/** The bucket's policy with what it denies Athena and nothing else, where everybody is let in. */
function deniedToAthena({ deployment }: World, { buckets }: TeamView, bucketArn: string) {
  const policy = deployment
    .resources(buckets, "aws_s3_bucket_policy")
    .find(({ config }) => bucketArn.endsWith(`:${config.bucket}`));
  assert.ok(policy);
  const document: { Version: string; Statement: { Sid: string; Effect: string }[] } = JSON.parse(policy.config.policy);
  const denials = document.Statement.filter(({ Sid, Effect }) => Effect === "Deny" && Sid.startsWith("DenyAthena"));
  const everybody = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" };
  return read({ ...document, Statement: [...denials, everybody] }, `what ${bucketArn} denies Athena`, "resource");
}

const queries = [
  "BatchGetQueryExecution",
  "CreatePreparedStatement",
  "DeletePreparedStatement",
  "GetPreparedStatement",
  "GetQueryExecution",
  "GetQueryResults",
  "GetQueryResultsStream",
  "GetQueryRuntimeStatistics",
  "GetWorkGroup",
  "ListPreparedStatements",
  "ListQueryExecutions",
  "StartQueryExecution",
  "StopQueryExecution",
  "UpdatePreparedStatement",
];

const workgroupArn = ({ environment: { partition, region, accounts } }: World, name: string): string =>
  `arn:${partition}:athena:${region}:${accounts.studio.id}:${name}`;

export const promises: Promised[] = [
  {
    name: "Athena reads and writes below the prefixes that the team's file names, with the team's role alone, and lists nothing else",
    check: (world) => {
      for (const team of views(world)) {
        for (const { bucket, reads, writes } of placesOf(world, team)) {
          const call = { as: team.role, account: team.dataAccount, context: via(athena) };
          const own = { identity: team.identity, ...(bucket.policy && { resource: bucket.policy }) };
          const widened = { identity: team.walled, resource: bucket.widened };
          const key = (prefix: string) => `${bucket.arn}/${prefix}part-0`;
          for (const prefix of reads) {
            for (const action of reading) may({ ...call, action, on: key(prefix), policies: own });
            for (const action of listing)
              may({ ...call, action, on: bucket.arn, context: { ...via(athena), "s3:prefix": prefix }, policies: own });
            may({ ...call, action: "s3:GetBucketLocation", on: bucket.arn, policies: own });
            for (const action of never) mayNot({ ...call, action, on: key(prefix), policies: widened });
            for (const action of writing)
              (writes.includes(prefix) ? may : mayNot)({ ...call, action, on: key(prefix), policies: own });
            if (!writes.includes(prefix))
              for (const action of writing) mayNot({ ...call, action, on: key(prefix), policies: widened });
          }
          for (const action of [...reading, ...writing, ...never])
            mayNot({ ...call, action, on: `${bucket.arn}/elsewhere/part-0`, policies: widened });
          for (const action of listing) {
            mayNot({ ...call, action, on: bucket.arn, policies: widened });
            const context = { ...via(athena), "s3:prefix": "elsewhere/" };
            mayNot({ ...call, action, on: bucket.arn, context, policies: widened });
          }
          for (const action of ["s3:ListBucketVersions", "s3:PutBucketPolicy"])
            mayNot({ ...call, action, on: bucket.arn, policies: widened });
        }
      }
    },
  },
  {
    name: "below those prefixes nobody else is let in: no other session of the role, no other service, no other role through Athena",
    check: (world) => {
      for (const team of views(world)) {
        for (const { bucket, reads } of placesOf(world, team)) {
          for (const prefix of reads.length > 0 ? reads : ["curated/"]) {
            const call = { account: team.dataAccount, on: `${bucket.arn}/${prefix}part-0` };
            for (const action of [...reading, ...writing]) {
              for (const context of others)
                mayNot({
                  ...call,
                  as: team.role,
                  action,
                  context,
                  policies: { identity: team.walled, resource: bucket.widened },
                });
              for (const account of [team.dataAccount, world.environment.accounts.studio.id, strangerAccount]) {
                const as = roleIn(world.environment, account);
                mayNot({
                  ...call,
                  as,
                  action,
                  context: via(athena),
                  policies: { identity: team.walled, resource: bucket.widened },
                });
              }
            }
          }
        }
      }
    },
  },
  {
    name: "a bucket's policy lets Athena in with the team's role alone, below those prefixes alone, even if it denied nothing",
    check: (world) => {
      const everyCall = [...reading, ...writing, ...listing, "s3:GetBucketLocation"];
      for (const team of views(world)) {
        for (const { bucket, reads } of placesOf(world, team).filter((each) => each.reads.length > 0)) {
          const policies = { identity: [administrator], ...(bucket.granted && { resource: bucket.granted }) };
          const call = { account: team.dataAccount, policies };
          const other = roleIn(world.environment, world.environment.accounts.studio.id);
          const outside = others.map((context) => ({ as: team.role, context }));
          for (const who of [...outside, { as: other, context: via(athena) }, { as: other, context: {} }]) {
            for (const prefix of reads)
              for (const action of everyCall) {
                const on = action.includes("Bucket") ? bucket.arn : `${bucket.arn}/${prefix}part-0`;
                mayNot({ ...call, ...who, action, on, context: { ...who.context, "s3:prefix": prefix } });
              }
          }
          for (const action of listing)
            for (const context of [via(athena), { ...via(athena), "s3:prefix": "elsewhere/" }])
              mayNot({ ...call, as: team.role, action, on: bucket.arn, context });
        }
      }
    },
  },
  {
    name: "what a bucket's policy denies Athena, it denies nobody else: not the team through its endpoint, and not who comes through Athena with another role",
    check: (world) => {
      for (const team of views(world)) {
        for (const { bucket } of placesOf(world, team).filter((each) => each.reads.length > 0)) {
          const resource = deniedToAthena(world, team, bucket.arn);
          const call = { account: team.dataAccount, policies: { identity: [administrator], resource } };
          const own = { "aws:SourceVpce": team.endpointId };
          const other = roleIn(world.environment, world.environment.accounts.studio.id);
          for (const who of [
            { as: team.role, context: own },
            { as: team.role, context: { ...via(athena), ...own } },
            { as: team.role, context: {} },
            { as: other, context: via(athena) },
          ]) {
            for (const action of [...reading, ...writing, ...never])
              may({ ...call, ...who, action, on: `${bucket.arn}/elsewhere/part-0` });
            for (const action of listing) may({ ...call, ...who, action, on: bucket.arn });
          }
        }
      }
    },
  },
  {
    name: "with the role's session Athena reaches no bucket but the team's own, whatever is attached to the role",
    check: (world) => {
      for (const team of views(world).filter(({ team: { features } }) => features.athena)) {
        const call = {
          as: team.role,
          context: via(athena),
          policies: { identity: team.walled, resource: everybodysOwn },
        };
        for (const action of ["s3:PutObject", "s3:GetObject"]) {
          mayNot({ ...call, action, on: "arn:aws:s3:::somebodys-bucket/x", account: strangerAccount });
          mayNot({ ...call, action, on: "arn:aws:s3:::somebodys-bucket/x", account: team.dataAccount });
          for (const { arn } of dataBuckets(world, team)) {
            mayNot({ ...call, action, on: `${arn}/x`, account: strangerAccount });
            may({ ...call, action, on: `${arn}/x`, account: team.dataAccount });
          }
          // What it denies Athena, it denies no call of the role's own.
          may({ ...call, context: {}, action, on: "arn:aws:s3:::somebodys-bucket/x", account: strangerAccount });
        }
      }
    },
  },
  {
    name: "a team queries in its own workgroup from its own subnets, and changes none; without the feature it queries nowhere",
    check: (world) => {
      const account = world.environment.accounts.studio.id;
      for (const team of views(world)) {
        const name = `workgroup/${world.environment.name}-${team.team.name}`;
        const inside = fromOwnSubnet(world, team);
        const ask = (action: string, on: string, context: Context = inside, identity = team.identity): Attempt => ({
          as: team.role,
          action: `athena:${action}`,
          on: workgroupArn(world, on),
          account,
          context,
          policies: { identity },
        });
        for (const action of queries) {
          (team.team.features.athena ? may : mayNot)(ask(action, name));
          if (team.team.features.athena)
            for (const endpoint of endpointsOf(world).filter(([service]) => service === "athena"))
              may({ ...ask(action, name), policies: { identity: team.identity, endpoint: policyOf(endpoint) } });
          for (const other of ["workgroup/primary", `${name}-x`, `workgroup/${world.environment.name}-somebody`])
            mayNot(ask(action, other));
          if (team.team.features.athena)
            mayNot(ask(action, name, { "aws:SourceIp": "192.0.2.1", "aws:ViaAWSService": "false" }, team.walled));
        }
        (team.team.features.athena ? may : mayNot)(ask("GetDataCatalog", "datacatalog/AwsDataCatalog"));
        for (const action of [
          "UpdateWorkGroup",
          "DeleteWorkGroup",
          "CreateWorkGroup",
          "StartSession",
          "CreateNotebook",
          "CreateNamedQuery",
          "StartCalculationExecution",
        ])
          mayNot(ask(action, name));
        for (const catalog of ["datacatalog/AwsDataCatalog", "datacatalog/other"])
          for (const action of ["CreateDataCatalog", "UpdateDataCatalog", "DeleteDataCatalog", "GetTableMetadata"])
            mayNot(ask(action, catalog));
      }
    },
  },
  {
    name: "a team that queries has one workgroup, whose settings no query overrides and whose results stay in its bucket, and a database",
    check: (world) => {
      const { environment, deployment } = world;
      for (const { team, studio } of views(world)) {
        const { athena: on } = team.features;
        const name = `${environment.name}-${team.name}`;
        const of = (type: string) => deployment.resources(studio, type).map(({ config }) => config);
        const result = on && {
          output_location: `s3://${environment.namePrefix}-${environment.name}-${team.name}-${on.results.bucket}-${team.dataAccount.id}/${on.results.prefix}`,
          expected_bucket_owner: team.dataAccount.id,
        };
        assert.deepEqual(
          of("aws_athena_workgroup").map((each) => ({
            name: each.name,
            configuration: each.configuration,
            // A workgroup with queries in it goes with the team.
            goes: each.force_destroy,
          })),
          on
            ? [
                {
                  name,
                  configuration: { enforce_workgroup_configuration: true, result_configuration: result },
                  goes: true,
                },
              ]
            : [],
        );
        assert.deepEqual(
          of("aws_glue_catalog_database").map((each) => each.name),
          on ? [name.replaceAll("-", "_")] : [],
        );
      }
    },
  },
];
