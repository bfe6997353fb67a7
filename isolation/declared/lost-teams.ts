/** Teams that the configuration declares and the stacks lack: what they promise is nowhere to be read, so that it is not decidable. */
import type { Facts } from "../facts/facts";
import type { Check } from "../guarantees/guarantee";

/** A check for each such team. Where the stacks have no team at all, factsOf says so. */
export const lostTeams = ({ declared, teams, environment: { networking } }: Facts): readonly Check[] =>
  (declared?.teams ?? [])
    .filter((name) => !teams.some((team) => team.name === name))
    .map((name) => {
      const problem = `no Studio of the team ${name} reads this network, and the configuration declares it; synthesize anew`;
      return { team: name, failures: () => networking.fail("$", problem) };
    });
