/** Works in the studio account as its deployer role; what AWS does not allow becomes a sentence for people. */
import { list } from "../config/problems";
import type { Environment } from "../config/schema";
import { type Clients, clientsFor, type Surroundings, sessionNames } from "../teardown/aws";
import { failureOf } from "../teardown/failure";
import { StoppedError } from "./stopped";

/** Something that was deleted, or changed otherwise. */
export interface Deleted {
  readonly kind: string;
  readonly id: string;
}

/** A command, as AWS and people get to know it. */
export interface Acting {
  /** What CloudTrail shows as the session's name. */
  readonly session: string;
  /** What it does to things, as a participle; absent where it only reads. */
  readonly does?: "deleted" | "done";
}

const deleting: Acting = { session: sessionNames.teardown, does: "deleted" };

/**
 * Runs `work` with clients of the studio account's deployer role. `done` gets what is deleted, or changed otherwise.
 * Throws StoppedError where AWS does not let it go on; it tells what was done before.
 */
export async function asDeployer<T>(
  { accounts: { studio }, region }: Environment,
  surroundings: Surroundings,
  work: (clients: Clients, done: Deleted[]) => Promise<T>,
  { session, does }: Acting = deleting,
): Promise<T> {
  const done: Deleted[] = [];
  try {
    const clients = clientsFor(studio, region, surroundings, session);
    try {
      return await work(clients, done);
    } finally {
      clients.close();
    }
  } catch (error) {
    const why = failureOf(error, studio, surroundings, does && `what is ${does} stays ${does}`);
    if (why === undefined) throw error;
    const before = done.map(({ kind, id }) => `${kind} ${id}`);
    const word = does === "deleted" ? "Deleted" : "Done";
    throw new StoppedError(before.length === 0 ? why : `${why}. ${word} before that: ${list(before, "and")}`, {
      account: studio.id,
      role: studio.deployerRole,
      ...(does && done.length > 0 && { [does]: done }),
    });
  }
}
