/** Loads one team for a command that works on it; problems are printed. */
import { loadEnvironments } from "../config/load";
import type { Environment, Team } from "../config/schema";
import type { Context } from "./context";
import { printFindings } from "./report";

export interface LoadedTeam {
  /** With the one team. */
  readonly environment: Environment;
  readonly team: Team;
}

/** Undefined where the configuration has problems, which are printed then. */
export function loadTeam(
  { environmentsDirectory, terminal }: Context,
  name: string,
  team: string,
): LoadedTeam | undefined {
  const loaded = loadEnvironments(environmentsDirectory, { environment: name, team });
  const [environment] = loaded.environments;
  const [found] = environment?.teams ?? [];
  if (loaded.problems.length === 0 && environment && found) return { environment, team: found };
  terminal.printJson({ ok: false, problems: loaded.problems });
  printFindings(terminal, loaded);
  return undefined;
}
