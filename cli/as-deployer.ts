/** Works in the studio account as its deployer role; what AWS does not allow becomes a sentence for people. */
import { list } from "../config/problems";
import type { Environment } from "../config/schema";
import { type Clients, clientsFor, type Surroundings, sessionNames } from "../teardown/aws";
import { failureOf } from "../teardown/failure";
import type { Obstacle } from "../teardown/obstacles";
import { StoppedError } from "./stopped";

export type Deleted = Pick<Obstacle, "kind" | "id">;

/**
 * Runs `work` with clients of the studio account's deployer role. `deleted` gets what is deleted.
 * @param session what CloudTrail shows as the session's name
 * Throws StoppedError where AWS does not let it go on; it tells what was deleted before.
 */
export async function asDeployer<T>(
  { accounts: { studio }, region }: Environment,
  surroundings: Surroundings,
  work: (clients: Clients, deleted: Deleted[]) => Promise<T>,
  session: string = sessionNames.teardown,
): Promise<T> {
  const deleted: Deleted[] = [];
  try {
    const clients = clientsFor(studio, region, surroundings, session);
    try {
      return await work(clients, deleted);
    } finally {
      clients.close();
    }
  } catch (error) {
    const why = failureOf(error, studio, surroundings);
    if (why === undefined) throw error;
    const before = deleted.map(({ kind, id }) => `${kind} ${id}`);
    throw new StoppedError(before.length === 0 ? why : `${why}. Deleted before that: ${list(before, "and")}`, {
      account: studio.id,
      role: studio.deployerRole,
      ...(deleted.length > 0 && { deleted }),
    });
  }
}
