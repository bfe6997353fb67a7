/** What the added endpoint glue brings: the team's databases of the Glue catalog by their names, and in an account of its own all others to read. */
import { arn, databaseName, databasePrefix } from "../../config/names";
import type { Statement } from "../document";
import type { ExecutionRoleContext } from "./context";
import { hasAccountAlone } from "./separation";

const reads = [
  "glue:GetDatabase",
  "glue:GetPartition",
  "glue:GetPartitions",
  "glue:GetTable",
  "glue:GetTables",
] as const;
/** They name no database, and show those of the whole account. */
const lists = ["glue:GetDatabases", "glue:SearchTables"] as const;
const changesOfTables = [
  "glue:BatchCreatePartition",
  "glue:BatchDeletePartition",
  "glue:CreateTable",
  "glue:DeleteTable",
  "glue:UpdateTable",
] as const;
const changesOfDatabases = ["glue:CreateDatabase", "glue:DeleteDatabase"] as const;

/**
 * Administrators keep tables in the catalog too, and make the database that is named after the team. A call on a table needs
 * its database and the catalog as well, so that the database's name decides.
 * Source: docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
 */
export function catalogStatements(context: ExecutionRoleContext): Statement[] {
  const { environment, team } = context;
  if (!environment.network.extraInterfaceEndpoints.includes("glue")) return [];
  const glue = (...resources: readonly string[]) =>
    resources.map((resource) => arn(environment, "glue", environment.region, environment.accounts.studio.id, resource));
  const allow = (Sid: string, Action: readonly string[], Resource: readonly string[]): Statement => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
  });
  const given = databaseName(environment, team);
  const own = `${databasePrefix(environment, team)}*`;
  const alone = hasAccountAlone(context);
  return [
    ...(alone ? [allow("SeeCatalog", [...reads, ...lists], glue("catalog", "database/*", "table/*"))] : []),
    allow(
      "OwnTables",
      alone ? changesOfTables : [...reads, ...changesOfTables],
      glue("catalog", `database/${given}`, `table/${given}/*`, `database/${own}`, `table/${own}`),
    ),
    allow(
      "OwnDatabases",
      changesOfDatabases,
      glue("catalog", `database/${own}`, `table/${own}`, `userDefinedFunction/${own}`),
    ),
  ];
}
