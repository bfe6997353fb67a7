/** Every ARN that the files name lies in the region's partition: arn:aws-us-gov in GovCloud, arn:aws-cn in China. */
import { partitionOf } from "../derive";
import type { Path, Problem } from "../problems";
import type { Document } from "../yaml";
import type { Check } from "./check";
import { outsideParties } from "./outside-parties";

export const arnPartitions: Check = ({ document, value, teams }) => {
  const { region, state, permissionsBoundary, identityCenter } = value;
  const partition = partitionOf(region);
  if (partition === undefined) return [];
  const wrong = (where: Document, path: Path, arn: string | undefined): Problem[] => {
    const actual = arn?.startsWith("arn:") ? arn.split(":")[1] : undefined;
    if (actual === undefined || actual === partition) return [];
    return [where.problem(path, `is in partition ${actual}; write arn:${partition}:..., the partition of ${region}`)];
  };
  return [
    ...wrong(document, ["permissionsBoundary"], permissionsBoundary),
    ...wrong(document, ["identityCenter", "deployerRole"], identityCenter?.deployerRole),
    ...(state?.backend === "s3"
      ? [...wrong(document, ["state", "role"], state.role), ...wrong(document, ["state", "kmsKey"], state.kmsKey)]
      : []),
    ...teams.flatMap((team) =>
      outsideParties(team).flatMap(({ party, path }) => wrong(team.document, [...path, "role"], party.role)),
    ),
  ];
};
