/** The decision procedure against brute force: whatever a search over a whole small world finds, it finds too. */
import fc from "fast-check";
import { administrator, find, open, type Question } from "../../../isolation/decide";
import { evaluate, PolicyError, type Principal, parsePolicy, type Request } from "../../../isolation/policy";

const accounts = ["111111111111", "222222222222"] as const;
const role = (account: string, name: string): Principal => ({
  kind: "role",
  arn: `arn:aws:iam::${account}:role/${name}`,
  account,
});
const callers: readonly Principal[] = [
  role(accounts[0], "team"),
  role(accounts[0], "other"),
  role(accounts[1], "team"),
  { kind: "user", arn: `arn:aws:iam::${accounts[1]}:user/ada`, account: accounts[1] },
  { kind: "root", account: accounts[0] },
  { kind: "service", service: "logging.s3.amazonaws.com" },
  { kind: "anonymous" },
];
const roles = callers.filter(({ kind }) => kind === "role");
const key = `arn:aws:kms:eu-central-1:${accounts[1]}:key/k`;
const works: Readonly<Record<string, readonly string[]>> = {
  "s3:GetObject": ["arn:aws:s3:::b/k", "arn:aws:s3:::b/in/k", "arn:aws:s3:::c/k"],
  "s3:PutObject": ["arn:aws:s3:::b/k", "arn:aws:s3:::b/in/k", "arn:aws:s3:::c/k"],
  "s3:ListBucket": ["arn:aws:s3:::b", "arn:aws:s3:::c"],
  "kms:Decrypt": [key],
};

type Values = string | readonly string[] | undefined;
/** Every key that the random policies test, with the values of the small world. */
const contexts: Readonly<Record<string, readonly Values[]>> = {
  "aws:SourceVpce": [undefined, "vpce-a", "vpce-b", "other"],
  "aws:SourceIp": [undefined, "10.0.0.1", "10.1.0.1", "192.0.2.1"],
  "aws:SecureTransport": ["true", "false"],
  "s3:x-amz-server-side-encryption": [undefined, "aws:kms", "AES256"],
  "aws:TagKeys": [undefined, ["x"], ["y"], ["x", "y"]],
};

const some = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const list = <Value>(...values: readonly Value[]) => fc.uniqueArray(some(...values), { minLength: 1, maxLength: 2 });

const actions = list("s3:GetObject", "s3:PutObject", "s3:*", "s3:Get*", "s3:List*", "kms:Decrypt", "*", "s3:?utObject");
const resources = list(
  "*",
  "arn:aws:s3:::b",
  "arn:aws:s3:::b/*",
  "arn:aws:s3:::b/in/*",
  "arn:aws:s3:::?/k",
  "arn:aws:s3:::c*",
  "arn:aws:kms:*:222222222222:key/*",
);
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
const condition = fc
  .array(fc.oneof(...tests), { maxLength: 2 })
  .map((all): object => Object.assign({}, ...all))
  .map((merged) => (Object.keys(merged).length > 0 ? { Condition: merged } : {}));

const principals = fc.oneof(
  fc.constant({ Principal: "*" }),
  some(...accounts).map((AWS) => ({ Principal: { AWS } })),
  fc.constant({ Principal: { AWS: "arn:aws:iam::111111111111:role/team" } }),
  fc.constant({ Principal: { Service: "logging.s3.amazonaws.com" } }),
);

const statement = (effect: fc.Arbitrary<string>) =>
  fc
    .tuple(
      effect,
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
const statements = (length: number) =>
  fc.array(statement(some("Allow", "Allow", "Allow", "Deny")), { minLength: 1, maxLength: length });
const withPrincipals = (length: number) =>
  fc.array(
    fc
      .tuple(statement(some("Allow", "Allow", "Allow", "Deny")), principals)
      .map(([each, principal]) => ({ ...each, ...principal })),
    { minLength: 1, maxLength: length },
  );
const everybody = (all: readonly object[]) => all.map((each) => ({ ...each, Principal: "*" }));
const document = (Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });

const seldom = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** About S3 and KMS only: the small world has no other actions. */
const question = fc
  .record({
    identity: fc.option(statements(3), { nil: undefined }),
    resource: fc.option(withPrincipals(3), { nil: undefined }),
    endpoint: seldom(statements(2)),
    boundary: seldom(statements(2)),
    about: fc.tuple(list(...Object.keys(works)), resources, condition),
    owner: some(...accounts),
    // Root users pass almost everywhere in their own account: with them nearly every set lets something through.
    caller: fc.oneof(
      { weight: 1, arbitrary: fc.constant("anyone" as const) },
      { weight: 5, arbitrary: some(...roles) },
    ),
  })
  .map(({ identity, resource, endpoint, boundary, about: [Action, Resource, conditions], owner, caller }): Question => {
    const about = document([{ Effect: "Allow", Principal: "*", Action, Resource, ...conditions }]);
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
  });

const keysIn = ({ about, policies }: Question): readonly string[] => {
  const all = [about, ...(policies.identity ?? []), policies.resource, policies.endpoint, policies.boundary];
  const used = new Set(
    all.flatMap((policy) => (policy?.statements ?? []).flatMap(({ conditions }) => conditions.map(({ key }) => key))),
  );
  return Object.keys(contexts).filter((name) => used.has(name.toLowerCase()));
};

/** Through an endpoint there is no public address, and elsewhere no endpoint. */
const isPossible = (context: Readonly<Record<string, Values>>): boolean =>
  context["aws:SourceVpce"] === undefined || context["aws:SourceIp"] === undefined;

function* requestsOf(asked: Question): Generator<Request> {
  const spaces = keysIn(asked).reduce<Record<string, Values>[]>(
    (all, name) => all.flatMap((context) => (contexts[name] ?? []).map((value) => ({ ...context, [name]: value }))),
    [{}],
  );
  const possible = spaces.filter(isPossible);
  for (const principal of asked.callers === "anyone" ? callers : asked.callers) {
    for (const [action, list] of Object.entries(works)) {
      for (const resource of list) {
        const resourceAccount = resource === key ? accounts[1] : (asked.world.owner ?? "");
        for (const context of possible) yield { principal, action, resource, resourceAccount, context };
      }
    }
  }
}

const passes = (request: Request, { about, policies }: Question): boolean =>
  evaluate(request, { identity: [administrator], resource: open, endpoint: about }).allowed &&
  evaluate(request, policies).allowed;

test("whatever passes in a small world of requests is found, for 10,000 random sets of policies", () => {
  let found = 0;
  let proved = 0;
  fc.assert(
    fc.property(question, (asked) => {
      const answer = find(asked);
      if (answer) {
        // The procedure's own word is not enough.
        expect(passes(answer.request, asked)).toBe(true);
        found += 1;
        return;
      }
      proved += 1;
      for (const request of requestsOf(asked)) {
        if (passes(request, asked)) throw new Error(`missed: ${JSON.stringify(request)}`);
      }
    }),
    { numRuns: Number(process.env["RUNS"] ?? 10_000) },
  );
  // Both answers are common, or the comparison says little.
  expect(Math.min(found, proved)).toBeGreaterThan((found + proved) / 10);
}, 600_000);

test("an error of the evaluator is never taken for a proof", () => {
  expect(() =>
    parsePolicy(
      document([{ Effect: "Allow", Action: "s3:*", Resource: "*", Condition: { Bogus: {} } }]),
      "x",
      "identity",
    ),
  ).toThrow(PolicyError);
});
