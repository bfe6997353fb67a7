/** Policy variables: the request chooses a value, and it is the same wherever the variable stands. */
import { type Found, find, type Question, Undecided } from "../../../isolation/decide";
import { parsePolicy } from "../../../isolation/policy";

const role = { kind: "role" as const, arn: "arn:aws:iam::111111111111:role/r", account: "111111111111" };
const own = "arn:aws:sagemaker:eu-central-1:111111111111:user-profile/d-1/${sagemaker:UserProfileName}";
const ownersOwn = { ArnLike: { "sagemaker:OwnerUserProfileArn": own } };
const policy = (statements: readonly object[], kind: "identity" | "endpoint") =>
  parsePolicy({ Version: "2012-10-17", Statement: statements }, kind, kind);

/** What of these actions the role may do. */
function asked(Action: string | readonly string[], identity: readonly object[]): Found | undefined {
  const question: Question = {
    about: policy([{ Effect: "Allow", Principal: "*", Action, Resource: "*" }], "endpoint"),
    policies: { identity: [policy(identity, "identity")] },
    callers: [role],
    world: { partition: "aws", owner: role.account },
  };
  return find(question);
}
const statement = (Effect: "Allow" | "Deny", Action: string, more: object = {}) => ({
  Effect,
  Action,
  Resource: "*",
  ...more,
});

test("what is allowed and denied under the same condition passes for no value of its variable", () => {
  const [allow, deny] = (["Allow", "Deny"] as const).map((effect) =>
    statement(effect, "sagemaker:DeleteSpace", { Condition: ownersOwn }),
  );
  expect(asked("sagemaker:DeleteSpace", [allow as object])?.request.action).toBe("sagemaker:DeleteSpace");
  expect(asked("sagemaker:DeleteSpace", [allow, deny] as object[])).toBeUndefined();
});

test("of one value, Equals and NotEquals with a variable never hold together, nor fail together", () => {
  const when = (operator: string) => ({ Condition: { [operator]: { "s3:prefix": "${aws:SourceIdentity}" } } });
  const allow = (operator: string) => statement("Allow", "s3:ListBucket", when(operator));
  const deny = (operator: string) => statement("Deny", "s3:ListBucket", when(operator));
  const needsPrefix = statement("Deny", "s3:ListBucket", { Condition: { Null: { "s3:prefix": "true" } } });
  const both = [statement("Allow", "s3:ListBucket"), deny("StringEquals"), deny("StringNotEquals"), needsPrefix];
  expect(asked("s3:ListBucket", both)).toBeUndefined();
  expect(asked("s3:ListBucket", [allow("StringNotEquals"), deny("StringNotEquals"), needsPrefix])).toBeUndefined();
  expect(asked("s3:ListBucket", [allow("StringEquals"), deny("StringNotEquals"), needsPrefix])).toBeDefined();
});

test("of sets of values, Equals and NotEquals with a variable may hold together: no proof rests on that", () => {
  const when = (operator: string) => ({ Condition: { [operator]: { "aws:TagKeys": "${aws:SourceIdentity}" } } });
  const of = (operator: string) => statement("Deny", "sagemaker:CreateApp", when(operator));
  const all = [
    statement("Allow", "sagemaker:CreateApp"),
    of("ForAllValues:StringEquals"),
    of("ForAllValues:StringNotEquals"),
  ];
  expect(() => asked("sagemaker:CreateApp", all)).toThrow(Undecided);
});

test("a resource with a variable is the same resource in an allow and in a denial", () => {
  const [allow, deny] = (["Allow", "Deny"] as const).map((Effect) => ({
    Effect,
    Action: "sagemaker:CreatePresignedDomainUrl",
    Resource: own,
  }));
  expect(asked("sagemaker:CreatePresignedDomainUrl", [allow as object])).toBeDefined();
  expect(asked("sagemaker:CreatePresignedDomainUrl", [allow, deny] as object[])).toBeUndefined();
});

test("of several resources with a variable, each kind of resource that some of them fit is looked at", () => {
  const [bucket, inside] = ["arn:aws:s3:::${aws:SourceIdentity}", "arn:aws:s3:::b/${aws:SourceIdentity}/*"];
  const allow = { Effect: "Allow", Action: "s3:PutObject", Resource: [bucket, inside] };
  const deny = { Effect: "Deny", Action: "s3:PutObject", Resource: bucket };
  // As b/x/y by somebody whose source identity is x.
  expect(asked("s3:PutObject", [allow, deny])?.request.resource).toMatch(/^arn:aws:s3:::b\/.*\//);
  const certain = "arn:aws:s3:::c*";
  const found = asked("s3:PutObject", [{ ...allow, Resource: [bucket, certain] }, deny]);
  expect(found?.request.resource).toMatch(/^arn:aws:s3:::c/);
});

test("Resource and NotResource with a variable are opposites", () => {
  const [Effect, Action] = ["Deny", "sagemaker:CreatePresignedDomainUrl"];
  const allow = { Effect: "Allow", Action, Resource: own };
  expect(asked(Action, [allow, { Effect, Action, NotResource: own }])).toBeDefined();
  expect(
    asked(Action, [
      statement("Allow", Action),
      { Effect, Action, Resource: own },
      { Effect, Action, NotResource: own },
    ]),
  ).toBeUndefined();
});

test("values that a condition fits for certain hide none that it fits by a variable", () => {
  const when = (operator: string, ...values: readonly string[]) => ({
    Condition: { [operator]: { "s3:prefix": values } },
  });
  const found = asked("s3:ListBucket", [
    statement("Allow", "s3:ListBucket", when("StringLike", "in", "in/*")),
    statement("Deny", "s3:ListBucket", when("StringEquals", "in", "in/${aws:SourceIdentity}")),
  ]);
  expect(found?.request.context?.["s3:prefix"]).toMatch(/^in\//);
});

const doubtful = [
  statement("Allow", "s3:ListBucket", { Condition: { StringLike: { "s3:prefix": "${aws:SourceIdentity}" } } }),
  statement("Deny", "s3:ListBucket", { Condition: { StringEquals: { "s3:prefix": "${aws:SourceIdentity}" } } }),
];

test("a call that nobody can tell of hides no call that passes", () => {
  expect(() => asked("s3:ListBucket", doubtful)).toThrow(Undecided);
  const found = asked(["s3:ListBucket", "s3:PutObject"], [...doubtful, statement("Allow", "s3:PutObject")]);
  expect(found?.request.action).toBe("s3:PutObject");
});

test("a call that nobody can tell of is never a proof, though all others are refused", () => {
  expect(() => asked(["s3:ListBucket", "s3:PutObject"], doubtful)).toThrow(Undecided);
});

test("no request chooses its caller's account", () => {
  const resource = "arn:aws:s3:::b/${aws:PrincipalAccount}/*";
  const elsewhere = { NotResource: "arn:aws:s3:::b/222222222222/*" };
  const { Resource: _, ...others } = statement("Deny", "s3:GetObject");
  const policies = [statement("Allow", "s3:GetObject", { Resource: resource }), { ...others, ...elsewhere }];
  expect(() => asked("s3:GetObject", policies)).toThrow(Undecided);
});

test("a variable that could move the parts of an ARN is not decided", () => {
  const condition = { ArnLike: { "aws:SourceArn": "arn:aws:${aws:SourceIdentity}:eu-central-1:111111111111:x" } };
  expect(() => asked("s3:GetObject", [statement("Allow", "s3:GetObject", { Condition: condition })])).toThrow(
    Undecided,
  );
});
