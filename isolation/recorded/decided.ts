/** Decides every kind of recorded request for a team. */
import { remembering } from "../decide/remember";
import type { Facts, TeamFacts } from "../facts/facts";
import { assumptionsOfTeam } from "../guarantees/team-can-work/assumptions";
import type { Kind, Kinds } from "./collected";
import type { Surroundings } from "./made-with";
import { mover, surroundingsOf } from "./moved";
import type { IamRequest } from "./requests-of-call";
import { keyRequests, type Verdict, verdictOf } from "./verdict";

export interface Decided {
  readonly kind: Kind;
  /** As the team sends it. */
  readonly request: IamRequest;
  readonly verdict: Verdict;
}

/** One for each kind, in their order: of a request that S3 forwards to KMS, too, the first that does not pass. */
export function decide(facts: Facts, team: TeamFacts, { from, kinds }: Kinds): readonly Decided[] {
  const requests = movedKinds(kinds, from, surroundingsOf(facts, team));
  const assumptions = assumptionsOfTeam(facts, team);
  const known = new Map<string, Verdict>();
  const ask = (request: IamRequest): Verdict => {
    const key = JSON.stringify(request);
    const verdict = known.get(key) ?? verdictOf(facts, team, assumptions, request);
    known.set(key, verdict);
    return verdict;
  };
  return kinds.map((kind, index) => {
    const request = requests[index] ?? kind.request;
    const all = [request, ...keyRequests(facts, team, request)].map((each) => ({ request: each, verdict: ask(each) }));
    const first = all.find(({ verdict }) => verdict.outcome !== "passes") ?? all[0];
    return { kind, request: first?.request ?? request, verdict: first?.verdict ?? { outcome: "passes" } };
  });
}

/** More teams than an environment has. */
const mostTeams = 100;
const known = new WeakMap<readonly Kind[], ReturnType<typeof remembering<readonly IamRequest[]>>>();

/** Proved over and over, a team's own ids stay the same. */
function movedKinds(kinds: readonly Kind[], from: Surroundings, to: Surroundings): readonly IamRequest[] {
  const remember = known.get(kinds) ?? remembering<readonly IamRequest[]>(mostTeams);
  known.set(kinds, remember);
  return remember(JSON.stringify(to), () => {
    const move = mover(from, to);
    return kinds.map(({ request }) => move(request));
  });
}
