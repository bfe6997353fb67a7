/** Read-only buckets are somebody else's, each once: never one that this configuration makes or keeps state in. */
import type { Draft } from "../draft";
import { quote } from "../problems";
import type { EnvironmentFile } from "../schema";
import { awsBuckets } from "../tables/aws-buckets";
import type { Check } from "./check";

type Entry = Draft<EnvironmentFile["readOnlyBuckets"][number]> | undefined;
const nameOf = (entry: Entry): string | undefined => (typeof entry === "object" ? entry.name : entry);

export const readOnlyBucketsAreForeign: Check = ({
  name,
  document,
  value: { readOnlyBuckets = [], namePrefix, state },
}) => {
  const names = readOnlyBuckets.map(nameOf);
  return names.flatMap((bucket, index) => {
    if (bucket === undefined) return [];
    const place = ["readOnlyBuckets", index, ...(typeof readOnlyBuckets[index] === "object" ? ["name"] : [])];
    const at = (message: string) => [document.problem(place, message)];
    if (names.indexOf(bucket) < index) return at(`${quote(bucket)} is given twice; write each bucket once`);
    if (state?.backend === "s3" && state.bucket === bucket)
      return at(`${quote(bucket)} holds the environment's state, which teams may not read; leave it out`);
    if (namePrefix !== undefined && bucket.startsWith(`${namePrefix}-${name}-`)) {
      return at(`${quote(bucket)} is named like this environment's own buckets; name buckets of others`);
    }
    return [];
  });
};

/** A warning: whoever owns a bucket of that name is read from. */
export const readOnlyBucketsHaveOwners: Check = ({ document, value: { readOnlyBuckets = [], region } }) => {
  if (region === undefined) return [];
  const known = new Set(awsBuckets(region).map(({ name }) => name));
  return readOnlyBuckets.flatMap((bucket, index) => {
    if (typeof bucket !== "string" || known.has(bucket)) return [];
    const message = `${quote(bucket)} is not known as a bucket of AWS's in ${region}, and nobody checks who owns it; write {name: ${bucket}, account: "<12 digits>"}`;
    return [document.problem(["readOnlyBuckets", index], message)];
  });
};
