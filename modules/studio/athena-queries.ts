/** Where a team queries with Athena: a workgroup whose settings no query overrides, and a database for its tables. */
import { AthenaWorkgroup } from "@cdktf/provider-aws/lib/athena-workgroup";
import { GlueCatalogDatabase } from "@cdktf/provider-aws/lib/glue-catalog-database";
import { Construct } from "constructs";
import { bucketName, databaseName, workgroupName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";

export interface AthenaQueriesProps {
  readonly environment: Environment;
  readonly team: Team;
  readonly athena: NonNullable<Team["features"]["athena"]>;
}

/**
 * Results go to the team's own bucket: its policy, its key and its rules hold for them, and programs read them there. Athena
 * is told no key: the bucket encrypts what comes without headers, and its policy refuses any other key. What Athena would
 * keep itself (managed query results) lies outside the team's account, and nobody but the workgroup decides who reads it.
 * Sources: docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html, managed-results.html,
 * docs.aws.amazon.com/athena/latest/APIReference/API_ResultConfiguration.html (ExpectedBucketOwner)
 */
export class AthenaQueries extends Construct {
  constructor(scope: Construct, id: string, { environment, team, athena }: AthenaQueriesProps) {
    super(scope, id);
    const bucket = bucketName(environment, team, athena.results.bucket, team.dataAccount.id);
    new AthenaWorkgroup(this, "workgroup", {
      name: workgroupName(environment, team),
      description: `Queries of ${team.name} in ${environment.name}`,
      configuration: {
        enforceWorkgroupConfiguration: true,
        resultConfiguration: {
          outputLocation: `s3://${bucket}/${athena.results.prefix}`,
          expectedBucketOwner: team.dataAccount.id,
        },
      },
      // It holds the history of queries, and no data; AWS deletes none with a history otherwise.
      forceDestroy: true,
    });
    new GlueCatalogDatabase(this, "database", {
      name: databaseName(environment, team),
      description: `Tables of ${team.name} in ${environment.name}`,
    });
  }
}
