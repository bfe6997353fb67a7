/** Trust policies: who becomes a role. */
import type { Policy, Request } from "../../../../isolation/policy";
import { accountRoot, allow, data, everything, otherRole, policy, role, service, studio } from "../build";
import { may, type Row } from "./rows";

const assume = (different: Partial<Request> = {}): Request => ({
  principal: role,
  action: "sts:AssumeRole",
  resource: `arn:aws:iam::${data}:role/target`,
  resourceAccount: data,
  ...different,
});
const at = { resource: `arn:aws:iam::${studio}:role/target`, resourceAccount: studio };
const trusts = (principal: unknown, rest: Record<string, unknown> = {}): Policy =>
  policy("trust", allow({ Principal: principal, Action: "sts:AssumeRole", ...rest }));
const mayAssume = may({ Action: "sts:AssumeRole", Resource: "*" });

export const trust: readonly Row[] = [
  [
    "denyAllow",
    "a role that trusts nobody else is not assumed, whatever identity policies say",
    assume(at),
    { identity: [everything], resource: trusts({ AWS: otherRole.arn }) },
    "no allow (resource)",
  ],
  [
    "trust",
    "a trust in the account asks for an identity policy too",
    assume(at),
    { resource: trusts({ AWS: accountRoot(studio) }) },
    "no allow (identity)",
  ],
  [
    "trust",
    "with both, the role is assumed",
    assume(at),
    { identity: [mayAssume], resource: trusts({ AWS: accountRoot(studio) }) },
    "allowed",
  ],
  [
    "principal",
    "a trust in the role itself is enough in one account",
    assume(at),
    { resource: trusts({ AWS: role.arn }) },
    "allowed",
  ],
  [
    "crossAccount",
    "across accounts both sides are needed",
    assume(),
    { resource: trusts({ AWS: role.arn }) },
    "no allow (identity)",
  ],
  [
    "externalId",
    "without the external id the third party is refused",
    assume(),
    {
      identity: [mayAssume],
      resource: trusts({ AWS: accountRoot(studio) }, { Condition: { StringEquals: { "sts:ExternalId": "12345" } } }),
    },
    "no allow (resource)",
  ],
  [
    "principal",
    "a service assumes a role that trusts it",
    assume({ principal: service("sagemaker.amazonaws.com") }),
    { resource: trusts({ Service: "sagemaker.amazonaws.com" }) },
    "allowed",
  ],
  ...(
    [
      ["app.terraform.io", "aws.workload.identity", "allowed"],
      ["app.terraform.io", "someone-else", "no allow (resource)"],
      ["other.example.com", "aws.workload.identity", "no allow (resource)"],
    ] as const
  ).map(
    ([host, audience, decision]): Row => [
      "principal",
      `a web identity of ${host} for ${audience}`,
      assume({
        principal: { kind: "federated", provider: `arn:aws:iam::${data}:oidc-provider/${host}` },
        action: "sts:AssumeRoleWithWebIdentity",
        context: { "app.terraform.io:aud": audience },
      }),
      {
        resource: policy(
          "trust",
          allow({
            Principal: { Federated: `arn:aws:iam::${data}:oidc-provider/app.terraform.io` },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: { StringEquals: { "app.terraform.io:aud": "aws.workload.identity" } },
          }),
        ),
      },
      decision,
    ],
  ),
];
