/** Services that go on with the team's role's session in a bucket: what its policy lets them do, below which prefix, from AWS's network. */
import type { Bucket } from "../model";
import { all, type Conditions, caller, except, type Part } from "../questions/about";
import { rolesIn, texts, valuesOf } from "./parties";

/** By the name under which `aws:CalledViaFirst` tells of it: what it is called, and the calls of the role that begin it. */
export const forwardingServices: Readonly<Record<string, { readonly name: string; readonly calls: string }>> = {
  "athena.amazonaws.com": { name: "Athena", calls: "athena:*" },
};

const actions = {
  reads: ["s3:GetObject"],
  writes: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
} as const;
const lists = ["s3:ListBucket", "s3:ListBucketMultipartUploads"];

export interface Forwarded {
  /** A key of `forwardingServices`. */
  readonly service: string;
  readonly does: keyof typeof actions;
  readonly prefix: string;
}

/** One that a policy lets through. */
export interface FoundForwarded extends Forwarded {
  /** `<stack> <type>.<name> <JSON path>` of the statement. */
  readonly where: string;
}

/**
 * Reads declarations off a policy: what its statements seem to let a service do below one prefix with the session of this role.
 * Only a reading: that nothing passes beyond it is decided by G1.
 */
export function forwardedIn(bucket: Bucket, role: string): readonly FoundForwarded[] {
  const start = `${bucket.arn}/`;
  return (bucket.policy?.statements ?? []).flatMap((statement) => {
    const { effect, conditions, policy, path } = statement;
    const [service, ...others] = valuesOf(conditions, "aws:calledviafirst", "StringEquals") ?? [];
    if (effect !== "Allow" || service === undefined || others.length > 0) return [];
    if (forwardingServices[service] === undefined || !rolesIn(statement).includes(role)) return [];
    const granted = texts(statement.actions.entries);
    return (["reads", "writes"] as const)
      .filter((does) => granted.includes(actions[does][0].toLowerCase()))
      .flatMap((does) =>
        texts(statement.resources?.entries ?? [])
          .filter((arn) => arn.startsWith(start) && /[^*?]\/\*$/.test(arn))
          .map((arn) => ({ service, does, prefix: arn.slice(start.length, -1), where: `${policy} ${path}` })),
      );
  });
}

/** The requests of a service in a bucket, and of no other; of lists those below the prefixes alone. */
export const forwardedWithin = (found: readonly Forwarded[], bucketArn: string, role: string): readonly Part[] => {
  const when = (service: string): Conditions => all(caller(role), { StringEquals: { "aws:CalledViaFirst": service } });
  const services = [...new Set(found.map(({ service }) => service))];
  return [
    ...found.map(({ service, does, prefix }) =>
      except({ Action: actions[does], Resource: `${bucketArn}/${prefix}*` }, when(service)),
    ),
    ...services.map((service) =>
      except(
        { Action: lists, Resource: bucketArn },
        all(when(service), {
          StringLike: {
            "s3:prefix": found.filter((each) => each.service === service).map(({ prefix }) => `${prefix}*`),
          },
        }),
      ),
    ),
  ];
};

/** Everything of it in words; equal words mean equal exceptions. */
export const showForwarded = (bucket: string, { service, does, prefix }: Forwarded): string =>
  `${forwardingServices[service]?.name} ${does} below ${bucket}/${prefix}`;
