/** Each user is there once, and has an SSO name exactly where people log in through IAM Identity Center. */
import type { Problem } from "../problems";
import type { Check } from "./check";

export const usersOnce: Check = ({ teams }) =>
  teams.flatMap(({ document, value: { users = [] } }) => {
    const names = users.map((user) => user?.name);
    return names.flatMap((name, index): Problem[] =>
      name === undefined || names.indexOf(name) === index
        ? []
        : [document.problem(["users", index, "name"], `"${name}" is given twice; write each user once`)],
    );
  });

export const ssoUserFitsAuthMode: Check = ({ teams }) =>
  teams.flatMap(({ document, value: { users = [], authMode } }) => {
    if (authMode === undefined) return [];
    const first = new Map<string, number>();
    return users.flatMap((user, index): Problem[] => {
      const path = ["users", index, "ssoUser"] as const;
      const given = document.has(path);
      if (authMode === "IAM") {
        return given
          ? [document.problem(path, "has no use in IAM mode; leave it out, or write authMode: SSO", "key")]
          : [];
      }
      if (user !== undefined && !given) {
        return [
          document.problem(
            path,
            "is missing, and the team's authMode is SSO; add the user's name in IAM Identity Center",
          ),
        ];
      }
      const name = user?.ssoUser?.toLowerCase();
      if (name === undefined) return [];
      if (first.has(name)) return [document.problem(path, `"${user?.ssoUser}" is given twice; write each user once`)];
      first.set(name, index);
      return [];
    });
  });
