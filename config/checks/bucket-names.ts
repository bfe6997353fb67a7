/** Bucket names are legal once their parts are joined, each is given once, and none is reserved. */
import { dataAccountOf, defined } from "../derive";
import { accessLogsBucket, bucketName } from "../names";
import type { Problem } from "../problems";
import type { Check } from "./check";

const longestName = 63;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const reservedPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"];

export const bucketNamesOnce: Check = ({ teams }) =>
  teams.flatMap(({ document, value: { buckets = [] } }) =>
    buckets.flatMap((bucket, index): Problem[] => {
      const path = ["buckets", index, "name"] as const;
      if (bucket?.name === undefined) return [];
      if (bucket.name === accessLogsBucket) {
        return [
          document.problem(
            path,
            `"${accessLogsBucket}" is reserved for the team's own access logs; write another name`,
          ),
        ];
      }
      const first = buckets.findIndex((other) => other?.name === bucket.name);
      return first === index ? [] : [document.problem(path, `"${bucket.name}" is given twice; write each bucket once`)];
    }),
  );

export const bucketNamesFit: Check = (environment) =>
  environment.teams.flatMap((team) => {
    const prefix = environment.value.namePrefix;
    const account = dataAccountOf(team, environment)?.id;
    if (prefix === undefined || account === undefined) return [];
    const combined = (name: string) => bucketName({ name: environment.name, namePrefix: prefix }, team, name, account);
    // The access log bucket exists for every team: where its name is too long, so must the team's be shortened.
    const logs = combined(accessLogsBucket);
    if (
      logs.length > longestName &&
      defined(team.value.buckets).every(({ name }) => name === undefined || combined(name).length <= longestName)
    ) {
      return [
        team.document.problem(
          [],
          `${tooLong(logs)}; shorten the team's name or namePrefix by ${logs.length - longestName}`,
        ),
      ];
    }
    return (team.value.buckets ?? []).flatMap((bucket, index) => {
      if (bucket?.name === undefined || bucket.name === accessLogsBucket) return [];
      const name = combined(bucket.name);
      if (name.length <= longestName) return [];
      const spare = bucket.name.length - (name.length - longestName);
      const right =
        spare >= 1 ? `write at most ${spare} characters here` : `shorten the team's name or namePrefix by ${1 - spare}`;
      return [team.document.problem(["buckets", index, "name"], `${tooLong(name)}; ${right}`)];
    });
  });

export const bucketPrefixIsFree: Check = ({ document, value: { namePrefix } }) => {
  const taken = reservedPrefixes.find((reserved) => `${namePrefix}-`.startsWith(reserved));
  if (namePrefix === undefined || taken === undefined) return [];
  return [
    document.problem(
      ["namePrefix"],
      `"${namePrefix}" makes bucket names that start with ${taken}, which S3 reserves; write another prefix`,
    ),
  ];
};

function tooLong(name: string): string {
  return `makes the bucket name ${name} of ${name.length} characters; S3 allows ${longestName}`;
}
