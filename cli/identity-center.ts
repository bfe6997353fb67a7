/** Works in IAM Identity Center as the role that the environment names for it; what AWS does not allow becomes a sentence for people. */
import { accountOf } from "../config/names";
import type { Environment } from "../config/schema";
import { assignedTo } from "../doctor/assigned";
import type { AskAssigned } from "../doctor/strangers";
import { type IdentityClients, identityClientsFor, type Surroundings, sessionNames } from "../teardown/aws";
import { failureOf } from "../teardown/failure";

export interface IdentityCenter {
  readonly ask: AskAssigned;
  /** Works with clients of the role, and the id of the identity store. */
  readonly work: <T>(work: (clients: IdentityClients, store: string) => Promise<T>) => Promise<T | Unread>;
  readonly close: () => void;
}

interface Unread {
  readonly unread: string;
}

/** Undefined where the environment names no role. The role's session is asked for with the first question. */
export function identityCenterOf(
  { identityCenter, region }: Environment,
  surroundings: Surroundings,
  session: string = sessionNames.doctor,
): IdentityCenter | undefined {
  if (identityCenter === undefined) return undefined;
  const { deployerRole, identityStoreId } = identityCenter;
  const account = { id: accountOf(deployerRole), deployerRole };
  let clients: IdentityClients | undefined;
  const work: IdentityCenter["work"] = async (does) => {
    try {
      clients ??= identityClientsFor(account, region, surroundings, session);
      return await does(clients, identityStoreId);
    } catch (error) {
      const unread = failureOf(error, account, surroundings);
      if (unread === undefined) throw error;
      return { unread };
    }
  };
  return {
    work,
    ask: (application) => work((own, store) => assignedTo(application, store, own)),
    close: () => clients?.close(),
  };
}
