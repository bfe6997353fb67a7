/** What people's notebooks were seen to ask: every recorded request passes, or is refused for a reason that is written down. */

import type { Facts, TeamFacts } from "../../facts/facts";
import { imageRepositoriesOf, packageRegistriesOf } from "../../facts/registries";
import { separationOf } from "../../facts/separation";
import { placeOf } from "../../model";
import type { Kinds } from "../../recorded/collected";
import { type Decided, decide } from "../../recorded/decided";
import { explanationOf } from "../../recorded/explained";
import { featuresOf } from "../../recorded/features";
import { recordedIn } from "../../recorded/kinds";
import { refusalOf } from "../../recorded/refusals";
import type { Doubt } from "../../requests/doubts";
import type { Failure } from "../guarantee";

/** What is refused, and what depends on what nobody knows. */
export interface Unexplained {
  readonly failures: readonly Failure[];
  readonly doubts: readonly Doubt[];
}

/** Of what was recorded in the environment's separation mode; nothing where nothing was. */
export function ofRecordings(facts: Facts, team: TeamFacts): Unexplained {
  const separation = separationOf(facts);
  const recorded = recordedIn(separation);
  return recorded === undefined ? { failures: [], doubts: [] } : unexplainedOf(facts, team, recorded, separation);
}

export function unexplainedOf(facts: Facts, team: TeamFacts, recorded: Kinds, separation: string): Unexplained {
  const failures: Failure[] = [];
  const doubts: Doubt[] = [];
  const on = featuresOf(facts, team);
  const registries = [...imageRepositoriesOf(facts), ...packageRegistriesOf(facts)];
  for (const decided of decide(facts, team, wantedOf(recorded, separation))) {
    const { verdict } = decided;
    if (verdict.outcome === "passes" || explanationOf(decided, recorded.from, separation, on, registries) !== undefined)
      continue;
    if (verdict.outcome === "depends") doubts.push({ ...verdict, what: call(decided) });
    else failures.push(failureOf(team, decided));
  }
  return { failures, doubts };
}

const known = new WeakMap<Kinds, Map<string, Kinds>>();
/** What is refused on purpose need not be asked. */
function wantedOf(collected: Kinds, separation: string): Kinds {
  const bySeparation = known.get(collected) ?? new Map<string, Kinds>();
  known.set(collected, bySeparation);
  const { from, kinds } = collected;
  const found = bySeparation.get(separation) ?? {
    ...collected,
    kinds: kinds.filter(({ request }) => refusalOf(request, from, separation) === undefined),
  };
  bySeparation.set(separation, found);
  return found;
}

const call = ({ request, kind: { call, recordings, count } }: Decided): string => {
  const more = count - recordings.length;
  const seen = `${recordings.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `call ${request.action} on ${request.resource} as notebooks do (${call}; recorded in ${seen})`;
};

function failureOf(team: TeamFacts, decided: Decided): Failure {
  const { verdict } = decided;
  const about = { where: placeOf(team.role.resource), change };
  const what = `${team.name} cannot ${call(decided)}`;
  switch (verdict.outcome) {
    case "refused": {
      const { decision, lacks, request } = verdict;
      const lacking = lacks.length === 0 ? "" : ` (the request has no ${lacks.join(", ")})`;
      return {
        ...about,
        what: `${what}: ${decision.reason}${lacking}`,
        found: { request, statements: decision.statements },
        refused: true,
      };
    }
    case "unreached":
      return {
        ...about,
        what: `${what}: ${verdict.host} ${verdict.resolves ? "has no endpoint" : "does not resolve"}`,
      };
    case "undeclared bucket":
      return { ...about, what: `${what}: ${verdict.bucket} is not the team's` };
    case "other instance types":
      return { ...about, what: `${what}: ${verdict.key} does not have ${verdict.types.join(", ")}` };
    case "no role":
      return { ...about, what: `${what}: the team has no role for pipelines` };
    case "no server":
      return { ...about, what: `${what}: the team has no tracking server of its own` };
    case "other owner":
      return { ...about, what: `${what}: ${verdict.bucket} does not belong to ${verdict.expected}` };
    default:
      throw new Error(`${verdict.outcome} is no failure`);
  }
}

const change =
  "allow it on every side (the role's policies, the endpoint's, the bucket's or key's), or write down in isolation/recorded/refusals why it is refused";
