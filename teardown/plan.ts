/** Decides what of the found obstacles goes and what stays, and says why. */
import type { Obstacle } from "./obstacles";

export interface Step {
  readonly obstacle: Obstacle;
  /** Why it stays; undefined where it goes. */
  readonly keep?: string;
}

/** `fileSystems`: ids of file systems that may go with the home directories on them. */
export function planTeardown(obstacles: readonly Obstacle[], fileSystems: readonly string[]): Step[] {
  return obstacles.map((obstacle) => {
    if (obstacle.kind === "network interface" && obstacle.inUse) {
      return { obstacle, keep: `in use (${obstacle.description || "no description"}); it goes with what uses it` };
    }
    if (obstacle.kind === "file system" && !fileSystems.includes(obstacle.id)) {
      return {
        obstacle,
        keep: `home directories of ${obstacle.domain}; to delete them add --delete-file-system ${obstacle.id}`,
      };
    }
    return { obstacle };
  });
}

/** Ids that were named for deletion and are not among what was found: a typing error, most likely. */
export function unknownFileSystems(obstacles: readonly Obstacle[], fileSystems: readonly string[]): string[] {
  const known = new Set(obstacles.filter(({ kind }) => kind === "file system").map(({ id }) => id));
  return fileSystems.filter((id) => !known.has(id));
}
