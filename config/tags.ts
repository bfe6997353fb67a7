/** The tags of a stack's resources: those of the files, and the blueprint's own where no file gives the same key in another spelling. */
import type { Environment, Team } from "./schema";

/**
 * Keys that every resource carries from the blueprint. Commands find resources by `stack`; the others give way to a tag of
 * the files whose key differs in case only, as organizations demand (Owner), for IAM does not tell the two apart.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html ("tag keys are not case sensitive").
 */
export const ownTagKeys = ["environment", "team", "stack", "owner"] as const;

type Tagging = Pick<Environment, "name" | "owner" | "tags">;

/** @param team whose stack it is; none for the network */
export function tagsOf(
  environment: Tagging,
  team: Pick<Team, "name" | "tags"> | undefined,
  stack: string,
): Record<string, string> {
  const given = { ...environment.tags, ...team?.tags };
  const own: Partial<Record<(typeof ownTagKeys)[number], string>> = {
    environment: environment.name,
    ...(team && { team: team.name }),
    stack,
    owner: environment.owner,
  };
  const taken = new Set(Object.keys(given).map((key) => key.toLowerCase()));
  return { ...given, ...Object.fromEntries(Object.entries(own).filter(([key]) => !taken.has(key))) };
}
