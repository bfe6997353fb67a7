/** The provider of a buckets stack that makes the team's feature groups and tracking server, where another role may do that than the stack's own. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { studioAccountAlias } from "../config/names";
import type { Environment, Team } from "../config/schema";
import { tagsOf } from "../config/tags";

/**
 * Every buckets stack of a team with offline stores has it, though no group is declared: Terraform starts no session of it
 * then, and the last group can be taken out of the team's file. Where the provider is gone, Terraform cannot destroy a group.
 * @returns undefined where the stack's own provider makes them, and where the team has neither feature
 */
export function studioAccountProvider(
  scope: Construct,
  environment: Environment,
  team: Team,
  stack: string,
): AwsProvider | undefined {
  const { featureStore, mlflow } = team.features;
  if (featureStore?.offline === undefined && mlflow === undefined) return undefined;
  const { id, deployerRole } = environment.accounts.studio;
  if (deployerRole === team.dataAccount.deployerRole) return undefined;
  return new AwsProvider(scope, studioAccountAlias, {
    alias: studioAccountAlias,
    region: environment.region,
    allowedAccountIds: [id],
    assumeRole: [{ roleArn: deployerRole, sessionName: stack }],
    defaultTags: [{ tags: tagsOf(environment, team, stack) }],
  });
}
