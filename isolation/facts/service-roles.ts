/** Roles of a team's Studio stack that a service of AWS assumes: what each kind may do in a bucket from AWS's network, and for whom it is. */
import type { Bucket, Role } from "../model";
import { all, type Conditions, caller, except, type Part } from "../questions/about";
import type { Facts, TeamFacts } from "./facts";
import { rolesIn, texts } from "./parties";
import { nameOf } from "./sagemaker-objects";

export interface KindOfServiceRole {
  /** How the role's name ends. */
  readonly ends: string;
  /** In words: who works with it, and what it does. */
  readonly who: string;
  readonly does: string;
  /** Calls on objects below its prefix. */
  readonly objects: readonly string[];
  /** Calls on the bucket itself. */
  readonly bucket: readonly string[];
  /** Whether it lists keys below its prefix. */
  readonly lists?: boolean;
  /** Whether it may sign requests in their headers alone: a signed URL works for whoever holds it. */
  readonly signsNoUrls?: boolean;
  /** What S3 asks the data key for. */
  readonly key: readonly string[];
  /** What aws:SourceArn names as a service becomes the role, or does not name where AWS's pages do not say; behind the account. */
  readonly becomes: (facts: Facts, team: Pick<TeamFacts, "jobPrefix">) => string | { readonly not: readonly string[] };
}

/**
 * What runs: the documented sources, but for the asterisk that stands for itself (isolation/questions/role-takers.ts), and the
 * types of SageMaker whose sources no page documents.
 */
const runningSources = [
  "app/*",
  "automl-job/*",
  "cluster/*",
  "compilation-job/*",
  "domain/*",
  "edge-packaging-job/*",
  "endpoint/*",
  "hyper-parameter-tuning-job/*",
  "image",
  "image-version",
  "model/*",
  "monitoring-schedule/*",
  "notebook-instance/*",
  "pipeline/*",
  "processing-job/*",
  "space/*",
  "training-job/*",
  "transform-job/*",
];

export const serviceRoleKinds = {
  pipeline: {
    ends: "-pipeline",
    who: "pipelines",
    does: "read",
    objects: ["s3:GetObject"],
    bucket: [],
    key: ["kms:Decrypt"],
    // docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html, SageMaker Pipelines: pipeline/<name>/*
    becomes: (facts, team) => `pipeline/${nameOf(facts, team, "*")}`,
  },
  featureStore: {
    ends: "-features",
    who: "feature groups",
    does: "write offline stores",
    objects: ["s3:PutObject"],
    bucket: ["s3:GetBucketAcl"],
    key: ["kms:GenerateDataKey"],
    // No page says what SageMaker names for Feature Store. Nothing that runs becomes the role.
    becomes: () => ({ not: runningSources }),
  },
  mlflow: {
    ends: "-mlflow",
    who: "tracking servers",
    does: "read, write and list artifacts",
    objects: ["s3:GetObject", "s3:PutObject"],
    bucket: [],
    lists: true,
    signsNoUrls: true,
    key: ["kms:Decrypt", "kms:GenerateDataKey"],
    // Nor does any page for tracking servers.
    becomes: () => ({ not: runningSources }),
  },
} as const satisfies Readonly<Record<string, KindOfServiceRole>>;

export type ServiceRoleKind = keyof typeof serviceRoleKinds;

/** What a bucket's policy lets a role do below one prefix. */
export interface Reach {
  readonly bucket: string;
  readonly prefix: string;
}

export interface FoundServiceRole {
  readonly kind: ServiceRoleKind;
  readonly role: Role;
  /** `where`: `<stack> <type>.<name> <JSON path>` of the statement. */
  readonly reaches: readonly (Reach & { readonly where: string })[];
}

/**
 * Those among a stack's roles, by their names, and what buckets' policies seem to let them reach. Only a reading: that nothing
 * passes beyond it is decided by G1, G2 and G7.
 */
export function serviceRolesIn(roles: readonly Role[], buckets: readonly Bucket[]): readonly FoundServiceRole[] {
  return roles.flatMap((role) => {
    const kind = (Object.keys(serviceRoleKinds) as ServiceRoleKind[]).find((each) =>
      role.arn.endsWith(serviceRoleKinds[each].ends),
    );
    return kind === undefined ? [] : [{ kind, role, reaches: buckets.flatMap((bucket) => reachOf(bucket, role.arn)) }];
  });
}

function reachOf(bucket: Bucket, role: string): FoundServiceRole["reaches"] {
  const start = `${bucket.arn}/`;
  return (bucket.policy?.statements ?? [])
    .filter((statement) => statement.effect === "Allow" && rolesIn(statement).includes(role))
    .flatMap(({ resources, policy, path }) =>
      texts(resources?.entries ?? [])
        // A whole bucket is no prefix: what it opens is a failure.
        .filter((arn) => arn.startsWith(start) && /^[^*?]+\/\*$/.test(arn.slice(start.length)))
        .map((arn) => ({ bucket: bucket.name, prefix: arn.slice(start.length, -1), where: `${policy} ${path}` })),
    );
}

/** What service roles do in a bucket, from anywhere. */
export const serviceRolesWithin = ({ serviceRoles }: TeamFacts, bucket: Bucket): readonly Part[] =>
  serviceRoles.flatMap(({ kind, role, reaches }) =>
    withinReach(
      kind,
      reaches.filter((reach) => reach.bucket === bucket.name).map(({ prefix }) => ({ arn: bucket.arn, prefix })),
      all(caller(role.arn), signingOf(kind)),
    ),
  );

const signingOf = (kind: ServiceRoleKind): Conditions => {
  const { signsNoUrls = false }: KindOfServiceRole = serviceRoleKinds[kind];
  return signsNoUrls ? { StringEquals: { "s3:authType": "REST-HEADER" } } : {};
};

/** Requests of a kind within these prefixes. @param when whose, and how they are signed; undefined: all */
export function withinReach(
  kind: ServiceRoleKind,
  reaches: readonly { readonly arn: string; readonly prefix: string }[],
  when: Conditions = {},
): readonly Part[] {
  const { objects, bucket: onBucket, lists = false }: KindOfServiceRole = serviceRoleKinds[kind];
  const buckets = [...new Set(reaches.map(({ arn }) => arn))];
  return [
    ...reaches.map(({ arn, prefix }) => except({ Action: objects, Resource: `${arn}/${prefix}*` }, when)),
    ...reaches
      .filter(() => lists)
      .map(({ arn, prefix }) =>
        except({ Action: "s3:ListBucket", Resource: arn }, all(when, { StringLike: { "s3:prefix": `${prefix}*` } })),
      ),
    ...(buckets.length > 0 && onBucket.length > 0 ? [except({ Action: onBucket, Resource: buckets }, when)] : []),
  ];
}

/** Everything of it in words; equal words mean equal exceptions. */
export const showReach = (kind: ServiceRoleKind, { bucket, prefix }: Reach): string => {
  const { who, does, objects } = serviceRoleKinds[kind];
  return `${who} ${does} (${objects.join(", ")}) below ${bucket}/${prefix}`;
};

/** Whether these are the words for a role of the kind. */
export const isOfKind = (kind: ServiceRoleKind, words: string): boolean =>
  words.startsWith(`${serviceRoleKinds[kind].who} ${serviceRoleKinds[kind].does} `);

/** The same for all of a team's. */
export const reachesOf = ({ serviceRoles }: TeamFacts): readonly string[] =>
  serviceRoles.flatMap(({ kind, role, reaches }) => reaches.map((reach) => `${role.arn}: ${showReach(kind, reach)}`));

/** A team seen as one that works with another role: what is decided of the execution role is decided of that one, too. */
export const withRole = (team: TeamFacts, role: Role): TeamFacts => ({ ...team, role });

/** Those that the notebooks may pass to SageMaker beside the execution role. */
export const lentByNotebooks = ({ serviceRoles }: Pick<TeamFacts, "serviceRoles">): readonly FoundServiceRole[] =>
  serviceRoles.filter(({ kind }) => kind === "pipeline");
