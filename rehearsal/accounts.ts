/** What must be in an environment's accounts before Terraform comes: derived from its configuration. */
import type { Environment } from "../config/schema";
import type { AccountPreparation } from "./local-aws";

/** One preparation for each account: deployer roles, state role and bucket, the permissions boundary. */
export function preparationsOf(environment: Environment): AccountPreparation[] {
  const { accounts, region, state, permissionsBoundary } = environment;
  const stateRole = state.backend === "s3" ? (state.role ?? accounts.studio.deployerRole) : undefined;
  const roles = new Set(
    [accounts.studio, ...Object.values(accounts.data)].map(({ deployerRole }) => deployerRole).concat(stateRole ?? []),
  );
  const ids = new Set([...roles].map(accountOf));
  return [...ids].map((account) => ({
    account,
    region,
    roles: [...roles].filter((role) => accountOf(role) === account),
    buckets: state.backend === "s3" && stateRole && accountOf(stateRole) === account ? [state.bucket] : [],
    // AWS's own policies are there already.
    policies: permissionsBoundary && accountOf(permissionsBoundary) === account ? [permissionsBoundary] : [],
  }));
}

const accountOf = (arn: string) => arn.split(":")[4] ?? "";
