/** What people's notebooks were seen to ask: every recorded request passes, or is refused for a reason that is written down. */
import type { Undecided } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { placeOf } from "../../model";
import { type Collected, recordedIn } from "../../recorded/collected";
import { type Decided, decide } from "../../recorded/decided";
import { explanationOf } from "../../recorded/explained";
import { refusalOf } from "../../recorded/refusals";
import { type Doubt, undecidedBy } from "../../requests/doubts";
import type { Failure } from "../guarantee";

/** More recordings are counted. */
const mostNamed = 2;

/** Nothing where nobody has recorded how the environment's teams work. */
export const ofRecordings = (facts: Facts, team: TeamFacts, separation: string): readonly (Failure | Undecided)[] => {
  const collected = recordedIn(separation);
  return collected === undefined ? [] : unexplainedOf(facts, team, collected, separation);
};

export function unexplainedOf(
  facts: Facts,
  team: TeamFacts,
  collected: Collected,
  separation: string,
): readonly (Failure | Undecided)[] {
  const { from } = collected;
  const failures: Failure[] = [];
  const doubts: Doubt[] = [];
  for (const decided of decide(facts, team, wantedOf(collected, separation))) {
    const { verdict } = decided;
    if (verdict.outcome === "passes" || explanationOf(decided, from, separation) !== undefined) continue;
    if (verdict.outcome === "depends") doubts.push({ ...verdict, what: call(decided) });
    else failures.push(failureOf(team, decided));
  }
  return [...failures, ...undecidedBy(team.name, doubts)];
}

const known = new WeakMap<Collected, Map<string, Collected>>();
/** What is refused on purpose need not be asked. */
function wantedOf(collected: Collected, separation: string): Collected {
  const bySeparation = known.get(collected) ?? new Map<string, Collected>();
  known.set(collected, bySeparation);
  const { from, kinds } = collected;
  const found = bySeparation.get(separation) ?? {
    ...collected,
    kinds: kinds.filter(({ request }) => refusalOf(request, from, separation) === undefined),
  };
  bySeparation.set(separation, found);
  return found;
}

const call = ({ request, kind: { call, recordings } }: Decided): string => {
  const more = recordings.length - mostNamed;
  const seen = `${recordings.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
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
    case "other owner":
      return { ...about, what: `${what}: ${verdict.bucket} does not belong to ${verdict.expected}` };
    default:
      throw new Error(`${verdict.outcome} is no failure`);
  }
}

const change =
  "allow it on every side (the role's policies, the endpoint's, the bucket's or key's), or write down in isolation/recorded/refusals why it is refused";
