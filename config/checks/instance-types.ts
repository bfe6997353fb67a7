/** Instance types of apps: those that people begin with are among the team's; a warning for one that Studio did not have when the table was read, most likely a slip. */

import { defined } from "../derive";
import { nearest } from "../nearest";
import type { Path, Problem } from "../problems";
import { defaultTypesOfApps, isAllowedType, usualInstanceType } from "../schema/instance-types";
import { studioInstanceTypes } from "../tables/studio-instance-types";
import type { Document } from "../yaml";
import type { Check } from "./check";

/** A type that an app begins with and the role may not start would keep people out of their apps. */
export const firstTypesAreAllowed: Check = ({ teams }) =>
  teams.flatMap(({ document, value }) => {
    const declared = value.instanceTypes?.apps;
    const allowed = defined(declared ?? defaultTypesOfApps);
    if (declared?.some((each) => each === undefined)) return [];
    const refusal = (path: Path, type: string | undefined): Problem[] => {
      if (type === undefined || allowed.length === 0 || isAllowedType(type, allowed)) return [];
      const have = `which ${document.has(["instanceTypes", "apps"]) ? "has" : "by default has"} ${allowed.join(", ")}`;
      return [
        document.problem(path, `${type} is not among instanceTypes.apps, ${have}; add it there, or write one of those`),
      ];
    };
    const shared = document.has(["instanceTypes", "apps"]) && !isAllowedType(usualInstanceType, allowed);
    return [
      ...(document.has(["instanceType"]) ? refusal(["instanceType"], value.instanceType) : []),
      ...(value.users ?? []).flatMap((user, index) => refusal(["users", index, "instanceType"], user?.instanceType)),
      ...(shared && allowed.length > 0
        ? [
            document.problem(
              ["instanceTypes", "apps"],
              `does not have ${usualInstanceType}, which every shared space begins with${document.has(["instanceType"]) ? "" : ", and people's own apps too"}; add it`,
            ),
          ]
        : []),
    ];
  });

export const knownInstanceTypes: Check = ({ teams }) =>
  teams.flatMap(({ document, value }) => [
    ...unknown(document, ["instanceType"], value.instanceType),
    ...(value.users ?? []).flatMap((user, index) =>
      unknown(document, ["users", index, "instanceType"], user?.instanceType),
    ),
  ]);

function unknown(document: Document, path: Path, type: string | undefined): Problem[] {
  if (type === undefined || studioInstanceTypes.has(type)) return [];
  const meant = nearest(type, [...studioInstanceTypes]);
  return [
    document.problem(
      path,
      `${type} is not among the types that Studio is known to have; ${meant === undefined ? "check it before deploying" : `did you mean ${meant}?`}`,
    ),
  ];
}
