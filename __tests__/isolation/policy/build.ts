/** Short ways to write policies, principals and requests in the evaluator's tests. */
import {
  evaluate,
  type Policies,
  type Policy,
  type PolicyKind,
  parsePolicy,
  type Request,
} from "../../../isolation/policy";

export const studio = "111122223333";
export const data = "444455556666";

export const role = {
  kind: "role",
  arn: `arn:aws:iam::${studio}:role/examplerole`,
  account: studio,
  session: "examplerolesession",
  id: "AROAEXAMPLEEXAMPLE01",
} as const;
export const otherRole = { kind: "role", arn: `arn:aws:iam::${studio}:role/other`, account: studio } as const;
export const user = { kind: "user", arn: `arn:aws:iam::${studio}:user/exampleuser`, account: studio } as const;
export const anonymous = { kind: "anonymous" } as const;
export const service = (name: string) => ({ kind: "service", service: name }) as const;
export const accountRoot = (account: string) => `arn:aws:iam::${account}:root`;
export const sessionArn = `arn:aws:sts::${studio}:assumed-role/examplerole/examplerolesession`;

type Json = Record<string, unknown>;

/** A policy of Version 2012-10-17 with these statements. */
export const policy = (kind: PolicyKind, ...statements: readonly Json[]): Policy =>
  parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), kind, kind);

export const allow = (rest: Json): Json => ({ Effect: "Allow", ...rest });
export const deny = (rest: Json): Json => ({ Effect: "Deny", ...rest });

export const bucket = "arn:aws:s3:::amzn-s3-demo-bucket";
export const object = `${bucket}/key`;
export const everything = policy("identity", allow({ Action: "*", Resource: "*" }));

/** A GetObject by the role on an object of its own account, with whatever is to be different. */
export const getObject = (different: Partial<Request> = {}): Request => ({
  principal: role,
  action: "s3:GetObject",
  resource: object,
  resourceAccount: studio,
  ...different,
});

/** Whether a statement with this condition applies to a request with these keys. */
export const conditionHolds = (condition: Json, context: Request["context"] = {}): boolean =>
  evaluate(getObject({ context }), {
    identity: [policy("identity", allow({ Action: "s3:GetObject", Resource: "*", Condition: condition }))],
  }).allowed;

export const decide = (request: Request, policies: Policies): string => {
  const { allowed, reason } = evaluate(request, policies);
  expect(allowed).toBe(reason === "allowed");
  return reason;
};
