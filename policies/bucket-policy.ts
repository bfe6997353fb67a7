/** The policy of a team's bucket: the team through its own endpoint, declared parties through theirs, nobody else. */
import type { Bucket, OutsideParty } from "../config/schema";
import { type ForwardedSession, forwardedStatements, isNotForwarded } from "./bucket-forwarded-sessions";
import { type ServiceRole, serviceRoleStatements } from "./bucket-service-roles";
import type { Condition, ResourceStatement } from "./document";
import { absent, allOf, isNotRole, isRole, present } from "./document";
import {
  changeSettings,
  eraseAction,
  headBucket,
  listActions,
  ownObjectActions,
  producerActions,
  readerActions,
  readSettings,
} from "./s3-actions";

export interface BucketPolicyProps {
  /** ARN of the bucket. */
  readonly bucketArn: string;
  /** ARN of the key that encrypts it. */
  readonly keyArn: string;
  /** The team's own S3 gateway endpoint, vpce-... */
  readonly endpointId: string;
  /** ARN of the team's execution role. */
  readonly teamRoleArn: string;
  /** ARN of the account principal that the team's role belongs to. */
  readonly studioAccountRoot: string;
  /** ARN of the data account's deployer role. */
  readonly deployerRoleArn: string;
  /** Whether the team's file refuses to destroy the bucket. */
  readonly protect: boolean;
  readonly producers: Bucket["producers"];
  readonly readers: Bucket["readers"];
  /** Roles of the studio account that a service assumes outside of the team's network. */
  readonly serviceRoles: readonly ServiceRole[];
  /** What services do with the team's role's session, each by itself. */
  readonly forwarded: readonly ForwardedSession[];
  /** The account principal of a party's role. */
  readonly accountRootOf: (roleArn: string) => string;
}

/**
 * Denials name everything, or everything but bucket settings (NotAction), so that an action AWS adds later is denied too. A denial's
 * condition also holds for callers that lack the key: anonymous ones have no ARN, and a request over the internet has no
 * endpoint.
 * Source: docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html
 */
export function bucketPolicy(props: BucketPolicyProps): ResourceStatement[] {
  const parties = [...props.producers, ...props.readers].map((party) => party.role);
  const bounded = [...parties, ...props.serviceRoles.map(({ roleArn }) => roleArn)];
  // The deployer looks whether the bucket is there. Statements of their own bound what service roles list.
  const listing = [
    props.deployerRoleArn,
    ...props.serviceRoles.filter(({ lists }) => lists).map((each) => each.roleArn),
  ];
  return [
    denyInsecureTransport(props),
    ...denyOtherNetworks(props, bounded, listing),
    ...denyOtherPrincipals(props, bounded, listing),
    denyOtherChanges(props),
    ...(props.protect ? [denyErasing(props)] : []),
    ...denyOtherEncryption(props),
    allowTeam(props),
    ...props.forwarded.flatMap((session) => forwardedStatements(props, session)),
    ...props.producers.flatMap((party, index) =>
      partyStatements(props, party, `Producer${index + 1}`, producerActions),
    ),
    ...props.readers.flatMap((party, index) => partyStatements(props, party, `Reader${index + 1}`, readerActions)),
    ...props.serviceRoles.flatMap((role) => serviceRoleStatements(props, role)),
  ];
}

const everywhere = (props: BucketPolicyProps) => [props.bucketArn, `${props.bucketArn}/*`];

const denyInsecureTransport = (props: BucketPolicyProps): ResourceStatement => ({
  Sid: "DenyInsecureTransport",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: everywhere(props),
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/**
 * S3 endpoint-only access: data only through the team's endpoint; the deployer may only ask whether the bucket is there.
 * Statements of their own bound the external principals, the service roles, and the sessions that services forward.
 */
function denyOtherNetworks(
  props: BucketPolicyProps,
  bounded: readonly string[],
  listing: readonly string[],
): ResourceStatement[] {
  const elsewhere: Condition = {
    StringNotEquals: { "aws:SourceVpce": props.endpointId, ...isNotForwarded(props.forwarded)["StringNotEquals"] },
  };
  return denyData(props, "OutsideEndpoint", {
    objects: allOf(elsewhere, ...(bounded.length > 0 ? [isNotRole(...bounded)] : [])),
    bucketCalls: elsewhere,
    list: allOf(elsewhere, isNotRole(...listing)),
  });
}

/** Owner only: through the endpoint, too, nobody but the team's role. */
function denyOtherPrincipals(
  props: BucketPolicyProps,
  bounded: readonly string[],
  listing: readonly string[],
): ResourceStatement[] {
  return denyData(props, "ToOthers", {
    objects: isNotRole(props.teamRoleArn, ...bounded),
    bucketCalls: isNotRole(props.teamRoleArn),
    list: isNotRole(props.teamRoleArn, ...listing),
  });
}

/** Every call on objects; on the bucket every call but its settings; and listing, which the deployer needs to refresh it. */
function denyData(
  props: BucketPolicyProps,
  sid: string,
  when: { readonly objects: Condition; readonly bucketCalls: Condition; readonly list: Condition },
): ResourceStatement[] {
  const deny = { Effect: "Deny", Principal: "*" } as const;
  const { bucketArn } = props;
  return [
    { Sid: `DenyObjects${sid}`, ...deny, Action: "s3:*", Resource: `${bucketArn}/*`, Condition: when.objects },
    {
      Sid: `DenyBucketCalls${sid}`,
      ...deny,
      NotAction: [...readSettings, ...changeSettings, headBucket],
      Resource: bucketArn,
      Condition: when.bucketCalls,
    },
    { Sid: `DenyList${sid}`, ...deny, Action: headBucket, Resource: bucketArn, Condition: when.list },
  ];
}

/** Settings (policy, replication, encryption, existence) are the deployer's; the root user can still delete the policy. */
const denyOtherChanges = (props: BucketPolicyProps): ResourceStatement => ({
  Sid: "DenyChangesToOthers",
  Effect: "Deny",
  Principal: "*",
  Action: changeSettings,
  Resource: props.bucketArn,
  Condition: isNotRole(props.deployerRoleArn),
});

/**
 * Old versions go when the bucket's lifecycle rules say so, and in no other way. Lifecycle rules ask no policy.
 * Source: docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html (what to deny so that nobody
 * deletes objects; a change of the rules is the deployer's alone)
 */
const denyErasing = (props: BucketPolicyProps): ResourceStatement => ({
  Sid: "DenyErasing",
  Effect: "Deny",
  Principal: "*",
  Action: eraseAction,
  Resource: `${props.bucketArn}/*`,
});

const encryption = "s3:x-amz-server-side-encryption";
const encryptionKey = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const customerKey = "s3:x-amz-server-side-encryption-customer-algorithm";

/**
 * S3 evaluates the policy before it applies the bucket's default encryption: a write without headers passes and gets the
 * bucket's key; a write that asks for anything else is denied. `aws:kms` without a key would take the account's aws/s3 key.
 * Source: docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
function denyOtherEncryption(props: BucketPolicyProps): ResourceStatement[] {
  const deny = (Sid: string, Condition: Condition): ResourceStatement => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${props.bucketArn}/*`,
    Condition,
  });
  return [
    deny("DenyOtherAlgorithm", allOf(present(encryption), { StringNotEquals: { [encryption]: "aws:kms" } })),
    deny("DenyOtherKey", allOf(present(encryptionKey), { StringNotEquals: { [encryptionKey]: props.keyArn } })),
    deny("DenyDefaultKmsKey", allOf(absent(encryptionKey), { StringEquals: { [encryption]: "aws:kms" } })),
    deny("DenyCustomerKey", present(customerKey)),
  ];
}

const allowTeam = (props: BucketPolicyProps): ResourceStatement => ({
  Sid: "AllowTeam",
  Effect: "Allow",
  Principal: { AWS: props.studioAccountRoot },
  Action: [...ownObjectActions(props), ...listActions],
  Resource: everywhere(props),
  Condition: allOf(isRole(props.teamRoleArn), { StringEquals: { "aws:SourceVpce": props.endpointId } }),
});

/** A declared party: allowed its few actions below its prefix from its network, denied everything else whatever its own account grants. */
function partyStatements(
  props: BucketPolicyProps,
  party: OutsideParty,
  sid: string,
  actions: readonly string[],
): ResourceStatement[] {
  const objects = `${props.bucketArn}/${party.prefix}*`;
  const elsewhere: Condition =
    party.vpcEndpoint !== undefined
      ? { StringNotEquals: { "aws:SourceVpce": party.vpcEndpoint } }
      : { NotIpAddress: { "aws:SourceIp": party.cidrs ?? [] } };
  const deny = { Effect: "Deny", Principal: "*" } as const;
  return [
    {
      Sid: `Allow${sid}`,
      Effect: "Allow",
      Principal: { AWS: props.accountRootOf(party.role) },
      Action: actions,
      Resource: objects,
      Condition: isRole(party.role),
    },
    {
      Sid: `Deny${sid}OtherActions`,
      ...deny,
      NotAction: actions,
      Resource: everywhere(props),
      Condition: isRole(party.role),
    },
    { Sid: `Deny${sid}OtherKeys`, ...deny, Action: actions, NotResource: objects, Condition: isRole(party.role) },
    {
      Sid: `Deny${sid}Elsewhere`,
      ...deny,
      Action: actions,
      Resource: `${props.bucketArn}/*`,
      Condition: allOf(isRole(party.role), elsewhere),
    },
  ];
}
