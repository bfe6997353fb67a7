/** What must be in an environment's accounts before Terraform comes: derived from its configuration. */
import { accountOf } from "../config/names";
import type { Environment } from "../config/schema";
import type { AccountPreparation } from "./local-aws";

/** Whom day two adds to a team with authMode SSO. */
export const newcomerInIdentityCenter = "newcomer@example.com";

/** One preparation for each account: deployer roles, state role and bucket, the permissions boundary, the identity store and its users. */
export function preparationsOf(environment: Environment): AccountPreparation[] {
  const { accounts, region, state, permissionsBoundary, identityCenter } = environment;
  const stateRole = state.backend === "s3" ? (state.role ?? accounts.studio.deployerRole) : undefined;
  const roles = new Set(
    [accounts.studio, ...Object.values(accounts.data)]
      .map(({ deployerRole }) => deployerRole)
      .concat(stateRole ?? [], identityCenter?.deployerRole ?? []),
  );
  const ids = new Set([...roles].map(accountOf));
  return [...ids].map((account) => ({
    account,
    region,
    roles: [...roles].filter((role) => accountOf(role) === account),
    buckets: state.backend === "s3" && stateRole && accountOf(stateRole) === account ? [state.bucket] : [],
    // AWS's own policies are there already.
    policies: permissionsBoundary && accountOf(permissionsBoundary) === account ? [permissionsBoundary] : [],
    ...(identityCenter &&
      accountOf(identityCenter.deployerRole) === account && {
        identityStore: {
          id: identityCenter.identityStoreId,
          users: peopleOf(environment),
          accounts: [accounts.studio.id],
        },
      }),
  }));
}

const peopleOf = ({ teams }: Environment): string[] => [
  ...new Set([
    ...teams.flatMap(({ users }) => users.flatMap(({ ssoUser }) => ssoUser ?? [])),
    newcomerInIdentityCenter,
  ]),
];
