/** Asks IAM Identity Center as the role that the environment names for it; what AWS does not allow becomes a sentence for people. */
import { accountOf } from "../config/names";
import type { Environment } from "../config/schema";
import { assignedTo } from "../doctor/assigned";
import type { AskAssigned } from "../doctor/strangers";
import { type IdentityClients, identityClientsFor, type Surroundings, sessionNames } from "../teardown/aws";
import { failureOf } from "../teardown/failure";

/** Undefined where the environment names no role. The role's session is asked for with the first question. */
export function identityCenterOf(
  { identityCenter, region }: Environment,
  surroundings: Surroundings,
): { readonly ask: AskAssigned; readonly close: () => void } | undefined {
  if (identityCenter === undefined) return undefined;
  const { deployerRole, identityStoreId } = identityCenter;
  const account = { id: accountOf(deployerRole), deployerRole };
  let clients: IdentityClients | undefined;
  return {
    ask: async (application) => {
      try {
        clients ??= identityClientsFor(account, region, surroundings, sessionNames.doctor);
        return await assignedTo(application, identityStoreId, clients);
      } catch (error) {
        const unread = failureOf(error, account, surroundings);
        if (unread === undefined) throw error;
        return { unread };
      }
    },
    close: () => clients?.close(),
  };
}
