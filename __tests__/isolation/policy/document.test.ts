/** Policy documents are read strictly: whatever IAM's grammar does not have is an error that names its place. */
import { PolicyError, type PolicyKind, parsePolicy } from "../../../isolation/policy";

const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const withPrincipal = { ...statement, Principal: "*" };
const document = (...statements: unknown[]) => ({ Version: "2012-10-17", Statement: statements });

const refusals: readonly (readonly [string, unknown, PolicyKind, RegExp])[] = [
  ["an unknown element of the document", { ...document(statement), Comment: "x" }, "identity", /p \$\.Comment:/],
  [
    "an unknown element of a statement",
    document({ ...statement, action: "x" }),
    "identity",
    /\$\.Statement\[0\]\.action:/,
  ],
  ["another Version", { ...document(statement), Version: "2020-01-01" }, "identity", /\$\.Version:/],
  ["no statement", { Version: "2012-10-17" }, "identity", /\$\.Statement\[0\]:/],
  ["an empty list of statements", document(), "identity", /\$\.Statement:/],
  ["an effect in lower case", document({ ...statement, Effect: "allow" }), "identity", /\.Effect:/],
  ["no effect", document({ Action: "*", Resource: "*" }), "identity", /\.Effect:/],
  ["no action", document({ Effect: "Deny", Resource: "*" }), "identity", /no Action/],
  ["an empty list of actions", document({ ...statement, Action: [] }), "identity", /\.Action:/],
  ["Action beside NotAction", document({ ...statement, NotAction: "s3:*" }), "identity", /both Action and NotAction/],
  ["an action without service", document({ ...statement, Action: "GetObject" }), "identity", /\.Action:/],
  ["a second action that is none", document({ ...statement, Action: ["*", 1] }), "identity", /\.Action\[1\]:/],
  ["no resource", document({ Effect: "Allow", Action: "*" }), "identity", /no Resource/],
  ["half an ARN", document({ ...statement, Resource: "arn:aws:s3" }), "identity", /\.Resource:.*six parts/],
  ["a wildcard for the service", document({ ...statement, Resource: "arn:aws:s*:::b" }), "identity", /service/],
  [
    "a wildcard inside the account",
    document({ ...statement, Resource: "arn:aws:iam::1*3:role/x" }),
    "identity",
    /inside/,
  ],
  ["a principal in an identity policy", document(withPrincipal), "identity", /cannot/],
  ["no principal in a bucket policy", document(statement), "resource", /no Principal/],
  ["an empty principal", document({ ...statement, Principal: {} }), "resource", /nobody/],
  [
    "a wildcard inside a principal",
    document({ ...statement, Principal: { AWS: "arn:aws:iam::111122223333:role/*" } }),
    "resource",
    /\.Principal\.AWS:/,
  ],
  [
    "an unknown kind of principal",
    document({ ...statement, Principal: { Aws: "*" } }),
    "resource",
    /\.Principal\.Aws:/,
  ],
  ["a service that is none", document({ ...statement, Principal: { Service: "*" } }), "resource", /service principal/],
  ["NotPrincipal that allows", document({ ...statement, NotPrincipal: "*" }), "resource", /only to deny/],
  ["a resource in a trust policy", document({ ...withPrincipal, Action: "sts:AssumeRole" }), "trust", /cannot/],
  [
    "a principal on a gateway endpoint",
    document({ ...statement, Principal: { AWS: "111122223333" } }),
    "gatewayEndpoint",
    /aws:PrincipalArn/,
  ],
  [
    "an unknown key",
    document({ ...statement, Condition: { StringEquals: { "aws:Vpce": "x" } } }),
    "identity",
    /\["aws:Vpce"\]/,
  ],
  [
    "an operator without key",
    document({ ...statement, Condition: { StringEquals: {} } }),
    "identity",
    /no condition key/,
  ],
  [
    "a key without value",
    document({ ...statement, Condition: { Bool: { "aws:SecureTransport": [] } } }),
    "identity",
    /empty list/,
  ],
  [
    "a key in two spellings",
    document({ ...statement, Condition: { StringEquals: { "aws:SourceVpce": "a", "aws:sourcevpce": "b" } } }),
    "identity",
    /twice/,
  ],
  [
    "a variable that is no key",
    document({ ...statement, Resource: "arn:aws:s3:::b/${aws:Nobody}" }),
    "identity",
    /aws:[Nn]obody/,
  ],
  [
    "a variable of several values",
    document({ ...statement, Resource: "arn:aws:s3:::b/${aws:TagKeys}" }),
    "identity",
    /several/,
  ],
  ["a list for a document", [], "identity", /not an object/],
  ["one Sid twice", document({ ...statement, Sid: "A" }, { ...statement, Sid: "A" }), "identity", /one Sid twice/],
];

const condition = (value: unknown) => document({ ...statement, Condition: value });
const more: typeof refusals = [
  [
    "a variable of a condition that is no key",
    condition({ StringLike: { "s3:prefix": "${aws:nobody}" } }),
    "identity",
    /aws:[Nn]obody/,
  ],
  [
    "a variable of a condition with several values",
    condition({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::${aws:TagKeys}" } }),
    "identity",
    /several/,
  ],
  [
    "a variable for the account",
    document({ ...statement, Resource: "arn:aws:iam::${aws:PrincipalAccount}:role/x" }),
    "identity",
    /variable/,
  ],
  ["an Id that is no text", { ...document(statement), Id: 1 }, "identity", /\$\.Id:/],
  [
    "everybody of an identity provider",
    document({ ...statement, Resource: undefined, Principal: { Federated: "*" } }),
    "trust",
    /identity provider/,
  ],
];

test.each([...refusals, ...more])("%s is refused", (_, source, kind, message) => {
  expect(() => parsePolicy(JSON.stringify(source), "p", kind)).toThrow(PolicyError);
  expect(() => parsePolicy(JSON.stringify(source), "p", kind)).toThrow(message);
});

test("text that is not JSON, or names something twice, is refused", () => {
  expect(() => parsePolicy("{", "p", "identity")).toThrow(/not JSON/);
  const twice = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}}';
  expect(() => parsePolicy(twice, "p", "identity")).toThrow(/"Effect" twice/);
});

test("one name in two objects, or as a value, is no repetition", () => {
  const text = JSON.stringify(document({ ...statement, Sid: "Effect" }, { ...statement, Sid: '":{"' }));
  expect(parsePolicy(text, "p", "identity").statements).toHaveLength(2);
});

test("single values and lists read alike", () => {
  const single = parsePolicy({ Version: "2012-10-17", Statement: statement }, "p", "identity");
  const lists = parsePolicy(document({ ...statement, Action: ["s3:GetObject"], Resource: ["*"] }), "p", "identity");
  expect(lists.statements[0]?.actions).toEqual(single.statements[0]?.actions);
  expect(lists.statements[0]?.resources).toEqual(single.statements[0]?.resources);
});
