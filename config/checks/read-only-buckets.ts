/** Read-only buckets are AWS's, each once: never one that this configuration makes or keeps state in. */
import { quote } from "../problems";
import type { Check } from "./check";

export const readOnlyBucketsAreForeign: Check = ({
  name,
  document,
  value: { readOnlyBuckets = [], namePrefix, state },
}) =>
  readOnlyBuckets.flatMap((bucket, index) => {
    if (bucket === undefined) return [];
    const at = (message: string) => [document.problem(["readOnlyBuckets", index], message)];
    if (readOnlyBuckets.indexOf(bucket) < index) return at(`${quote(bucket)} is given twice; write each bucket once`);
    if (bucket.includes("..") || /^\d+(\.\d+){3}$/.test(bucket))
      return at(`${quote(bucket)} is not a legal bucket name; write the name without a path or address`);
    if (state?.backend === "s3" && state.bucket === bucket)
      return at(`${quote(bucket)} holds the environment's state, which teams may not read; leave it out`);
    if (namePrefix !== undefined && bucket.startsWith(`${namePrefix}-${name}-`)) {
      return at(`${quote(bucket)} is named like this environment's own buckets; name buckets that AWS owns`);
    }
    return [];
  });
