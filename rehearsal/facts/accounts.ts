/** Looking up in what accounts hold. */
import { teamPrefix } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import type { Domain, Facts } from "./facts";

/** What the studio account holds. Throws where it was not read. */
export function studioAccount(environment: Environment, accounts: readonly Facts[]): Facts {
  const studio = accounts.find(({ account }) => account === environment.accounts.studio.id);
  if (!studio) throw new Error("the studio account is not among what was read");
  return studio;
}

export const domainOf = (environment: Environment, team: Team, accounts: readonly Facts[]): Domain | undefined =>
  studioAccount(environment, accounts).domains.find(({ name }) => name === teamPrefix(environment, team));
