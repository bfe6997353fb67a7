/** `check`: reads every environment and says what is wrong; writes nothing. */
import { loadEnvironments } from "../../config/load";
import { readProviderLock } from "../../config/provider-lock";
import { quotaWarnings } from "../../config/quotas";
import type { Environment } from "../../config/schema";
import { type Context, exitCodes } from "../context";
import { count, printFindings, printQuotas } from "../report";

/** Exit code 1 on any problem; warnings and quotas leave it 0. */
export function check({ environmentsDirectory, terminal }: Context, environment?: string): number {
  const found = loadEnvironments(environmentsDirectory, { environment });
  const loaded = { ...found, problems: [...found.problems, ...readProviderLock(environmentsDirectory).problems] };
  const ok = loaded.problems.length === 0;
  const quotas = ok ? quotaWarnings(loaded.environments) : [];
  terminal.printJson({
    ok,
    environments: loaded.environments.map(summary),
    problems: loaded.problems,
    warnings: loaded.warnings,
    quotas,
  });
  printFindings(terminal, loaded);
  if (!ok) return exitCodes.problems;
  for (const { name, region, teams } of loaded.environments) {
    terminal.print(`${terminal.colours.green("ok")} ${name}: ${region}, ${count(teams.length, "team")}`);
  }
  printQuotas(terminal, quotas);
  return exitCodes.ok;
}

/** What --json says of an environment. */
export function summary({ name, region, accounts, state, teams }: Environment): object {
  return {
    name,
    region,
    studioAccount: accounts.studio.id,
    dataAccounts: Object.values(accounts.data).map(({ id }) => id),
    state: state.backend,
    teams: teams.map((team) => team.name),
  };
}
