/** Random policies, and questions about them, of the small world. */
import fc from "fast-check";
import { administrator, type Question } from "../../../isolation/decide";
import { parsePolicy } from "../../../isolation/policy";
import { accounts, roles, works } from "./small-world";

const some = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const list = <Value>(...values: readonly Value[]) => fc.uniqueArray(some(...values), { minLength: 1, maxLength: 2 });

const actions = list("s3:GetObject", "s3:PutObject", "s3:*", "s3:Get*", "s3:List*", "kms:Decrypt", "*", "s3:?utObject");
const places = [
  "*",
  "arn:aws:s3:::b",
  "arn:aws:s3:::b/*",
  "arn:aws:s3:::b/in/*",
  "arn:aws:s3:::?/k",
  "arn:aws:s3:::c*",
  "arn:aws:kms:*:222222222222:key/*",
];
const tests = [
  fc
    .record({ "aws:SourceVpce": list("vpce-a", "vpce-b") })
    .chain((test) =>
      some("StringEquals", "StringNotEquals", "StringEqualsIfExists").map((operator) => ({ [operator]: test })),
    ),
  some("vpce-*", "*-a", "vpce-?").map((value) => ({ StringLike: { "aws:SourceVpce": value } })),
  list("10.0.0.0/16", "10.0.0.0/8", "192.0.2.1/32").chain((values) =>
    some("IpAddress", "NotIpAddress").map((operator) => ({ [operator]: { "aws:SourceIp": values } })),
  ),
  some("true", "false").map((value) => ({ Bool: { "aws:SecureTransport": value } })),
  some("true", "false").map((value) => ({ Null: { "s3:x-amz-server-side-encryption": value } })),
  some("aws:kms", "AES256").chain((value) =>
    some("StringEquals", "StringNotEquals").map((operator) => ({
      [operator]: { "s3:x-amz-server-side-encryption": value },
    })),
  ),
  list("x", "y").chain((values) =>
    some(
      "ForAllValues:StringEquals",
      "ForAnyValue:StringEquals",
      "ForAnyValue:StringNotEquals",
      "ForAllValues:StringLike",
    ).map((operator) => ({ [operator]: { "aws:TagKeys": values } })),
  ),
  some("true", "false").map((value) => ({ Null: { "aws:TagKeys": value } })),
  list(
    "arn:aws:iam::111111111111:role/team",
    "arn:aws:iam::222222222222:role/*",
    "arn:aws:iam::*:role/t*",
    "arn:aws:iam::222222222222:user/ada",
  ).chain((values) =>
    some("ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLikeIfExists").map((operator) => ({
      [operator]: { "aws:PrincipalArn": values },
    })),
  ),
  list(...accounts).chain((values) =>
    some("StringEquals", "StringNotEquals").map((operator) => ({ [operator]: { "aws:PrincipalAccount": values } })),
  ),
  some(...accounts).map((value) => ({ StringNotEquals: { "aws:ResourceAccount": value } })),
  some("true", "false").map((value) => ({ Bool: { "aws:PrincipalIsAWSService": value } })),
];
const variable = "${aws:SourceIdentity}";
/** Policy variables, numbers and dates, which the tests above have none of. */
const measures = [
  list("in", "x", variable, `in/${variable}`, `${variable}/x`).chain((values) =>
    some("StringEquals", "StringNotEquals", "StringEqualsIfExists").map((operator) => ({
      [operator]: { "s3:prefix": values },
    })),
  ),
  list("*", `*${variable}`, `${variable}/*`).map((values) => ({ StringLike: { "s3:prefix": values } })),
  list("x", variable).chain((values) =>
    some("ForAllValues:StringEquals", "ForAnyValue:StringNotEquals").map((operator) => ({
      [operator]: { "aws:TagKeys": values },
    })),
  ),
  list("in", "x").chain((values) =>
    some("StringEquals", "StringNotEquals").map((operator) => ({ [operator]: { "aws:SourceIdentity": values } })),
  ),
  some("true", "false").map((value) => ({ Null: { "aws:SourceIdentity": value } })),
  list("9", "10", "11").chain((values) =>
    some("NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEqualsIfExists").map(
      (operator) => ({ [operator]: { "s3:max-keys": values } }),
    ),
  ),
  list("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z").chain((values) =>
    some("DateEquals", "DateLessThan", "DateGreaterThanEquals").map((operator) => ({
      [operator]: { "aws:CurrentTime": values },
    })),
  ),
];
const conditionOf = (tests: readonly fc.Arbitrary<object>[]) =>
  fc
    .array(fc.oneof(...tests), { maxLength: 2 })
    .map((all): object => Object.assign({}, ...all))
    .map((merged) => (Object.keys(merged).length > 0 ? { Condition: merged } : {}));

const principals = fc.oneof(
  fc.constant({ Principal: "*" }),
  some(...accounts).map((AWS) => ({ Principal: { AWS } })),
  fc.constant({ Principal: { AWS: "arn:aws:iam::111111111111:role/team" } }),
  fc.constant({ Principal: { Service: "logging.s3.amazonaws.com" } }),
);

const everybody = (all: readonly object[]) => all.map((each) => ({ ...each, Principal: "*" }));
export const document = (Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });

const seldom = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** What the policies of a question are made of. */
interface Parts {
  readonly resources: fc.Arbitrary<readonly string[]>;
  readonly condition: fc.Arbitrary<object>;
}

function statements({ resources, condition }: Parts, length: number) {
  const statement = fc
    .tuple(
      some("Allow", "Allow", "Allow", "Deny"),
      fc.oneof(
        { weight: 4, arbitrary: actions.map((Action) => ({ Action })) },
        actions.map((NotAction) => ({ NotAction })),
      ),
      fc.oneof(
        { weight: 4, arbitrary: resources.map((Resource) => ({ Resource })) },
        resources.map((NotResource) => ({ NotResource })),
      ),
      condition,
    )
    .map(([Effect, action, resource, conditions]) => ({ Effect, ...action, ...resource, ...conditions }));
  return fc.array(statement, { minLength: 1, maxLength: length });
}

const bound = (NotAction: string | readonly string[]) => ({ Effect: "Deny", Principal: "*", NotAction, Resource: "*" });
/** About S3 and KMS only: the small world has no other services. */
const inQuestion = fc.oneof(
  { weight: 3, arbitrary: list(...Object.keys(works), "s3:*Object", "s3:?et*").map((Action) => [{ Action }]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(actions, some<string | readonly string[]>("s3:*", ["kms:Decrypt", "s3:Get*"]))
      .map(([NotAction, others]) => [{ NotAction }, bound(others)]),
  },
);

const questionOf = (parts: Parts) =>
  fc
    .record({
      identity: fc.option(statements(parts, 3), { nil: undefined }),
      resource: fc.option(
        statements(parts, 3).chain((all) =>
          fc.tuple(...all.map((each) => principals.map((principal) => ({ ...each, ...principal })))),
        ),
        { nil: undefined },
      ),
      endpoint: seldom(statements(parts, 2)),
      boundary: seldom(statements(parts, 2)),
      about: fc.tuple(inQuestion, parts.resources, parts.condition),
      owner: some(...accounts),
      // Root users pass almost everywhere in their own account: with them nearly every set lets something through.
      caller: fc.oneof(
        { weight: 1, arbitrary: fc.constant("anyone" as const) },
        { weight: 5, arbitrary: some(...roles) },
      ),
    })
    .map(
      ({
        identity,
        resource,
        endpoint,
        boundary,
        about: [[asked, ...others], Resource, conditions],
        owner,
        caller,
      }): Question => {
        const about = document([{ Effect: "Allow", Principal: "*", ...asked, Resource, ...conditions }, ...others]);
        return {
          about: parsePolicy(about, "about", "endpoint"),
          policies: {
            identity: identity ? [parsePolicy(document(identity), "identity", "identity")] : [administrator],
            ...(resource && { resource: parsePolicy(document(resource), "resource", "resource") }),
            ...(endpoint && { endpoint: parsePolicy(document(everybody(endpoint)), "endpoint", "endpoint") }),
            ...(boundary && { boundary: parsePolicy(document(boundary), "boundary", "identity") }),
          },
          callers: caller === "anyone" ? "anyone" : [caller],
          world: { partition: "aws", owner },
        };
      },
    );
/** Texts, addresses, ARNs, sets, presence. */
export const plain = questionOf({ resources: list(...places), condition: conditionOf(tests) });
/** Policy variables, numbers and dates. */
export const measured = questionOf({
  resources: list(...places, `arn:aws:s3:::b/${variable}/*`, `arn:aws:s3:::${variable}`),
  condition: conditionOf(measures),
});
