/** Every condition operator, as the IAM reference describes it: a value that matches, one that does not, and none. */
import { PolicyError } from "../../../isolation/policy";
import { operatorNames } from "../../../isolation/policy/operators";
import { conditionHolds } from "./build";

interface Row {
  readonly operator: string;
  readonly key: string;
  readonly policy: string | readonly string[];
  readonly matching: readonly string[];
  readonly different: readonly string[];
}

const positive: readonly Row[] = [
  {
    operator: "StringEquals",
    key: "aws:PrincipalTag/job-category",
    policy: ["iamuser-admin", "a*"],
    matching: ["iamuser-admin", "a*"],
    different: ["dev-ops", "IAMUSER-ADMIN", "ab"],
  },
  {
    operator: "StringEqualsIgnoreCase",
    key: "aws:PrincipalTag/job-category",
    policy: "Preprod",
    matching: ["preprod", "PREPROD"],
    different: ["prepro", "preprod "],
  },
  {
    operator: "StringLike",
    key: "s3:prefix",
    policy: ["home/*", "log?"],
    matching: ["home/", "home/a/b", "logs"],
    different: ["Home/", "log", "logss", "xhome/"],
  },
  { operator: "NumericEquals", key: "s3:max-keys", policy: "10", matching: ["10", "10.0"], different: ["1", "100"] },
  { operator: "NumericLessThan", key: "s3:max-keys", policy: "10", matching: ["9", "-1"], different: ["10", "11"] },
  {
    operator: "NumericLessThanEquals",
    key: "s3:max-keys",
    policy: "10",
    matching: ["9", "10"],
    different: ["11", "100"],
  },
  { operator: "NumericGreaterThan", key: "s3:max-keys", policy: "10", matching: ["11"], different: ["10", "9"] },
  {
    operator: "NumericGreaterThanEquals",
    key: "s3:max-keys",
    policy: "10",
    matching: ["10", "11"],
    different: ["9.9"],
  },
  {
    operator: "DateEquals",
    key: "aws:TokenIssueTime",
    policy: "2020-01-01T00:00:01Z",
    matching: ["2020-01-01T00:00:01Z", "2020-01-01T01:00:01+01:00", "1577836801"],
    different: ["2020-01-01T00:00:02Z"],
  },
  {
    operator: "DateLessThan",
    key: "aws:CurrentTime",
    policy: "2020-01-01",
    matching: ["2019-12-31T23:59:59Z"],
    different: ["2020-01-01T00:00:00Z"],
  },
  {
    operator: "DateLessThanEquals",
    key: "aws:CurrentTime",
    policy: "2020-01-01T00:00Z",
    matching: ["2020-01-01T00:00:00Z"],
    different: ["2020-01-01T00:00:00.001Z"],
  },
  {
    operator: "DateGreaterThan",
    key: "aws:TokenIssueTime",
    policy: "2020-01-01T00:00:01Z",
    matching: ["2020-01-01T00:00:02Z"],
    different: ["2020-01-01T00:00:01Z"],
  },
  {
    operator: "DateGreaterThanEquals",
    key: "aws:EpochTime",
    policy: "1577836800",
    matching: ["1577836800", "1577836801"],
    different: ["1577836799"],
  },
  { operator: "Bool", key: "aws:MultiFactorAuthPresent", policy: "true", matching: ["true"], different: ["false"] },
  {
    operator: "BinaryEquals",
    key: "aws:PrincipalTag/binary",
    policy: "QmluYXJ5VmFsdWVJbkJhc2U2NA==",
    matching: ["QmluYXJ5VmFsdWVJbkJhc2U2NA=="],
    different: ["ASIAIOSFODNN7EXAMPLE"],
  },
  {
    operator: "IpAddress",
    key: "aws:SourceIp",
    policy: ["203.0.113.0/24", "2001:DB8:1234:5678::/64", "192.0.2.7"],
    matching: ["203.0.113.1", "203.0.113.255", "2001:db8:1234:5678:9::1", "192.0.2.7"],
    different: ["203.0.114.0", "198.51.100.1", "2001:db8:1234:5679::1", "::ffff:203.0.113.1", "192.0.2.8"],
  },
  ...["ArnEquals", "ArnLike"].map((operator) => ({
    operator,
    key: "aws:SourceArn",
    policy: ["arn:aws:sns:*:123456789012:TOPIC-*", "arn:aws:logs:eu-?:123456789012:log-group:a:*"],
    matching: ["arn:aws:sns:us-west-2:123456789012:TOPIC-ID", "arn:aws:logs:eu-1:123456789012:log-group:a:b:c"],
    different: [
      "arn:aws:sns:us-west-2:777788889999:TOPIC-ID",
      "arn:aws:sns:a:b:123456789012:TOPIC-ID",
      "ARN:aws:sns:us-west-2:123456789012:TOPIC-ID",
      "TOPIC-ID",
    ],
  })),
];

const negations: Readonly<Record<string, string>> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  NumericNotEquals: "NumericEquals",
  DateNotEquals: "DateEquals",
  NotIpAddress: "IpAddress",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
};

test("no operator of the table goes without a row here", () => {
  expect([...positive.map(({ operator }) => operator), ...Object.keys(negations)].sort()).toEqual(
    [...operatorNames].sort(),
  );
});

const holds = (operator: string, row: Row, value?: string | string[]) =>
  conditionHolds({ [operator]: { [row.key]: row.policy } }, { [row.key]: value });

describe.each(positive)("$operator", (row) => {
  test.each(row.matching)("matches %s", (value) => expect(holds(row.operator, row, value)).toBe(true));
  test.each(row.different)("does not match %s", (value) => expect(holds(row.operator, row, value)).toBe(false));
  test("does not match where the key is absent, unless ...IfExists", () => {
    expect(holds(row.operator, row)).toBe(false);
    expect(holds(`${row.operator}IfExists`, row)).toBe(true);
  });
  test("...IfExists still compares where the key is there", () => {
    expect(holds(`${row.operator}IfExists`, row, row.matching[0])).toBe(true);
    expect(holds(`${row.operator}IfExists`, row, row.different[0])).toBe(false);
  });
});

describe.each(Object.entries(negations))("%s", (operator, base) => {
  const row = positive.find((candidate) => candidate.operator === base) as Row;
  test("matches where none of the values does", () => {
    for (const value of row.different) expect(holds(operator, row, value)).toBe(true);
    for (const value of row.matching) expect(holds(operator, row, value)).toBe(false);
  });
  test("matches where the key is absent, with and without ...IfExists", () => {
    expect(holds(operator, row)).toBe(true);
    expect(holds(`${operator}IfExists`, row)).toBe(true);
  });
});

describe("several values in the request", () => {
  const keys = (operator: string, values?: string[]) =>
    conditionHolds({ [operator]: { "aws:TagKeys": ["a", "b"] } }, { "aws:TagKeys": values });

  test.each([
    ["ForAllValues:StringEquals", ["a", "b"], true],
    ["ForAllValues:StringEquals", ["a", "c"], false],
    ["ForAllValues:StringEquals", [], true],
    ["ForAllValues:StringEquals", [""], true],
    ["ForAllValues:StringEquals", undefined, true],
    ["ForAnyValue:StringEquals", ["a", "c"], true],
    ["ForAnyValue:StringEquals", ["c"], false],
    ["ForAnyValue:StringEquals", [], false],
    ["ForAnyValue:StringEquals", undefined, false],
    ["ForAnyValue:StringEqualsIfExists", undefined, true],
    ["ForAllValues:StringNotEquals", ["c", "d"], true],
    ["ForAllValues:StringNotEquals", ["a", "c"], false],
    ["ForAllValues:StringNotEquals", undefined, true],
    ["ForAnyValue:StringNotEquals", ["a", "c"], true],
    ["ForAnyValue:StringNotEquals", ["a", "b"], false],
    ["ForAnyValue:StringNotEquals", undefined, false],
  ])("%s [a, b] of %j is %s", (operator, values, expected) => {
    expect(keys(operator, values)).toBe(expected);
  });

  test("without ForAllValues or ForAnyValue they are refused", () => {
    expect(() => keys("StringEquals", ["a"])).toThrow(/ForAllValues/);
    expect(() => conditionHolds({ StringEquals: { "s3:prefix": "a" } }, { "s3:prefix": ["a", "b"] })).toThrow(
      PolicyError,
    );
  });
});

describe("Null", () => {
  const holdsNull = (value: unknown, context: Record<string, string | string[]>) =>
    conditionHolds({ Null: { "aws:TokenIssueTime": value } }, context);
  test("true asks that the key is absent, false that it is there", () => {
    expect(holdsNull("true", {})).toBe(true);
    expect(holdsNull(true, { "aws:TokenIssueTime": "2020-01-01" })).toBe(false);
    expect(holdsNull("false", { "aws:TokenIssueTime": "2020-01-01" })).toBe(true);
    expect(holdsNull("false", {})).toBe(false);
    expect(holdsNull("false", { "aws:TokenIssueTime": [] })).toBe(false);
  });
});

test("every IPv4 address is no IPv6 address", () => {
  const holdsIp = (range: string, address: string) =>
    conditionHolds({ IpAddress: { "aws:SourceIp": range } }, { "aws:SourceIp": address });
  expect(holdsIp("0.0.0.0/0", "203.0.113.1")).toBe(true);
  expect(holdsIp("0.0.0.0/0", "::1")).toBe(false);
  expect(holdsIp("::/0", "203.0.113.1")).toBe(false);
});

test("a range is all addresses of its prefix, whichever of them it is written with", () => {
  const condition = { IpAddress: { "aws:SourceIp": "203.0.113.77/24" } };
  expect(conditionHolds(condition, { "aws:SourceIp": "203.0.113.1" })).toBe(true);
});

test("a text that is no ARN is none, even to stars", () => {
  const condition = { ArnLike: { "aws:SourceArn": "*:*:*:*:*:*" } };
  expect(conditionHolds(condition, { "aws:SourceArn": "text" })).toBe(false);
  expect(conditionHolds(condition, { "aws:SourceArn": "arn:aws:s3:::b" })).toBe(true);
});

test.each([
  "StringEqual",
  "stringEquals",
  "NullIfExists",
  "ForAllValues:Null",
  "ForAllValues:StringEqualsIfExistsIfExists",
  "ForSomeValues:StringEquals",
  "BoolNotEquals",
  "__proto__",
  "constructor",
])("%s is no operator and an error, never a pass", (operator) => {
  const condition = JSON.parse(`{${JSON.stringify(operator)}: {"aws:SourceVpce": "vpce-1"}}`);
  expect(() => conditionHolds(condition, { "aws:SourceVpce": "vpce-1" })).toThrow(PolicyError);
});

test.each([
  ["NumericEquals", "s3:max-keys", "ten"],
  ["NumericEquals", "s3:max-keys", ""],
  ["DateEquals", "aws:CurrentTime", "yesterday"],
  ["DateEquals", "aws:CurrentTime", "2020-02-30"],
  ["Bool", "aws:SecureTransport", "yes"],
  ["BinaryEquals", "aws:PrincipalTag/binary", "not base64!"],
  ["IpAddress", "aws:SourceIp", "203.0.113.0/33"],
  ["IpAddress", "aws:SourceIp", "203.0.113"],
  ["ArnLike", "aws:SourceArn", "arn:aws:sns"],
  ["Null", "aws:SourceVpce", "maybe"],
  ["NumericEquals", "s3:max-keys", "${s3:max-keys}"],
])("%s takes no %s of %s", (operator, key, value) => {
  expect(() => conditionHolds({ [operator]: { [key]: value } })).toThrow(PolicyError);
});

test("a request's value that an operator cannot read is an error, never a pass", () => {
  expect(() => conditionHolds({ NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, { "aws:SourceIp": "here" })).toThrow(
    PolicyError,
  );
});

test("Bool takes a policy variable", () => {
  const condition = { Bool: { "aws:MultiFactorAuthPresent": "${aws:PrincipalTag/mfa, 'true'}" } };
  expect(conditionHolds(condition, { "aws:MultiFactorAuthPresent": "true" })).toBe(true);
  expect(conditionHolds(condition, { "aws:MultiFactorAuthPresent": "true", "aws:PrincipalTag/mfa": "false" })).toBe(
    false,
  );
});
