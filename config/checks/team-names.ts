/** No team's name starts another's: policies name SageMaker objects `<env>-<team>-*`, so `fraud` would reach what is `fraud-eu`'s. */
import type { Check } from "./check";

/** The name, or with the first number that no team has behind it. */
function freeName(name: string, taken: ReadonlySet<string>, number = 2): string {
  if (!taken.has(name)) return name;
  return taken.has(`${name}${number}`) ? freeName(name, taken, number + 1) : `${name}${number}`;
}

export const teamNamesApart: Check = ({ teams }) => {
  const names = new Set(teams.map(({ name }) => name));
  return teams.flatMap(({ name, document }) => {
    const parts = name.split("-");
    const shorter = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("-"));
    return shorter
      .filter((other) => names.has(other))
      .map((other) =>
        document.problem(
          [],
          `the team name ${name} starts with that of team ${other}, whose policies would reach this team's objects; rename this file, for example to ${freeName(name.replaceAll("-", ""), names)}.yaml`,
        ),
      );
  });
};
