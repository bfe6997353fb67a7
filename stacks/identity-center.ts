/** The provider that assigns users in IAM Identity Center, where another role may do that than the stack's own. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { accountOf, identityCenterAlias } from "../config/names";
import type { Environment } from "../config/schema";

/**
 * Every Studio stack has it, though teams in IAM mode use it for nothing and Terraform then starts no session of it: where a
 * provider is gone that made something, Terraform refuses in words of its own, and says nothing of what the change means.
 * @returns undefined where the stack's own provider assigns users
 */
export function identityCenterProvider(
  scope: Construct,
  { region, accounts, identityCenter }: Environment,
  sessionName: string,
): AwsProvider | undefined {
  const roleArn = identityCenter?.deployerRole;
  if (roleArn === undefined || roleArn === accounts.studio.deployerRole) return undefined;
  return new AwsProvider(scope, identityCenterAlias, {
    alias: identityCenterAlias,
    region,
    allowedAccountIds: [accountOf(roleArn)],
    assumeRole: [{ roleArn, sessionName }],
  });
}
