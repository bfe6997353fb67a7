/** Who is meant: principals of policies, and callers. */
import {
  accountRoot,
  allow,
  anonymous,
  data,
  deny,
  everything,
  getObject,
  otherRole,
  policy,
  role,
  service,
  sessionArn,
  studio,
} from "../build";
import { accountMayRead, acrossAccounts, may, onBucket, type Row, read, roleMayRead } from "./rows";

export const principals: readonly Row[] = [
  [
    "principal",
    "an account delegates to its own identity policies",
    getObject(),
    { resource: accountMayRead },
    "no allow (identity)",
  ],
  [
    "principal",
    "twelve digits are the account's ARN in short",
    acrossAccounts,
    { identity: [may(read)], resource: onBucket(allow({ ...read, Principal: { AWS: studio } })) },
    "allowed",
  ],
  [
    "principal",
    "another account is not meant",
    acrossAccounts,
    { identity: [may(read)], resource: onBucket(allow({ ...read, Principal: { AWS: data } })) },
    "no allow (resource)",
  ],
  [
    "principal",
    "everybody includes the anonymous",
    getObject({ principal: anonymous }),
    { resource: onBucket(allow({ ...read, Principal: { AWS: "*" } })) },
    "allowed",
  ],
  [
    "principal",
    "the anonymous are in no account",
    getObject({ principal: anonymous }),
    { resource: accountMayRead },
    "no allow (resource)",
  ],
  [
    "principal",
    "a role's ARN does not mean another role",
    getObject({ principal: otherRole }),
    { resource: roleMayRead },
    "no allow (identity)",
  ],
  [
    "principal",
    "a session's ARN does not mean another session of the role",
    getObject({ principal: { ...role, session: "another" } }),
    { resource: onBucket(allow({ ...read, Principal: { AWS: sessionArn } })) },
    "no allow (identity)",
  ],
  [
    "principal",
    "a recreated role has another unique id",
    getObject({ principal: { ...role, id: "AROAEXAMPLEEXAMPLE02" } }),
    { resource: onBucket(allow({ ...read, Principal: { AWS: role.id } })) },
    "no allow (identity)",
  ],
  [
    "principal",
    "the role that the unique id names is meant",
    getObject(),
    { resource: onBucket(allow({ ...read, Principal: { AWS: role.id } })) },
    "allowed",
  ],
  [
    "principal",
    "one service principal is not another",
    getObject({ principal: service("delivery.logs.amazonaws.com") }),
    { resource: onBucket(allow({ ...read, Principal: { Service: "logs.amazonaws.com" } })) },
    "no allow (resource)",
  ],
  [
    "notPrincipal",
    "a deny to all but the account and its role spares the role",
    getObject(),
    {
      identity: [may(read)],
      resource: onBucket(deny({ ...read, NotPrincipal: { AWS: [accountRoot(studio), role.arn] } })),
    },
    "allowed",
  ],
  [
    "notPrincipal",
    "and strikes another role of that account",
    getObject({ principal: otherRole }),
    {
      identity: [may(read)],
      resource: onBucket(deny({ ...read, NotPrincipal: { AWS: [accountRoot(studio), role.arn] } })),
    },
    "explicit deny",
  ],
  [
    "notPrincipal",
    "it always strikes a role with a boundary",
    getObject(),
    {
      identity: [may(read)],
      boundary: everything,
      resource: onBucket(deny({ ...read, NotPrincipal: { AWS: [accountRoot(studio), role.arn] } })),
    },
    "explicit deny",
  ],
  [
    "notPrincipal",
    "a deny on ArnNotEquals aws:PrincipalArn spares the role, boundary or not",
    getObject(),
    {
      identity: [may(read)],
      boundary: everything,
      resource: onBucket(
        deny({ ...read, Principal: "*", Condition: { ArnNotEquals: { "aws:PrincipalArn": role.arn } } }),
      ),
    },
    "allowed",
  ],
  [
    "notPrincipal",
    "and strikes the anonymous, who have no ARN",
    getObject({ principal: anonymous }),
    {
      resource: onBucket(
        allow({ ...read, Principal: "*" }),
        deny({ ...read, Principal: "*", Condition: { ArnNotEquals: { "aws:PrincipalArn": role.arn } } }),
      ),
    },
    "explicit deny",
  ],
  [
    "notPrincipal",
    "StringNotEqualsIfExists aws:PrincipalServiceName strikes callers that are no service",
    getObject(),
    {
      identity: [may(read)],
      resource: onBucket(
        deny({
          ...read,
          Principal: "*",
          Condition: { StringNotEqualsIfExists: { "aws:PrincipalServiceName": "codebuild.amazonaws.com" } },
        }),
      ),
    },
    "explicit deny",
  ],
  [
    "conditionKeys",
    "aws:PrincipalArn is the role's ARN, not the session's",
    getObject(),
    { identity: [may({ ...read, Condition: { ArnEquals: { "aws:PrincipalArn": sessionArn } } })] },
    "no allow (identity)",
  ],
  [
    "conditionKeys",
    "aws:PrincipalAccount of the anonymous is the word anonymous",
    getObject({ principal: anonymous }),
    {
      resource: onBucket(
        allow({ ...read, Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "anonymous" } } }),
      ),
    },
    "allowed",
  ],
  [
    "conditionKeys",
    "aws:PrincipalIsAWSService is true for a service principal",
    getObject({ principal: service("cloudtrail.amazonaws.com") }),
    {
      resource: onBucket(
        allow({ ...read, Principal: { Service: "cloudtrail.amazonaws.com" } }),
        deny({ ...read, Principal: "*", Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } } }),
      ),
    },
    "allowed",
  ],
  [
    "conditionKeys",
    "and absent, not false, for the anonymous",
    getObject({ principal: anonymous }),
    {
      resource: onBucket(
        allow({ ...read, Principal: "*" }),
        deny({ ...read, Principal: "*", Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } } }),
      ),
    },
    "allowed",
  ],
  [
    "conditionKeys",
    "aws:ResourceAccount is the owner of the resource",
    acrossAccounts,
    {
      identity: [
        may(read),
        policy(
          "identity",
          deny({ Action: "s3:*", Resource: "*", Condition: { StringNotEquals: { "aws:ResourceAccount": studio } } }),
        ),
      ],
      resource: roleMayRead,
    },
    "explicit deny",
  ],
];
