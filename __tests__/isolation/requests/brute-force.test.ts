/** What becomes of a call is what trying all of its requests says: random policies, and for each key a list of values written here by hand. */
import fc from "fast-check";
import { administrator } from "../../../isolation/decide";
import { evaluate, parsePolicy, type Request } from "../../../isolation/policy";
import { askCall } from "../../../isolation/requests/ask-call";
import type { Call } from "../../../isolation/requests/call";

type Value = string | readonly string[] | undefined;
interface Known {
  /** Some request has it for certain. */
  readonly certain: readonly Value[];
  readonly possible: readonly Value[];
  readonly operators: readonly string[];
  readonly values: readonly string[];
}

const strings = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringLikeIfExists"];
const dates = ["DateLessThan", "DateGreaterThan", "DateLessThanIfExists"];
const now = "2026-11-27T12:00:00Z";
// Patterns are texts too, to StringEquals.
const clients = ["", "a", "b", "ab", "aws-cli", "Boto3", "*", "a*", "*b"];

/** Values that stand for all that a read of the team's can have, given what the policies below compare with. */
const keys: Readonly<Record<string, Known>> = {
  "aws:CurrentTime": {
    certain: [now],
    possible: [],
    operators: dates,
    values: ["2020-01-01T00:00:00Z", now, "2099-01-01"],
  },
  "aws:TokenIssueTime": {
    certain: [now],
    possible: [],
    operators: dates,
    values: ["2026-11-01T00:00:00Z", "2099-01-01"],
  },
  "aws:EpochTime": {
    certain: [String(Date.parse(now) / 1000)],
    possible: [],
    operators: ["NumericLessThan", "DateGreaterThan"],
    values: ["1577836800", "4070908800"],
  },
  "aws:RequestedRegion": {
    certain: ["eu-central-1"],
    possible: [],
    operators: strings,
    values: ["eu-*", "eu-central-1", "us-east-1"],
  },
  "s3:signatureversion": {
    certain: ["AWS4-HMAC-SHA256"],
    possible: [],
    operators: strings,
    values: ["AWS*", "AWS", "AWS4-HMAC-SHA256"],
  },
  "s3:TlsVersion": {
    certain: [],
    possible: ["1.2", "1.3"],
    operators: ["NumericLessThan", "NumericEquals"],
    values: ["1.2", "1.3", "1.4"],
  },
  "aws:UserAgent": { certain: [], possible: clients, operators: strings, values: ["*", "a*", "*b", "Boto3", "a"] },
  "aws:SourceIdentity": {
    certain: ["ada"],
    possible: [undefined],
    operators: strings,
    values: ["ada", "a*", "bob", "*"],
  },
  "aws:PrincipalTag/class": {
    certain: [],
    possible: [undefined, ...clients],
    operators: [...strings, "Null"],
    values: ["*", "a*", "*b", "Boto3"],
  },
  "aws:MultiFactorAuthPresent": {
    certain: [],
    possible: [undefined, "false"],
    operators: ["Bool", "BoolIfExists", "Null"],
    values: ["true", "false"],
  },
  "s3:x-amz-acl": { certain: [undefined], possible: [], operators: [...strings, "Null"], values: ["*", "private"] },
};

const condition = fc.constantFrom(...Object.keys(keys)).chain((key) => {
  const { operators, values } = keys[key] as Known;
  return fc.constantFrom(...operators).chain((operator) =>
    fc
      .uniqueArray(fc.constantFrom(...(operator === "Null" ? ["true", "false"] : values)), {
        minLength: 1,
        maxLength: operator === "Null" || operator.startsWith("Date") || operator.startsWith("Numeric") ? 1 : 2,
      })
      .map((chosen) => ({ key, operator, chosen })),
  );
});
const statement = fc
  .record({ Effect: fc.constantFrom("Allow", "Deny"), conditions: fc.array(condition, { maxLength: 2 }) })
  .map(({ Effect, conditions }) => {
    const Condition: Record<string, Record<string, readonly string[]>> = {};
    for (const { key, operator, chosen } of conditions) Condition[operator] = { ...Condition[operator], [key]: chosen };
    return { Effect, Principal: "*", Action: "s3:*", Resource: "*", ...(conditions.length > 0 && { Condition }) };
  });

const role = "arn:aws:iam::111111111111:role/team";
const request: Request = {
  principal: { kind: "role", arn: role, account: "111111111111" },
  action: "s3:GetObject",
  resource: "arn:aws:s3:::bucket/object",
  resourceAccount: "222222222222",
};
const call: Call = {
  sender: "session",
  request,
  assumptions: {
    at: new Date(now),
    region: "eu-central-1",
    accounts: ["111111111111", "222222222222"],
    sourceIdentities: ["ada"],
    instanceTypes: ["ml.t3.medium"],
    studioImages: { images: [], versions: [] },
  },
};

/** All ways of choosing a value for each key. */
const choices = (names: readonly string[], of: (known: Known) => readonly Value[]): Record<string, Value>[] =>
  names.reduce<Record<string, Value>[]>(
    (all, name) => all.flatMap((each) => of(keys[name] as Known).map((value) => ({ ...each, [name]: value }))),
    [{}],
  );

test("random policies", () => {
  const outcomes: Record<string, number> = {};
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), (statements) => {
      const policy = parsePolicy({ Version: "2012-10-17", Statement: statements }, "bucket", "resource");
      const policies = { identity: [administrator], resource: policy };
      const tested = Object.keys(keys).filter((key) => JSON.stringify(statements).includes(`"${key}"`));
      const allowed = (context: Record<string, Value>) => evaluate({ ...request, context }, policies).allowed;
      const isCertain = (key: string) => (keys[key] as Known).certain.length > 0;
      const free = tested.filter((key) => !isCertain(key));
      const isLockedOut = choices(tested.filter(isCertain), ({ certain }) => certain).some((sure) =>
        choices(free, ({ possible }) => possible).every((other) => !allowed({ ...sure, ...other })),
      );
      const all = choices(tested, ({ certain, possible }) => [...certain, ...possible]);
      const expected = isLockedOut ? "refused" : all.every(allowed) ? "passes" : "depends";
      outcomes[expected] = (outcomes[expected] ?? 0) + 1;
      const answer = askCall(call, policies);
      expect(answer.outcome).toBe(expected);
      if (answer.outcome === "passes") return;
      expect(evaluate(answer.request, policies).allowed).toBe(false);
      if (answer.outcome === "depends") expect(tested).toContain(answer.key);
    }),
    { numRuns: 600, seed: 20_261_127 },
  );
  // A property that sees one outcome alone proves little.
  expect(Object.values(outcomes).every((count) => count > 20)).toBe(true);
  expect(Object.keys(outcomes).sort()).toEqual(["depends", "passes", "refused"]);
});
