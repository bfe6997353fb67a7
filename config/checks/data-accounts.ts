/** A team's data account is one that the environment declares. */
import { suggestion } from "../nearest";
import { list, quote } from "../problems";
import type { Check } from "./check";

export const declaredDataAccount: Check = ({ document: environment, value, teams }) => {
  const declared = value.accounts?.data;
  if (declared === undefined) return [];
  const names = Object.keys(declared);
  return teams.flatMap(({ document, value: { dataAccount } }) => {
    if (!document.has(["dataAccount"])) {
      if (names.length < 2 || document.value === undefined) return [];
      return [
        document.problem(
          ["dataAccount"],
          `is missing, and the environment declares several data accounts; write ${list(names)}`,
        ),
      ];
    }
    if (dataAccount === undefined || names.includes(dataAccount)) return [];
    return [
      document.problem(
        ["dataAccount"],
        `${quote(dataAccount)} is not a data account of the environment (accounts.data in ${environment.file}); ${suggestion(dataAccount, names)}`,
      ),
    ];
  });
};
