/** A feature's bucket is one of the team's own. */
import { list, quote } from "../problems";
import type { Check } from "./check";

export const featuresUseOwnBuckets: Check = ({ teams }) =>
  teams.flatMap(({ document, value: { buckets = [], features } }) => {
    const names = buckets.map((bucket) => bucket?.name);
    const bucket = features?.pipelineReads?.bucket;
    // Wrong buckets are a problem of their own.
    if (bucket === undefined || names.includes(undefined) || names.includes(bucket)) return [];
    return [
      document.problem(
        ["features", "pipelineReads", "bucket"],
        `${quote(bucket)} is not a bucket of this team; write ${list(names.filter((name) => name !== undefined))}`,
      ),
    ];
  });
