/** A request that contradicts itself, or that the evaluator cannot read, is an error, never a decision. */
import { evaluate, PolicyError, type Request } from "../../../isolation/policy";
import { allow, data, everything, getObject, policy, role, sessionArn, studio, user } from "./build";

const refusals: readonly (readonly [string, Partial<Request>])[] = [
  ["an action with a wildcard", { action: "s3:Get*" }],
  ["an action without a service", { action: "GetObject" }],
  ["a resource that is no ARN", { resource: "bucket/key" }],
  ["an ARN that ends too early", { resource: "arn:aws:s3" }],
  ["a resource of another account", { resource: `arn:aws:kms:eu-central-1:${data}:key/k`, action: "kms:Decrypt" }],
  ["a session's ARN for a role's", { principal: { ...role, arn: sessionArn } }],
  ["a role of another account", { principal: { ...role, account: data } }],
  ["a user for a role", { principal: { ...role, arn: user.arn } }],
  ["an unknown key", { context: { "aws:SourceEndpoint": "vpce-1" } }],
  ["one key in two spellings", { context: { "aws:SourceVpce": "a", "aws:sourcevpce": "b" } }],
];

test.each(refusals)("%s is refused", (_, different) => {
  expect(() => evaluate(getObject(different), { identity: [everything] })).toThrow(PolicyError);
});

test("a variable of several values in the request is refused", () => {
  const own = policy("identity", allow({ Action: "*", Resource: "arn:aws:s3:::*${aws:PrincipalTag/team}*" }));
  const request = getObject({ context: { "aws:PrincipalTag/team": ["a", "b"] } });
  expect(() => evaluate(request, { identity: [own] })).toThrow(/several values/);
});

test("a decision cites policy, place and Sid of the statements that let the request through", () => {
  const own = policy(
    "identity",
    allow({ Action: "iam:*", Resource: "*" }),
    allow({ Sid: "Read", Action: "s3:*", Resource: "*" }),
  );
  expect(evaluate(getObject(), { identity: [own] })).toEqual({
    allowed: true,
    reason: "allowed",
    statements: [{ policy: "identity", index: 1, sid: "Read", path: "$.Statement[1]" }],
  });
});

test.each([
  ["aws:SecureTransport", "true"],
  ["aws:ViaAWSService", "false"],
  ["aws:ResourceAccount", studio],
  ["s3:ResourceAccount", studio],
  ["aws:PrincipalType", "AssumedRole"],
  ["aws:userid", `${role.id}:${role.session}`],
])("a request has %s %s unless it says otherwise", (key, value) => {
  const own = policy(
    "identity",
    allow({ Action: "s3:*", Resource: "*", Condition: { StringEquals: { [key]: value } } }),
  );
  expect(evaluate(getObject(), { identity: [own] }).allowed).toBe(true);
  expect(evaluate(getObject({ context: { [key]: "other" } }), { identity: [own] }).allowed).toBe(false);
});

test("given keys win over derived ones, and undefined takes a derived key away", () => {
  const own = policy(
    "identity",
    allow({ Action: "s3:*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalAccount": studio } } }),
  );
  const with_ = (account: string | undefined) =>
    evaluate(getObject({ context: { "aws:PrincipalAccount": account } }), { identity: [own] }).allowed;
  expect(evaluate(getObject(), { identity: [own] }).allowed).toBe(true);
  expect(with_(data)).toBe(false);
  expect(with_(undefined)).toBe(false);
});
