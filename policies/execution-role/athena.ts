/** Queries with Athena: in the team's own workgroup, and with the role's session nowhere but in its own buckets. */
import { arn, bucketArn, bucketName, workgroupName } from "../../config/names";
import { athenaService, glueCatalog } from "../../config/tables/athena";
import type { Condition, Statement } from "../document";
import { allOf } from "../document";
import type { ExecutionRoleContext } from "./context";

/** SQL alone: no sessions, notebooks and calculations (Spark), no catalogs of others (Lambda), no change of the workgroup. */
export const queryActions = [
  "athena:BatchGetQueryExecution",
  "athena:CreatePreparedStatement",
  "athena:DeletePreparedStatement",
  "athena:GetPreparedStatement",
  "athena:GetQueryExecution",
  "athena:GetQueryResults",
  "athena:GetQueryResultsStream",
  "athena:GetQueryRuntimeStatistics",
  "athena:GetWorkGroup",
  "athena:ListPreparedStatements",
  "athena:ListQueryExecutions",
  "athena:StartQueryExecution",
  "athena:StopQueryExecution",
  "athena:UpdatePreparedStatement",
] as const;

const here = ({ environment }: ExecutionRoleContext, resource: string): string =>
  arn(environment, "athena", environment.region, environment.accounts.studio.id, resource);

/** Source: docs.aws.amazon.com/athena/latest/ug/example-policies-workgroup.html */
export function athenaStatements(context: ExecutionRoleContext): Statement[] {
  const { environment, team } = context;
  if (team.features.athena === undefined) return [];
  return [
    {
      Sid: "QueryInOwnWorkgroup",
      Effect: "Allow",
      Action: queryActions,
      Resource: here(context, `workgroup/${workgroupName(environment, team)}`),
    },
    {
      Sid: "FindGlueCatalog",
      Effect: "Allow",
      Action: "athena:GetDataCatalog",
      Resource: here(context, `datacatalog/${glueCatalog}`),
    },
    ...denials(context),
  ];
}

/**
 * The team's S3 endpoint is not on Athena's way, so that its policy does not keep data in. These do, whatever else is attached to
 * the role: no bucket but the team's own, and none of these names in another account.
 */
function denials({ environment, team }: ExecutionRoleContext): Statement[] {
  const buckets = team.buckets.map((bucket) =>
    bucketArn(environment, bucketName(environment, team, bucket.name, team.dataAccount.id)),
  );
  const forwarded: Condition = { StringEquals: { "aws:CalledViaFirst": athenaService } };
  return [
    {
      Sid: "DenyAthenaOtherBuckets",
      Effect: "Deny",
      Action: "s3:*",
      NotResource: buckets.flatMap((bucket) => [bucket, `${bucket}/*`]),
      Condition: forwarded,
    },
    {
      Sid: "DenyAthenaOtherAccounts",
      Effect: "Deny",
      Action: "s3:*",
      Resource: "*",
      Condition: allOf(forwarded, { StringNotEquals: { "aws:ResourceAccount": team.dataAccount.id } }),
    },
  ];
}
