/** A feature's bucket is one of the team's own. */
import { list, quote } from "../problems";
import type { Check } from "./check";

export const featuresUseOwnBuckets: Check = ({ teams }) =>
  teams.flatMap(({ document, value: { buckets = [], features } }) => {
    const names = buckets.map((bucket) => bucket?.name);
    const used = [
      [["pipelineReads"], features?.pipelineReads?.bucket],
      [["featureStore", "offline"], features?.featureStore?.offline?.bucket],
      [["mlflow"], features?.mlflow?.bucket],
    ] as const;
    return used.flatMap(([path, bucket]) =>
      // Wrong buckets are a problem of their own.
      bucket === undefined || names.includes(undefined) || names.includes(bucket)
        ? []
        : [
            document.problem(
              ["features", ...path, "bucket"],
              `${quote(bucket)} is not a bucket of this team; write ${list(names.filter((name) => name !== undefined))}`,
            ),
          ],
    );
  });
