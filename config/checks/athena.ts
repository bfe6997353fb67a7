/** Athena's prefixes lie in the team's own buckets, each once, and the environment has the endpoints that its calls need. */
import { list, quote } from "../problems";
import type { Check } from "./check";

const needed = ["athena", "glue"];

export const athenaHasEndpoints: Check = ({ document, teams, value: { network } }) => {
  const asking = teams.filter(({ value }) => value.features?.athena !== undefined);
  const extras = network?.extraInterfaceEndpoints;
  // Wrong endpoints are a problem of their own.
  if (extras === undefined || extras.includes(undefined)) return [];
  const missing = needed.filter((name) => !extras.includes(name));
  return missing.length === 0
    ? []
    : asking.map((team) =>
        team.document.problem(
          ["features", "athena"],
          `needs the interface endpoint${missing.length > 1 ? "s" : ""} ${list(missing, "and")}, which the environment does not have; add ${list(missing, "and")} to network.extraInterfaceEndpoints in ${document.file}, or leave athena out`,
          "key",
        ),
      );
};

export const athenaUsesOwnBuckets: Check = ({ teams }) =>
  teams.flatMap(({ document, value: { buckets = [], features } }) => {
    const athena = features?.athena;
    const names = buckets.map((bucket) => bucket?.name);
    const reads = athena?.reads ?? [];
    const places = [
      ...reads.map((each, index) => ({ bucket: each?.bucket, path: ["features", "athena", "reads", index] })),
      { bucket: athena?.results?.bucket, path: ["features", "athena", "results"] },
    ];
    const isTwice = (index: number): boolean =>
      reads.findIndex((other) => other?.bucket === reads[index]?.bucket && other?.prefix === reads[index]?.prefix) <
      index;
    return [
      ...places.flatMap(({ bucket, path }) =>
        bucket === undefined || names.includes(undefined) || names.includes(bucket)
          ? []
          : [
              document.problem(
                [...path, "bucket"],
                `${quote(bucket)} is not a bucket of this team; write ${list(names.filter((name) => name !== undefined))}`,
              ),
            ],
      ),
      ...reads.flatMap((each, index) =>
        each?.prefix !== undefined && isTwice(index)
          ? [
              document.problem(
                ["features", "athena", "reads", index, "prefix"],
                `${quote(each.prefix)} of ${each.bucket} is given twice; write each prefix once`,
              ),
            ]
          : [],
      ),
    ];
  });
