/** The exception in a bucket's policy for a service that the team's role calls and that goes on with the role's session: named prefixes alone. */
import type { Condition, ResourceStatement } from "./document";
import { allOf, isRole } from "./document";

/**
 * What a service does with a session that it forwards. Such a request has neither `aws:SourceVpce` nor `aws:SourceVpc`. Only
 * `aws:CalledViaFirst` tells it from a request that the role itself makes from elsewhere. So the role's own policies must
 * allow calls of that service from the team's networks alone (DenyReadingBack).
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 */
export interface ForwardedSession {
  /** Part of the statements' names. */
  readonly sid: string;
  /** As `aws:CalledViaFirst` names the service. */
  readonly service: string;
  /** Prefixes of this bucket. What it writes it may read as well. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

export interface ForwardedProps {
  /** The team's own S3 gateway endpoint: what comes through it is bounded as any call of the team's. */
  readonly endpointId: string;
  readonly bucketArn: string;
  readonly teamRoleArn: string;
  readonly studioAccountRoot: string;
}

const readActions = ["s3:GetObject"];
const writeActions = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"];
const listActions = ["s3:ListBucket", "s3:ListBucketMultipartUploads"];
const findAction = "s3:GetBucketLocation";

const forwardedBy = ({ service }: ForwardedSession): Condition => ({
  StringEquals: { "aws:CalledViaFirst": service },
});

/** The request is forwarded by none of these services; also true of requests that the role makes itself. */
export const isNotForwarded = (sessions: readonly ForwardedSession[]): Condition =>
  sessions.length === 0 ? {} : { StringNotEquals: { "aws:CalledViaFirst": sessions.map(({ service }) => service) } };

/**
 * What Athena does on a bucket: docs.aws.amazon.com/athena/latest/ug/s3-permissions.html and
 * docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonAthenaFullAccess.html (BaseQueryResultsPermissions). Not looked
 * up: whether Athena lists with a prefix each time; a list without one is refused.
 */
export function forwardedStatements(props: ForwardedProps, session: ForwardedSession): ResourceStatement[] {
  const { bucketArn, endpointId, teamRoleArn, studioAccountRoot } = props;
  const { sid } = session;
  const below = (prefixes: readonly string[]) => prefixes.map((prefix) => `${bucketArn}/${prefix}*`);
  const read = [...session.reads, ...session.writes];
  const listed = read.map((prefix) => `${prefix}*`);
  const when = allOf(isRole(teamRoleArn), forwardedBy(session));
  const outside = allOf(when, { StringNotEquals: { "aws:SourceVpce": endpointId } });
  const deny = { Effect: "Deny", Principal: "*" } as const;
  const allow = (
    what: string,
    Action: readonly string[] | string,
    Resource: readonly string[] | string,
    more?: Condition,
  ): ResourceStatement => ({
    Sid: `Allow${sid}${what}`,
    Effect: "Allow",
    Principal: { AWS: studioAccountRoot },
    Action,
    Resource,
    Condition: allOf(when, more ?? {}),
  });
  const writes = session.writes.length > 0 ? writeActions : [];
  return [
    {
      Sid: `Deny${sid}OtherActions`,
      ...deny,
      NotAction: [...readActions, ...writes, ...listActions, findAction],
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: outside,
    },
    { Sid: `Deny${sid}OtherKeys`, ...deny, Action: readActions, NotResource: below(read), Condition: outside },
    ...(writes.length > 0
      ? [
          {
            Sid: `Deny${sid}OtherWrites`,
            ...deny,
            Action: writes,
            NotResource: below(session.writes),
            Condition: outside,
          },
        ]
      : []),
    {
      Sid: `Deny${sid}OtherLists`,
      ...deny,
      Action: listActions,
      Resource: bucketArn,
      Condition: allOf(outside, { StringNotLike: { "s3:prefix": listed } }),
    },
    allow("Reads", readActions, below(read)),
    ...(writes.length > 0 ? [allow("Writes", writes, below(session.writes))] : []),
    allow("Lists", listActions, bucketArn, { StringLike: { "s3:prefix": listed } }),
    allow("Finds", findAction, bucketArn),
  ];
}
