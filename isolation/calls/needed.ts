/** Everything that a deployer must be able to do with a stack's buckets and keys: Terraform's recorded calls, and what AWS asks with them. */
import { type RecordedCalls, type RecordedRow, readRecord } from "../../rehearsal/recorded-calls";
import { Undecided } from "../decide/undecided";
import { type Dependent, dependentPermissions } from "./dependent-permissions";
import { actionNamed, actionOfCall, type NeededAction } from "./iam-actions";

export type StackKind = "networking" | "studio" | "buckets";
/** What has a policy of its own among the stacks; nothing of ours speaks of any other resource. */
export type Guarded = "data bucket" | "access log bucket" | "key";

export interface Need {
  readonly stack: StackKind;
  readonly on: Guarded;
  /** service:Action. */
  readonly action: string;
  /** The call that needs it. */
  readonly call: string;
  readonly through?: Dependent["through"];
}

const deployers: Readonly<Record<StackKind, string>> = {
  networking: "${studio-deployer}",
  studio: "${studio-deployer}",
  buckets: "${data-deployer}",
};
/** It assigns users in IAM Identity Center: no policy among the stacks speaks of that. */
const identityDeployer = "${identity-deployer}";
const bucketLabels: Readonly<Record<string, Guarded>> = {
  "${data-bucket}": "data bucket",
  "${access-log-bucket}": "access log bucket",
};
const keyTemplate = "arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}";

/** What mends a stack, whether or not Terraform was seen to call it. */
const mending: readonly (readonly [Guarded, readonly string[]])[] = [
  [
    "key",
    ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion", "kms:TagResource", "kms:UntagResource"],
  ],
  ["data bucket", ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:DeleteBucket"]],
  ["access log bucket", ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:DeleteBucket"]],
];

/** Terraform empties a bucket that it destroys with its content, once it has destroyed the bucket's policy: nothing of ours is asked then. */
const afterThePolicy: readonly string[] = ["s3:DeleteObjects", "s3:ListObjectVersions"];
const isAfterThePolicy = ({ operation, phases }: RecordedRow): boolean =>
  afterThePolicy.includes(operation) && phases.every((phase) => phase === "destroy");

/** Throws Undecided on a call that nobody mapped, on one by another role than the stack's deployer, and without a record. */
export function needsOf(record: RecordedCalls = readRecord()): readonly Need[] {
  const place = "rehearsal/recorded-calls.json";
  if (record.calls.length === 0) throw new Undecided(place, "holds no calls: npm run rehearse -- --record");
  const recorded = record.calls.flatMap((row): Need[] => {
    const { stack, role, operation, resource } = row;
    // The base credentials assume the role; whoever keeps state in S3 reaches a bucket that is not among the stacks.
    if (role === "${caller}" || stack === "state" || isAfterThePolicy(row)) return [];
    // What makes feature groups and tracking servers for a buckets stack meets the keys of the Studio stack.
    const isInStudio = stack === "buckets" && role === deployers.studio && /^(sagemaker|sts):/.test(operation);
    const isOurs = role === deployers[stack] || isInStudio || (stack === "studio" && role === identityDeployer);
    if (!isOurs) throw new Undecided(place, `${operation} is called by ${role}`);
    const own = actionOfCall(operation);
    const besides = dependentPermissions
      .filter(({ calls }) => calls.includes(operation))
      .flatMap(({ actions, through }) =>
        actions.map((name) => ({ action: actionNamed(name, `what ${operation} needs`), through })),
      );
    return [{ action: own, through: undefined }, ...besides].flatMap(({ action, through }) =>
      guardedBy(action, resource, operation).map((on) => ({
        stack: isInStudio ? "studio" : stack,
        on,
        action: action.name,
        call: operation,
        ...(through && { through }),
      })),
    );
  });
  const always = (["networking", "studio", "buckets"] as const).flatMap((stack) =>
    mending.flatMap(([on, actions]) => actions.map((action) => ({ stack, on, action, call: action }))),
  );
  return [...recorded, ...always];
}

/** What with a policy of its own an action works on, when it is called on the recorded resource. */
function guardedBy({ name, resources }: NeededAction, resource: string, operation: string): Guarded[] {
  if (name.startsWith("kms:")) return resources.includes(keyTemplate) ? ["key"] : [];
  if (!name.startsWith("s3:")) return [];
  const bucket = bucketLabels[resource];
  if (!bucket)
    throw new Undecided("rehearsal/recorded-calls.json", `${operation} is called on ${resource || "nothing"}`);
  return [bucket];
}

/** Needs that are decided together: of one kind of stack and resource, made in the same way. */
export function grouped(needs: readonly Need[]): readonly {
  readonly stack: StackKind;
  readonly on: Guarded;
  readonly actions: readonly string[];
  readonly through?: Dependent["through"];
}[] {
  const groups = new Map<string, Need[]>();
  for (const need of needs) {
    const key = `${need.stack} ${need.on} ${need.through ? JSON.stringify(need.through((name) => name)) : ""}`;
    groups.set(key, [...(groups.get(key) ?? []), need]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { stack, on, through } = first;
    return [
      { stack, on, actions: [...new Set(group.map(({ action }) => action))].sort(), ...(through && { through }) },
    ];
  });
}
