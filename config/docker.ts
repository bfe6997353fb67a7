/** Docker in Studio's apps in words: whether it is on, and whom it trusts. */
import type { Team } from "./schema";

type Docker = Pick<Team, "docker">;

export const hasDocker = ({ docker }: Docker): boolean => docker !== undefined;

/** Sorted, each once. */
export const trustedAccounts = ({ docker }: Docker): readonly string[] =>
  [...new Set(docker?.trustedAccounts ?? [])].sort();
