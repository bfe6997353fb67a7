/** One more denial, of what AWS says in every request: whoever writes it locks somebody out, and a request without the key does not show it. */
import type { Loose } from "../mutant";

type Denial = readonly [change: string, condition: Loose];

const always: readonly Denial[] = [
  ["after 2020", { DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }],
  ["in seconds after 2020", { NumericGreaterThan: { "aws:EpochTime": "1577836800" } }],
  ["in its region", { StringLike: { "aws:RequestedRegion": "*-*-*" } }],
  ["of any client", { StringLikeIfExists: { "aws:UserAgent": "*" } }],
  ["over TLS", { Bool: { "aws:SecureTransport": "true" } }],
];
/** Of a role's session. */
const inSessions: readonly Denial[] = [
  ["of sessions begun before 2099", { DateLessThan: { "aws:TokenIssueTime": "2099-01-01T00:00:00Z" } }],
  ["with an id of the caller", { Null: { "aws:userid": "false" } }],
];
const inS3: readonly Denial[] = [
  ["signed by version 4", { StringEquals: { "s3:signatureversion": "AWS4-HMAC-SHA256" } }],
  ["over TLS 1.2 or newer", { NumericGreaterThanEquals: { "s3:TlsVersion": "1.2" } }],
  ["signed in a header", { StringEquals: { "s3:authType": "REST-HEADER" } }],
  ["with a hash of the content", { Null: { "s3:x-amz-content-sha256": "false" } }],
];
const inKms: readonly Denial[] = [
  ["of the caller's account", { Null: { "kms:CallerAccount": "false" } }],
  ["on symmetric keys", { StringEquals: { "kms:KeySpec": "SYMMETRIC_DEFAULT" } }],
];
const inStudio: readonly Denial[] = [["with a source identity", { StringLike: { "aws:SourceIdentity": "*" } }]];

const byType: Readonly<Record<string, readonly Denial[]>> = {
  aws_s3_bucket_policy: [...always, ...inSessions, ...inS3],
  aws_kms_key: [...always, ...inSessions, ...inKms],
  aws_vpc_endpoint: always,
  aws_iam_policy: always,
  aws_iam_role: always,
};

/** The policy of the role's walls stands for all that are attached to it: they are asked together. */
const standsFor = (type: string, name: string): boolean => type !== "aws_iam_policy" || /_walls$|people/.test(name);

/** Everything, which the deployer notices; and what the team alone does, which its own guarantee must notice. */
const actionsOf = (attribute: string, type: string): readonly (string | readonly string[])[] => {
  if (attribute === "assume_role_policy") return ["sts:*"];
  if (type === "aws_s3_bucket_policy") return ["*", "s3:*Object"];
  if (type === "aws_kms_key") return ["*", ["kms:Decrypt", "kms:GenerateDataKey*"]];
  return ["*"];
};

/** Denials to add to a policy document. */
export const deniedAlways = (
  attribute: string,
  type: string,
  name: string,
): readonly (readonly [change: string, statement: Loose])[] => {
  if (!standsFor(type, name)) return [];
  const ofRole = type === "aws_iam_policy" && name !== "people-access" ? [...inSessions, ...inStudio] : [];
  const denials = [...(byType[type] ?? []), ...ofRole];
  return actionsOf(attribute, type).flatMap((Action) =>
    denials.map(
      ([change, Condition]) =>
        [
          `${[Action].flat().join(", ")} ${change}`,
          {
            Effect: "Deny",
            ...(type !== "aws_iam_policy" && { Principal: "*" }),
            Action,
            ...(attribute !== "assume_role_policy" && { Resource: "*" }),
            Condition,
          },
        ] as const,
    ),
  );
};
