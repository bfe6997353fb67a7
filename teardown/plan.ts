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

/**
 * For one person: `obstacles` are their own apps and spaces, and the apps in these spaces.
 * A shared space and the app in it stay unless `withShared`: AWS gives a space no other owner
 * (docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateSpace.html has no member for it), and deletes its volume with it.
 */
export function planUser(obstacles: readonly Obstacle[], { withShared }: { readonly withShared: boolean }): Step[] {
  if (withShared) return obstacles.map((obstacle) => ({ obstacle }));
  const shared = new Set(obstacles.flatMap((each) => (each.kind === "space" && each.shared ? [each.name] : [])));
  return obstacles.map((obstacle) => {
    if (obstacle.kind === "space" && obstacle.shared) return { obstacle, keep: sharedStays };
    const space = obstacle.kind === "app" ? obstacle.app.SpaceName : undefined;
    if (space !== undefined && shared.has(space)) return { obstacle, keep: `it runs in ${space}, which stays` };
    return { obstacle };
  });
}

const sharedStays =
  "everybody of the team loses what is in it, and AWS lets nobody else own it; copy it to one of the team's buckets, then add --with-shared-spaces";

/** Ids that were named for deletion and are not among what was found: a typing error, most likely. */
export function unknownFileSystems(obstacles: readonly Obstacle[], fileSystems: readonly string[]): string[] {
  const known = new Set(obstacles.filter(({ kind }) => kind === "file system").map(({ id }) => id));
  return fileSystems.filter((id) => !known.has(id));
}
