/** A warning: an instance type that Studio did not have when the table was read, most likely a slip. */
import { nearest } from "../nearest";
import type { Path, Problem } from "../problems";
import { studioInstanceTypes } from "../tables/studio-instance-types";
import type { Document } from "../yaml";
import type { Check } from "./check";

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
