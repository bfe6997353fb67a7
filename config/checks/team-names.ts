/** No team's name starts another's: policies name SageMaker objects `<env>-<team>-*`, so `fraud` would reach what is `fraud-eu`'s. */
import type { Check } from "./check";

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
          `the team name ${name} starts with that of team ${other}, whose policies would reach this team's objects; rename this file, for example to ${name.replaceAll("-", "")}.yaml`,
        ),
      );
  });
};
