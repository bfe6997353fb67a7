/** Resources whose policies hold every code point that NFC changes, one for each argument that holds a policy. */
import type { RecordedCall } from "../../../rehearsal/local-aws";
import { account } from "./stack";
import { changedByNfc } from "./texts";

export type Spelling = "raw" | "escaped";

/**
 * The code points, of those that NFC changes, that AWS takes in a policy of the type. IAM and KMS take Latin-1 alone.
 * Sources: IAM API Reference, "CreatePolicy", PolicyDocument; AWS KMS API Reference, "CreateKey", Policy.
 */
export function sentCodePoints(type: string, spelling: Spelling): readonly string[] {
  if (!/^aws_(iam|kms)_/.test(type)) return changedByNfc;
  const sentOf = (text: string) => (spelling === "raw" ? text.normalize("NFC") : text);
  return changedByNfc.filter((text) => /^[\t\n\r -\u00ff]+$/.test(sentOf(text)));
}

/** A statement's id, which no other policy has. */
const sidOf = (type: string, spelling: Spelling) => `${spelling}${type.replaceAll("_", "")}`;

/** The texts that AWS received in the condition of the type's policy in this spelling; none where none are sent. */
export function receivedCodePoints(calls: readonly RecordedCall[], type: string, spelling: Spelling): unknown {
  const documents = calls
    .flatMap(({ input = {} }) => Object.values(input))
    .filter((value): value is string => typeof value === "string" && value.includes(`"${sidOf(type, spelling)}"`));
  if (sentCodePoints(type, spelling).length === 0) return documents;
  if (documents.length !== 1) throw new Error(`${documents.length} calls carry the ${spelling} policy of ${type}`);
  return JSON.parse(documents[0] ?? "").Statement[0].Condition.StringLike["aws:PrincipalArn"];
}

const everybody = { Principal: "*" };
const root = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" };
const endpoint = { vpc_id: "${aws_vpc.vpc.id}", service_name: "com.amazonaws.eu-central-1.s3" };

/** By type: the resource, from its name and from a policy that denies by a condition. */
const blockWith: Readonly<
  Record<string, (name: string, policy: (denial: object, ...others: object[]) => string) => object>
> = {
  aws_iam_policy: (name, policy) => ({ name, policy: policy({ Action: "s3:*", Resource: "*" }) }),
  aws_iam_role: (name, policy) => ({
    name,
    assume_role_policy: policy({ ...everybody, Action: "sts:AssumeRole" }),
  }),
  aws_iam_role_policy: (name, policy) => ({
    name,
    role: "${aws_iam_role.role-0.name}",
    policy: policy({ Action: "s3:*", Resource: "*" }),
  }),
  aws_kms_key: (description, policy) => ({
    description,
    policy: policy({ ...everybody, Action: "kms:Decrypt", Resource: "*" }, root),
  }),
  aws_s3_bucket_policy: (name, policy) => ({
    bucket: `\${aws_s3_bucket.${name}.id}`,
    policy: policy({ ...everybody, Action: "s3:*", Resource: `arn:aws:s3:::${name}/*` }),
  }),
  aws_vpc_endpoint: (Name, policy) => ({
    ...endpoint,
    vpc_endpoint_type: "Gateway",
    policy: policy({ ...everybody, Action: "s3:*", Resource: "*" }),
    tags: { Name },
  }),
};

export const typesWithPolicy = Object.keys(blockWith);

const asEscape = (text: string) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** A resource of the type whose policy holds these texts in a condition; as escapes of the policy's JSON, where they are escaped. */
export const blockOf = (type: string, spelling: Spelling, texts: readonly string[]): object =>
  blockWith[type]?.(`every-${spelling}`, (denial, ...others) => {
    const Condition = { StringLike: { "aws:PrincipalArn": texts } };
    const document = {
      Version: "2012-10-17",
      Statement: [{ Sid: sidOf(type, spelling), Effect: "Deny", ...denial, Condition }, ...others],
    };
    const text = JSON.stringify(document);
    return spelling === "raw" ? text : asEscape(text);
  }) ?? {};

export const spellings: readonly Spelling[] = ["raw", "escaped"];

/** By type and name: every code point that NFC changes and AWS takes, in one policy for each spelling. */
export const everyCodePoint: Readonly<Record<string, Readonly<Record<string, object>>>> = Object.fromEntries([
  ...typesWithPolicy.map((type) => [
    type,
    Object.fromEntries(
      spellings.flatMap((spelling) => {
        const texts = sentCodePoints(type, spelling);
        return texts.length === 0 ? [] : [[`every-${spelling}`, blockOf(type, spelling, texts)]];
      }),
    ),
  ]),
  ["aws_s3_bucket", Object.fromEntries(spellings.map((each) => [`every-${each}`, { bucket: `every-${each}` }]))],
]);
