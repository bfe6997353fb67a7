/** What can come of a guarantee, and which of it fails: the one place that exit codes and reports ask. */

/**
 * - `no team`: the guarantee speaks of teams, and the environment has none.
 * - `nobody enters yet`: nobody can open a team's Studio, so that nobody can work there.
 */
export const outcomes = ["proved", "violated", "not decidable", "no team", "nobody enters yet"] as const;
export type Outcome = (typeof outcomes)[number];

/** Whether the outcome makes the proof fail: exit code 1, a failure or an error in reports. */
export const fails = (outcome: Outcome): boolean => outcome === "violated" || outcome === "not decidable";

/** Whether the outcome neither fails nor proves anything: reports show it as skipped. */
export const isOpen = (outcome: Outcome): boolean => outcome !== "proved" && !fails(outcome);
