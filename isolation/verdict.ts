/** The verdict on one guarantee of one environment. */
import { list } from "../config/problems";
import { attempt } from "./attempt";
import { Undecided } from "./decide";
import { checksOfDeclared, refuseGhostTeam } from "./declared";
import { groupBy } from "./facts/group-by";
import type { Facts, Guarantee } from "./guarantees";
import type { TeamFailure, Verdict } from "./proof";

/** What is said of a team concerns a proof of that team, or of all. */
export const concerns = (wanted: string | undefined, team: string | undefined): boolean =>
  wanted === undefined || team === undefined || team === wanted;

export type Result = Pick<Verdict, "outcome" | "failures" | "undecided" | "exceptions" | "notes" | "at" | "until">;

/** Nothing is decided, because of these. */
export const undecidable = (problems: readonly string[]): Result => ({
  outcome: "not decidable",
  failures: [],
  undecided: problems,
  exceptions: [],
  notes: [],
});

/**
 * Decides each check of the guarantee by itself.
 * @param touching what stands in the way of a decision beside the environment's own stacks
 * @param team undefined where all teams are meant
 */
export function verdictOf(
  guarantee: Guarantee,
  facts: Facts,
  touching: readonly string[],
  team: string | undefined,
): Result {
  const checks = attempt(() => [...guarantee.checks(facts), ...checksOfDeclared(facts, guarantee.id)]);
  if ("problems" in checks) return undecidable(checks.problems);
  const failures: TeamFailure[] = [];
  const undecided: string[] = [...touching];
  for (const check of checks.value.filter((each) => concerns(team, each.team))) {
    const result = attempt(() => {
      refuseGhostTeam(facts, check.team);
      return check.failures();
    });
    if ("problems" in result) undecided.push(...result.problems);
    else {
      for (const each of result.value) {
        if (each instanceof Undecided) undecided.push(each.message);
        else failures.push({ ...each, ...(check.team && { team: check.team }) });
      }
    }
  }
  const open = attempt(() => guarantee.notEntered?.(facts).filter((each) => concerns(team, each.team)) ?? []);
  if ("problems" in open) undecided.push(...open.problems);
  const reasons = groupBy("problems" in open ? [] : open.value, ({ why }) => why);
  const notes = [...reasons].map(
    ([why, each]) =>
      `${list(
        each.map((one) => one.team),
        "and",
      )}: ${why}`,
  );
  const result = outcomeOf(guarantee, facts, { failures, undecided, notes });
  return {
    ...result,
    failures,
    undecided: [...new Set(undecided)],
    // What is left open to teams is open to nobody where there is none.
    exceptions:
      result.outcome === "no team" ? [] : guarantee.exceptions(facts).filter((each) => concerns(team, each.team)),
    ...timeOf(guarantee, facts),
  };
}

function timeOf({ until }: Guarantee, facts: Facts): Pick<Result, "at" | "until"> {
  if (!until) return {};
  const change = until(facts);
  return { at: facts.at.toISOString(), ...(change && { until: change }) };
}

/** What fails comes first: of an environment without teams, too. */
function outcomeOf(
  guarantee: Guarantee,
  facts: Facts,
  { failures, undecided, notes }: Pick<Result, "failures" | "undecided" | "notes">,
): Pick<Result, "outcome" | "notes"> {
  if (failures.length > 0) return { outcome: "violated", notes: [] };
  if (undecided.length > 0) return { outcome: "not decidable", notes: [] };
  if (facts.teams.length === 0 && !guarantee.concernsNetwork) return { outcome: "no team", notes: [] };
  return notes.length > 0 ? { outcome: "nobody enters yet", notes } : { outcome: "proved", notes: [] };
}
