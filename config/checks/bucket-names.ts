/** Bucket names are legal once their parts are joined, and each is given once. */
import { dataAccountOf } from "../derive";
import { accessLogsBucket, bucketName } from "../names";
import type { Problem } from "../problems";
import type { Check, TeamDraft } from "./check";

const longestName = 63;

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
    const { namePrefix } = environment.value;
    const account = dataAccountOf(team, environment)?.id;
    if (namePrefix === undefined || account === undefined) return [];
    const combined = (name: string) => bucketName({ name: environment.name, namePrefix }, team, name, account);
    const long = (team.value.buckets ?? []).flatMap((bucket, index) => {
      if (bucket?.name === undefined || bucket.name === accessLogsBucket) return [];
      const name = combined(bucket.name);
      return name.length > longestName ? [{ index, name, spare: bucket.name.length - excess(name) }] : [];
    });
    const logs = combined(accessLogsBucket);
    if (excess(logs) > 0) return [sharedPartsAreTooLong(team, logs, long)];
    // A name as long as the access logs' fits, so every bucket's own name can be made short enough.
    return long.map(({ index, name, spare }) =>
      team.document.problem(["buckets", index, "name"], `${tooLong(name)}; write at most ${spare} characters here`),
    );
  });

const excess = (name: string): number => name.length - longestName;

/** Every team has the access logs' bucket: where its name is too long, no bucket's own name can help alone. One problem says the whole need. */
function sharedPartsAreTooLong(
  { document }: TeamDraft,
  logs: string,
  buckets: readonly { readonly index: number; readonly name: string }[],
): Problem {
  const shorten = "shorten namePrefix, the environment's name and the team's name by";
  const least = excess(logs);
  const [longest] = [...buckets].sort((one, other) => other.name.length - one.name.length);
  if (longest === undefined || longest.name.length <= logs.length)
    return document.problem([], `${tooLong(logs)}; ${shorten} ${count(least)} in all`);
  return document.problem(
    ["buckets", longest.index, "name"],
    `${tooLong(longest.name)}; ${shorten} ${count(excess(longest.name))} in all, or by ${least} if no bucket's name has more than ${count(accessLogsBucket.length)}`,
  );
}

const count = (characters: number): string => `${characters} character${characters === 1 ? "" : "s"}`;

function tooLong(name: string): string {
  return `makes the bucket name ${name} of ${name.length} characters; S3 allows ${longestName}`;
}
