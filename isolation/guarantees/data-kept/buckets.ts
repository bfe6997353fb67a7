/** Objects stay: versions are on, nothing expires but what is declared, nobody erases, every access is logged. */
import type { Facts, TeamFacts } from "../../facts/facts";
import type { BucketKeeping } from "../../facts/keeping";
import { type Bucket, placeOf } from "../../model";
import { ask } from "../../questions/about";
import { byAnybody } from "../front-door";
import type { Failure } from "../guarantee";

/** Access logs are kept at least so long: no key of the configuration says it. */
const accessLogDays = 365;

const versionsAreOn = ({ versioning }: Bucket): boolean =>
  versioning?.config.versioning_configuration.length === 1 &&
  versioning.config.versioning_configuration[0]?.status === "Enabled";

/** The shortest of the days after which enabled rules delete; 0 where one does not say when; undefined where none deletes. */
function shortest(bucket: Bucket, kind: "objects" | "oldVersions"): number | undefined {
  const rules = (bucket.lifecycle?.config.rule ?? []).filter(({ status }) => status !== "Disabled");
  const days = rules.flatMap((rule) =>
    kind === "objects"
      ? (rule.expiration ?? []).map((each) => each.days ?? 0)
      : (rule.noncurrent_version_expiration ?? []).map((each) => each.noncurrent_days ?? 0),
  );
  return days.length === 0 ? undefined : Math.min(...days);
}

/** What the stacks say of a bucket, in the words of the configuration. */
export const keepingIn = (bucket: Bucket): BucketKeeping => ({
  objects: shortest(bucket, "objects"),
  oldVersions: shortest(bucket, "oldVersions"),
});

export const days = (count: number | undefined): string => (count === undefined ? "never" : `after ${count} days`);

/** Data, and logs of access to it. */
export function ofEveryBucket({ name: team }: TeamFacts, bucket: Bucket): Failure[] {
  const { resource, name } = bucket;
  const isProtected = resource.config.lifecycle?.some(({ prevent_destroy }) => prevent_destroy === true) === true;
  const emptied = resource.config.force_destroy === true && (isProtected || resource.name !== "access-logs");
  return [
    ...(versionsAreOn(bucket)
      ? []
      : [
          {
            what: `${name} does not keep versions: what is overwritten or deleted is lost`,
            where: placeOf(bucket.versioning ?? resource),
            change: 'set versioning_configuration.status to "Enabled"',
          },
        ]),
    ...(emptied
      ? [
          {
            what: `${name} is destroyed with what is in it`,
            where: placeOf(resource),
            change: `set force_destroy to false: only access logs go with their bucket, and only where ${team}'s file says protect: false`,
          },
        ]
      : []),
  ];
}

export function ofData(facts: Facts, team: TeamFacts, bucket: Bucket): Failure[] {
  const declared = facts.declared?.keeping.teams.get(team.name)?.buckets.get(bucket.name);
  const found = keepingIn(bucket);
  const where = placeOf(bucket.lifecycle ?? bucket.resource);
  const differs = (kind: keyof BucketKeeping, noun: string, key: string): Failure[] =>
    declared === undefined || found[kind] === declared[kind]
      ? []
      : [
          {
            what: `${noun} in ${bucket.name} are deleted ${days(found[kind])}, and the configuration says ${days(declared[kind])}`,
            where,
            change: `synthesize it as configured, or declare it by ${key} in ${team.name}'s file`,
          },
        ];
  return [
    ...differs("objects", "objects", "expireAfterDays"),
    ...differs("oldVersions", "old versions", "keepOldVersionsDays"),
    ...erased(facts, bucket),
    ...unlogged(team, bucket),
  ];
}

/** Where the bucket may not be destroyed, nobody deletes a version: DeleteObject only hides it. */
function erased(facts: Facts, bucket: Bucket): Failure[] {
  if (!bucket.resource.config.lifecycle?.some(({ prevent_destroy }) => prevent_destroy === true)) return [];
  const found = byAnybody(facts, bucket, ask({ Action: "s3:DeleteObjectVersion", Resource: `${bucket.arn}/*` }));
  return found.map((each) => ({
    what: `somebody can erase what is in ${bucket.name}, so that no version is left of it`,
    where: placeOf(bucket.resource),
    found: each,
    change: "deny s3:DeleteObjectVersion to everybody: lifecycle rules delete old versions, and ask no policy",
  }));
}

function unlogged({ name: team, data }: TeamFacts, bucket: Bucket): Failure[] {
  const target = data
    .resources("aws_s3_bucket")
    .find(({ config }) => config.bucket === bucket.logging?.config.target_bucket);
  if (target?.name === "access-logs") return [];
  return [
    {
      what: `access to ${bucket.name} is not logged in ${team}'s bucket of access logs`,
      where: placeOf(bucket.logging ?? bucket.resource),
      change: "log to the bucket aws_s3_bucket.access-logs of the same stack",
    },
  ];
}

export function ofLogs({ name: team }: TeamFacts, bucket: Bucket): Failure[] {
  const { objects } = keepingIn(bucket);
  if (objects === undefined || objects >= accessLogDays) return [];
  return [
    {
      what: `${team}'s access logs are deleted ${days(objects)}, not after ${accessLogDays}`,
      where: placeOf(bucket.lifecycle ?? bucket.resource),
      change: `keep them ${accessLogDays} days`,
    },
  ];
}
