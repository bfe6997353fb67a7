/** No policy is longer than AWS lets it be: told for the list that it grows with, and how many of the list fit. */
import { type GrowingPolicy, growingPolicies, longestPolicy } from "../../policies/sizes/growing";
import type { GrowingList } from "../../policies/sizes/lists";
import type { Problem } from "../problems";
import type { Environment, Team } from "../schema";
import type { EnvironmentDraft } from "./check";

type Growth = {
  readonly list: Pick<GrowingList, "file" | "path">;
  readonly team: Team;
  readonly fit: number;
  readonly message: string;
};

/** Needs a configuration without other problems. What a list of the environment makes too long is told once, for the team of which the fewest fit. */
export function policySizes(draft: EnvironmentDraft, environment: Environment): Problem[] {
  const found = new Map<string, Growth>();
  for (const team of environment.teams) {
    for (const policy of growingPolicies(team, environment)) {
      const growth = tooLong(policy, environment, team);
      if (!growth) continue;
      const place = `${growth.list.file === "team" ? team.name : ""} ${growth.list.path.join(".")}`;
      const other = found.get(place);
      if (!other || growth.fit < other.fit) found.set(place, growth);
    }
  }
  return [...found.values()].map(({ list, team, message }) => {
    const own = draft.teams.find(({ name }) => name === team.name);
    return (list.file === "team" && own ? own.document : draft.document).problem(list.path, message, "key");
  });
}

const wholeFile = { file: "team", path: [] } as const;

function tooLong(policy: GrowingPolicy, environment: Environment, team: Team): Growth | undefined {
  const size = policy.size(environment, team);
  const limit = longestPolicy[policy.limitOf];
  if (size <= limit) return undefined;
  const fitOf = (list: GrowingList): number => {
    let fit = list.length(environment, team) - 1;
    while (fit > 0 && policy.size(...list.keep(environment, team, fit)) > limit) fit -= 1;
    return fit;
  };
  const lists = policy.lists
    .filter((list) => list.length(environment, team) > 0)
    .map((list) => ({ list, fit: fitOf(list), length: list.length(environment, team) }));
  // The list of which the most may stay; where none is enough by itself, the longest.
  const [most] = lists.sort((one, other) => other.fit - one.fit || other.length - one.length);
  const made = `makes ${policy.what} of team ${team.name} ${size} characters long; ${policy.limitOf} allows ${limit}`;
  if (!most) return { list: wholeFile, team, fit: 0, message: `${made}; write shorter names and paths` };
  const right = most.fit > 0 ? `keep ${most.fit} of these ${most.length}` : `keep fewer of these ${most.length}`;
  const others = lists.slice(1).map(({ list }) => list.path.at(-1));
  const or = others.length > 0 ? `, or fewer ${others.join(" and ")}` : "";
  return { list: most.list, team, fit: most.fit, message: `${made}; ${right}${or}` };
}
