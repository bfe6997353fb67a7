/** A query of Athena's: the team asks its workgroup, and Athena goes on with the role's session to tables, data and results. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { showForwarded } from "../../facts/forwarded";
import { asRole, policiesOf } from "../../facts/role-grants";
import type { Bucket } from "../../model";
import type { Request } from "../../policy";
import type { Failure } from "../guarantee";
import { throughS3Keys } from "./buckets";
import { arnIn, type Call, type Need } from "./needs";

const athena = "athena.amazonaws.com";

/** Its prefixes in the team's buckets; none where the team does not query. */
const placesOf = ({ buckets, forwarded }: TeamFacts) =>
  buckets.flatMap((bucket) =>
    (forwarded.get(bucket.name) ?? []).filter(({ service }) => service === athena).map((each) => ({ ...each, bucket })),
  );

const nameOf = ({ jobPrefix }: TeamFacts): string => jobPrefix.slice(0, -1);
const databaseOf = (team: TeamFacts): string => nameOf(team).replaceAll("-", "_");

/** ARNs that a call on a table of the team's database is asked for. */
const tableIn = (facts: Facts, team: TeamFacts): readonly string[] => {
  const database = databaseOf(team);
  return ["catalog", `database/${database}`, `table/${database}/one`].map((each) => arnIn(facts, "glue", each));
};

/** What the team itself calls. */
export function ofQueries(facts: Facts, team: TeamFacts): Call[] {
  const workgroup = arnIn(facts, "athena", `workgroup/${nameOf(team)}`);
  const tables = ["glue:GetTable", "glue:CreateTable"].flatMap((action) =>
    tableIn(facts, team).map(
      (resource): Call => ({ door: "glue", what: `use its tables (${action})`, action, resource }),
    ),
  );
  if (placesOf(team).length === 0) return tables;
  return [
    ...["StartQueryExecution", "GetQueryExecution", "GetQueryResults", "GetWorkGroup"].map(
      (name): Call => ({
        door: "athena",
        what: `query in its workgroup (${name})`,
        action: `athena:${name}`,
        resource: workgroup,
      }),
    ),
    {
      door: "athena",
      what: "query tables of the Glue catalog",
      action: "athena:GetDataCatalog",
      resource: arnIn(facts, "athena", "datacatalog/AwsDataCatalog"),
    },
    ...tables,
  ];
}

/**
 * Keys of a session that AWS forwards: the services on its way, and nothing of the network in which it began.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 */
const via = (...services: readonly string[]): Request["context"] => ({
  "aws:ViaAWSService": "true",
  "aws:CalledVia": services,
  "aws:CalledViaFirst": services[0],
  "aws:CalledViaLast": services.at(-1),
});

/**
 * What Athena calls for a query with the session of whoever asks.
 * Sources: docs.aws.amazon.com/athena/latest/ug/s3-permissions.html, fine-grained-access-to-glue-resources.html
 */
export function ofAthena(facts: Facts, team: TeamFacts): Need[] {
  const { role } = team;
  const need = (
    what: string,
    action: string,
    resource: string,
    more: Partial<Request>,
    policies: Need["policies"],
  ): Need => ({
    what: `have Athena ${what}`,
    sender: "forwarded",
    request: {
      principal: asRole(role),
      action,
      resource,
      resourceAccount: facts.account,
      context: via(athena),
      ...more,
    },
    policies,
  });
  const inBucket = (bucket: Bucket, what: string, action: string, resource: string, context: Request["context"] = {}) =>
    need(
      `${what} ${resource}`,
      action,
      resource,
      { resourceAccount: bucket.account, context: { ...via(athena), ...context } },
      { ...policiesOf(role), ...(bucket.policy && { resource: bucket.policy }) },
    );
  const places = placesOf(team);
  const withKey = (bucket: Bucket, use: string): Need[] => {
    const default_ = bucket.encryption?.config.rule.flatMap(
      (rule) => rule.apply_server_side_encryption_by_default?.flatMap((each) => each.kms_master_key_id ?? []) ?? [],
    )[0];
    const key = team.dataKeys.find(({ arn }) => arn === default_);
    if (!key) return [];
    const context = { ...throughS3Keys(facts, bucket, key.aliases), ...via(athena, "s3.amazonaws.com") };
    const policies = { ...policiesOf(role), resource: key.policy };
    return [
      need(
        `use the key of ${bucket.name} through S3 (${use})`,
        `kms:${use}`,
        key.arn,
        { resourceAccount: key.account, context },
        policies,
      ),
    ];
  };
  return places.flatMap(({ bucket, does, prefix }) => {
    const object = `${bucket.arn}/${prefix}part-0`;
    return does === "reads"
      ? [
          inBucket(bucket, "read", "s3:GetObject", object),
          inBucket(bucket, `list ${prefix} of`, "s3:ListBucket", bucket.arn, { "s3:prefix": prefix }),
          inBucket(bucket, "find", "s3:GetBucketLocation", bucket.arn),
          ...withKey(bucket, "Decrypt"),
          ...tableIn(facts, team).map((resource) =>
            need(`find tables in ${resource}`, "glue:GetTable", resource, {}, policiesOf(role)),
          ),
        ]
      : [
          inBucket(bucket, "write", "s3:PutObject", object),
          inBucket(bucket, "give up an upload to", "s3:AbortMultipartUpload", object),
          ...withKey(bucket, "GenerateDataKey"),
          ...tableIn(facts, team).map((resource) =>
            need(`make tables in ${resource}`, "glue:CreateTable", resource, {}, policiesOf(role)),
          ),
        ];
  });
}

/** What the configuration turns on and no bucket's policy lets through, no workgroup serves, or no database keeps. */
export function notForwarded({ declared }: Facts, team: TeamFacts): Failure[] {
  const { name, data, studio, forwarded } = team;
  const found = new Set(
    [...forwarded].flatMap(([bucket, each]) => each.map((one) => `${bucket} ${showForwarded(bucket, one)}`)),
  );
  const lost = (declared?.declarations ?? []).filter(
    ({ kind, team: of, ...each }) => kind === "forwarded" && of === name && !found.has(`${each.of} ${each.value}`),
  );
  const named = (type: "aws_athena_workgroup" | "aws_glue_catalog_database") =>
    studio.resources(type).map(({ config }) => config.name);
  const needed = [
    ["workgroup", nameOf(team), "to query in", named("aws_athena_workgroup")],
    ["database", databaseOf(team), "to keep its tables in", named("aws_glue_catalog_database")],
  ] as const;
  return [
    ...lost.map(({ of, value }) => ({
      what: `${name}: the policy of ${of} does not let through what is declared: ${value}`,
      where: data.name,
      change: "synthesize anew, or take it out of the team's file",
    })),
    ...needed
      .filter(([, wanted, , names]) => placesOf(team).length > 0 && !names.includes(wanted))
      .map(([what, wanted, purpose]) => ({
        what: `${name} has no ${what} ${wanted} ${purpose}`,
        where: studio.name,
        change: "synthesize anew, or take features.athena out of the team's file",
      })),
  ];
}
