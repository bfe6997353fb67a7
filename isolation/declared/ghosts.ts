/** Environments and teams that are in the stacks, and that no configuration declares: what concerns them is not decidable. */
import type { Declared, Facts } from "../facts/facts";
import type { EnvironmentModel } from "../model";

const ghost = (whom: string): string =>
  `${whom} is in the stacks, but no configuration declares it: remove its stacks, or add its files`;

/** Throws ModelError where configurations were read, and none of them is the environment's. */
export function refuseGhost(
  { name, networking }: Pick<EnvironmentModel, "name" | "networking">,
  configurations: ReadonlyMap<string, Declared> | undefined,
): void {
  if (configurations && !configurations.has(name)) networking.fail("$", ghost(`the environment ${name}`));
}

/** Throws ModelError where the configuration does not know the team. */
export function refuseGhostTeam({ declared, teams }: Facts, name: string | undefined): void {
  if (name === undefined || declared === undefined || declared.teams.includes(name)) return;
  teams.find((team) => team.name === name)?.studio.fail("$", ghost(`the team ${name}`));
}
