/** What a bucket's policy says of a service role: a role of the studio account that an AWS service assumes in its own network. */
import type { Condition, ResourceStatement } from "./document";
import { allOf, isRole } from "./document";

/** A role that the team's file opts in to. No network can bound it, so its actions and its prefix do. */
export interface ServiceRole {
  /** What the role is for, as its statements' Sids say it, for example PipelineRole. */
  readonly sid: string;
  readonly roleArn: string;
  /** Actions on objects that the role may call below its prefix; all others are denied. */
  readonly actions: readonly string[];
  /** A path that ends in /. */
  readonly prefix: string;
  /** Actions on the bucket itself that the role may call, for example s3:GetBucketAcl; not s3:ListBucket. */
  readonly bucketActions?: readonly string[];
  /** Whether it lists keys below its prefix. HeadBucket names no prefix, and stays denied. */
  readonly lists?: boolean;
  /** Whether what it signs is denied where the signature stands in a URL or a form: who holds it may be anybody, anywhere. */
  readonly signsNoUrls?: boolean;
}

const listAction = "s3:ListBucket";

/**
 * Allows the role its actions below its prefix, and denies it everything else, whatever its own policies grant. There is no
 * condition on the network: a session that a service made by sts:AssumeRole carries neither aws:SourceVpce nor
 * aws:ViaAWSService. Who can become the role is decided by its trust policy and by who may pass it.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html (which keys only forwarded sessions carry)
 */
export function serviceRoleStatements(
  { bucketArn, studioAccountRoot }: { readonly bucketArn: string; readonly studioAccountRoot: string },
  { sid, roleArn, actions, prefix, bucketActions = [], lists = false, signsNoUrls = false }: ServiceRole,
): ResourceStatement[] {
  const objects = `${bucketArn}/${prefix}*`;
  const Condition: Condition = isRole(roleArn);
  const allow = { Effect: "Allow", Principal: { AWS: studioAccountRoot }, Condition } as const;
  const deny = { Effect: "Deny", Principal: "*", Condition } as const;
  const onBucket = [...bucketActions, ...(lists ? [listAction] : [])];
  const listed = { "s3:prefix": `${prefix}*` };
  return [
    { Sid: `Allow${sid}`, ...allow, Action: actions, Resource: objects },
    ...(bucketActions.length > 0
      ? [{ Sid: `Allow${sid}OnBucket`, ...allow, Action: bucketActions, Resource: bucketArn } as const]
      : []),
    ...(lists
      ? [
          {
            Sid: `Allow${sid}Lists`,
            ...allow,
            Action: listAction,
            Resource: bucketArn,
            Condition: allOf(Condition, { StringLike: listed }),
          } as const,
          {
            Sid: `Deny${sid}OtherLists`,
            ...deny,
            Action: listAction,
            Resource: bucketArn,
            Condition: allOf(Condition, { StringNotLike: listed }),
          } as const,
        ]
      : []),
    ...(signsNoUrls
      ? [
          {
            // Source: docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html (s3:authType)
            Sid: `Deny${sid}SignedUrls`,
            ...deny,
            Action: "s3:*",
            Resource: [bucketArn, `${bucketArn}/*`],
            Condition: allOf(Condition, { StringNotEquals: { "s3:authType": "REST-HEADER" } }),
          } as const,
        ]
      : []),
    { Sid: `Deny${sid}OtherKeys`, ...deny, Action: "s3:*", NotResource: [bucketArn, objects] },
    { Sid: `Deny${sid}OtherActions`, ...deny, NotAction: actions, Resource: `${bucketArn}/*` },
    {
      Sid: `Deny${sid}OnBucket`,
      ...deny,
      ...(onBucket.length > 0 ? { NotAction: onBucket } : { Action: "s3:*" }),
      Resource: bucketArn,
    },
  ];
}
