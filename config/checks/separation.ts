/** Where a studio account belongs to one team (separation: account), nobody else's objects may be in it: no second team, no other environment. */
import type { Problem } from "../problems";
import { list } from "../problems";
import type { Check, EnvironmentDraft } from "./check";

const isAlone = ({ value }: EnvironmentDraft): boolean => value.separation === "account";

const why = "opens all SageMaker objects, lists, logs and metrics of the studio account to one team";

export const oneTeamAlone: Check = (environment) => {
  const { document, teams } = environment;
  if (!isAlone(environment) || teams.length < 2) return [];
  const names = list(
    teams.map(({ name }) => name),
    "and",
  );
  return [
    document.problem(
      ["separation"],
      `account ${why}, and this environment has ${teams.length}: ${names}; keep one and give the others environments with studio accounts of their own, or write names`,
    ),
  ];
};

/**
 * Sees all environments at once, unlike a Check.
 * @param unread environments of the folder that were not asked for: no problem is told of their files
 */
export function studioAccountsAlone(
  environments: readonly EnvironmentDraft[],
  unread: readonly EnvironmentDraft[],
): Problem[] {
  return environments.flatMap((environment) => {
    const { document, name, value } = environment;
    const id = value.accounts?.studio?.id;
    if (id === undefined) return [];
    const isHere = isAlone(environment);
    // Of two files that were asked for, the one that wants the account alone is told.
    const others = isHere ? [...environments, ...unread] : unread.filter(isAlone);
    return others
      .filter((other) => other.name !== name && other.value.accounts?.studio?.id === id)
      .map((other) =>
        document.problem(
          ["accounts", "studio", "id"],
          `${id} is the studio account of environment ${other.name} too (${other.document.file}), and separation: account ${isHere ? "here" : "there"} ${why}; write another account, or separation: names ${isHere ? "here" : "there"}`,
        ),
      );
  });
}
