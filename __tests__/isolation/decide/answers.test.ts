/** A memory before the decision procedure changes no answer. */

import type { Question } from "../../../isolation/decide";
import { answer, find, rememberAnswers } from "../../../isolation/decide";
import { relevant } from "../../../isolation/decide/relevant";
import { parsePolicy } from "../../../isolation/policy";

const role = { kind: "role" as const, arn: "arn:aws:iam::111111111111:role/r", account: "111111111111" };
const policy = (statements: object[], kind: "identity" | "endpoint") =>
  parsePolicy({ Version: "2012-10-17", Statement: statements }, kind, kind);
const question = (resource: string, condition?: object): Question => ({
  about: policy([{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }], "endpoint"),
  policies: {
    identity: [
      policy(
        [{ Effect: "Allow", Action: "s3:*", Resource: resource, ...(condition && { Condition: condition }) }],
        "identity",
      ),
    ],
  },
  callers: [role],
  world: { partition: "aws", owner: role.account, endpoints: new Map([["vpce-1", "vpc-1"]]) },
});
const none = { ...question("arn:aws:s3:::b/*"), callers: [] };

test("questions that differ in a resource, a condition, a caller or an endpoint are answered apart, and twice alike", () => {
  rememberAnswers();
  const questions = [
    question("arn:aws:s3:::b/*"),
    question("arn:aws:s3:::other/*"),
    question("arn:aws:s3:::b/*", { StringEquals: { "aws:SourceVpce": "vpce-1" } }),
    question("arn:aws:s3:::b/*", { StringEquals: { "aws:SourceVpce": "vpce-2" } }),
    { ...none, world: { partition: "aws", owner: "222222222222" } },
    none,
  ];
  const expected = questions.map(find);
  expect(new Set(expected.map((each) => JSON.stringify(each?.request))).size).toBeGreaterThan(3);
  for (const round of [1, 2]) expect([round, questions.map(answer)]).toEqual([round, expected]);
});

test("a policy of the old language is asked by itself: its conditions have no variables", () => {
  rememberAnswers();
  const condition = { StringLike: { "aws:SourceVpce": "${*}" } };
  const [asked, policies] = [
    {
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceVpce": "*" } },
    },
    ["2008-10-17", "2012-10-17"].map((Version) =>
      parsePolicy(
        { Version, Statement: { Effect: "Allow", Action: "s3:*", Resource: "*", Condition: condition } },
        "p",
        "identity",
      ),
    ),
  ];
  const questions = policies.map((each) => ({
    ...question("arn:aws:s3:::b/*"),
    about: policy([asked], "endpoint"),
    policies: { identity: [each] },
  }));
  expect(questions.map((each) => answer(each) !== undefined)).toEqual([false, true]);
});

test("what a question's policies say of other actions is no part of it", () => {
  const [asked, others] = [
    { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject", "kms:*"], Resource: "*" },
    { Effect: "Deny", Action: "s3:Put*", Resource: "*" },
  ];
  const of = (statements: object[]): Question => ({
    ...none,
    policies: { identity: [policy(statements, "identity")] },
  });
  const said = (each: Question) =>
    relevant(each).policies.identity?.[0]?.statements.map(({ actions }) => actions.entries);
  expect(said(of([others, asked]))).toEqual(said(of([{ ...asked, Action: "s3:GetObject" }])));
});
