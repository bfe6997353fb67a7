/** Requests through endpoints, and the policies of endpoints. */
import { parsePolicy, type Request } from "../../../../isolation/policy";
import { allow, anonymous, bucket, data, deny, everything, getObject, otherRole, policy, role, studio } from "../build";
import { acrossAccounts, may, onBucket, type Row, read, roleMayRead } from "./rows";

const through = (endpoint: string | undefined, different: Partial<Request> = {}): Request =>
  getObject({ context: { "aws:SourceVpce": endpoint }, ...different });
const onlyThroughEndpoint = onBucket(
  deny({
    Principal: "*",
    Action: "s3:*",
    Resource: [bucket, `${bucket}/*`],
    Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } },
  }),
);
const oneBucket = policy(
  "gatewayEndpoint",
  allow({ Principal: "*", Action: ["s3:GetObject", "s3:PutObject"], Resource: [bucket, `${bucket}/*`] }),
);
const oneAccount = policy(
  "gatewayEndpoint",
  allow({
    Principal: "*",
    Action: "s3:*",
    Resource: "*",
    Condition: { StringEquals: { "aws:ResourceAccount": data } },
  }),
);
const oneRole = policy(
  "gatewayEndpoint",
  allow({ Principal: "*", Action: "*", Resource: "*", Condition: { ArnEquals: { "aws:PrincipalArn": role.arn } } }),
);

export const networks: readonly Row[] = [
  [
    "bucketsAndEndpoints",
    "through the endpoint it names a bucket is reached",
    through("vpce-1a2b3c4d"),
    { identity: [everything], resource: onlyThroughEndpoint },
    "allowed",
  ],
  [
    "bucketsAndEndpoints",
    "through another it is not",
    through("vpce-0"),
    { identity: [everything], resource: onlyThroughEndpoint },
    "explicit deny",
  ],
  [
    "bucketsAndEndpoints",
    "without any it is not, the console included",
    through(undefined),
    { identity: [everything], resource: onlyThroughEndpoint },
    "explicit deny",
  ],
  [
    "endpointPolicies",
    "the default policy of an endpoint admits everything",
    getObject(),
    {
      identity: [may(read)],
      endpoint: parsePolicy(
        { Statement: [allow({ Principal: "*", Action: "*", Resource: "*" })] },
        "default",
        "gatewayEndpoint",
      ),
    },
    "allowed",
  ],
  [
    "endpointPolicies",
    "an endpoint's policy replaces no identity policy",
    getObject(),
    { endpoint: oneBucket },
    "no allow (identity)",
  ],
  [
    "endpointPolicies",
    "nor does it replace a bucket's policy",
    acrossAccounts,
    { identity: [everything], endpoint: oneBucket },
    "no allow (resource)",
  ],
  [
    "s3Endpoints",
    "an endpoint for one bucket",
    getObject(),
    { identity: [everything], endpoint: oneBucket },
    "allowed",
  ],
  [
    "s3Endpoints",
    "does not lead to another",
    getObject({ resource: "arn:aws:s3:::other/key" }),
    { identity: [everything], endpoint: oneBucket },
    "no allow (endpoint)",
  ],
  [
    "s3Endpoints",
    "nor to other actions",
    getObject({ action: "s3:DeleteObject" }),
    { identity: [everything], endpoint: oneBucket },
    "no allow (endpoint)",
  ],
  [
    "s3Endpoints",
    "an endpoint for one account's buckets",
    acrossAccounts,
    { identity: [everything], resource: roleMayRead, endpoint: oneAccount },
    "allowed",
  ],
  [
    "s3Endpoints",
    "leads to no other account's",
    getObject(),
    { identity: [everything], endpoint: oneAccount },
    "no allow (endpoint)",
  ],
  [
    "endpointPolicies",
    "an endpoint for one role",
    getObject(),
    { identity: [everything], endpoint: oneRole },
    "allowed",
  ],
  [
    "endpointPolicies",
    "refuses another role",
    getObject({ principal: otherRole }),
    { identity: [everything], endpoint: oneRole },
    "no allow (endpoint)",
  ],
  [
    "endpointPolicies",
    "and the anonymous",
    getObject({ principal: anonymous }),
    { resource: onBucket(allow({ ...read, Principal: "*" })), endpoint: oneRole },
    "no allow (endpoint)",
  ],
  [
    "endpointPolicies",
    "an interface endpoint's policy may name a principal",
    {
      principal: role,
      action: "logs:PutLogEvents",
      resource: `arn:aws:logs:eu-central-1:${studio}:log-group:g:log-stream:s`,
      resourceAccount: studio,
    },
    {
      identity: [everything],
      endpoint: policy("endpoint", allow({ Principal: { AWS: role.arn }, Action: "logs:*", Resource: "*" })),
    },
    "allowed",
  ],
];
