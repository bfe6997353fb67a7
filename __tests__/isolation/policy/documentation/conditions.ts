/** Condition operators and policy variables. */
import { parsePolicy, type Request } from "../../../../isolation/policy";
import { allow, bucket, deny, everything, getObject, policy, role, studio, user } from "../build";
import { may, type Row, read } from "./rows";

const listing = (prefix: string, principal: Request["principal"] = user): Request => ({
  principal,
  action: "s3:ListBucket",
  resource: bucket,
  resourceAccount: studio,
  context: { "s3:prefix": prefix },
});
const homes = may({
  Action: "s3:ListBucket",
  Resource: bucket,
  Condition: { StringLike: { "s3:prefix": ["", "home/", "home/${aws:username}/"] } },
});
const teamOnly = policy(
  "identity",
  allow(read),
  deny({ ...read, Condition: { StringNotEquals: { "s3:ExistingObjectTag/Team": "${aws:PrincipalTag/Team}" } } }),
);
const createTags = (context: Request["context"]): Request => ({
  principal: role,
  action: "ec2:CreateTags",
  resource: `arn:aws:ec2:eu-central-1:${studio}:instance/i-1`,
  resourceAccount: studio,
  context,
});
const tagEnvironment = may({
  Action: "ec2:CreateTags",
  Resource: "arn:aws:ec2:*:*:instance/*",
  Condition: {
    StringEqualsIgnoreCase: { "aws:RequestTag/environment": ["preprod", "storage"] },
    "ForAnyValue:StringEquals": { "aws:TagKeys": "environment" },
  },
});
const smallInstances = may({
  Action: "ec2:RunInstances",
  Resource: "*",
  Condition: { StringLikeIfExists: { "ec2:InstanceType": ["t1.*", "t2.*", "m3.*"] } },
});
const run = (type?: string): Request => ({
  principal: role,
  action: "ec2:RunInstances",
  resource: `arn:aws:ec2:eu-central-1:${studio}:instance/*`,
  resourceAccount: studio,
  context: { "ec2:InstanceType": type },
});
const noForeignTags = policy(
  "identity",
  allow({ Action: "iam:*", Resource: "*" }),
  deny({
    Action: ["iam:Tag*", "iam:UnTag*"],
    Resource: "*",
    Condition: { Null: { "aws:TagKeys": "false" }, "ForAllValues:StringLike": { "aws:TagKeys": ["key1*", "key2*"] } },
  }),
);
const tagRole = (keys?: string[]): Request => ({
  principal: role,
  action: "iam:TagRole",
  resource: role.arn,
  resourceAccount: studio,
  context: { "aws:TagKeys": keys },
});

export const conditions: readonly Row[] = [
  ["operators", "a variable takes the caller's name", listing("home/exampleuser/"), { identity: [homes] }, "allowed"],
  ["operators", "not somebody else's", listing("home/nikki_wolf/"), { identity: [homes] }, "no allow (identity)"],
  [
    "operators",
    "a caller without a name matches no variable",
    listing("home/exampleuser/", role),
    { identity: [homes] },
    "no allow (identity)",
  ],
  [
    "variables",
    "in Version 2008-10-17 a variable is mere text",
    listing("home/exampleuser/"),
    {
      identity: [
        parsePolicy(
          {
            Version: "2008-10-17",
            Statement: {
              ...allow({ Action: "s3:ListBucket", Resource: bucket }),
              Condition: { StringLike: { "s3:prefix": "home/${aws:username}/" } },
            },
          },
          "old",
          "identity",
        ),
      ],
    },
    "no allow (identity)",
  ],
  [
    "variables",
    "without a Version too",
    listing("home/exampleuser/"),
    {
      identity: [
        parsePolicy(
          {
            Statement: [
              allow({
                Action: "s3:ListBucket",
                Resource: bucket,
                Condition: { StringLike: { "s3:prefix": "home/${aws:username}/" } },
              }),
            ],
          },
          "old",
          "identity",
        ),
      ],
    },
    "no allow (identity)",
  ],
  [
    "variables",
    "a resource with a variable that has no value matches nothing",
    getObject(),
    {
      identity: [
        everything,
        policy("identity", deny({ Action: "s3:*", Resource: "arn:aws:s3:::*${aws:PrincipalTag/Team}*" })),
      ],
    },
    "allowed",
  ],
  [
    "variables",
    "a negated operator matches a variable without value, so the deny strikes",
    getObject({ context: { "s3:ExistingObjectTag/Team": "Yellow" } }),
    { identity: [teamOnly] },
    "explicit deny",
  ],
  [
    "variables",
    "equal tags pass",
    getObject({ context: { "s3:ExistingObjectTag/Team": "Yellow", "aws:PrincipalTag/Team": "Yellow" } }),
    { identity: [teamOnly] },
    "allowed",
  ],
  [
    "variables",
    "a default stands in for a missing tag",
    getObject({ resource: `${bucket}/company-wide/x` }),
    { identity: [may({ Action: "s3:GetObject", Resource: `${bucket}/\${aws:PrincipalTag/team, 'company-wide'}/*` })] },
    "allowed",
  ],
  [
    "variables",
    "${*} is a star itself",
    getObject({ resource: `${bucket}/a` }),
    { identity: [may({ Action: "s3:GetObject", Resource: `${bucket}/\${*}` })] },
    "no allow (identity)",
  ],
  [
    "operators",
    "all keys of all operators must match",
    createTags({ "aws:TagKeys": ["environment", "costcenter"], "aws:RequestTag/environment": "PreProd" }),
    { identity: [tagEnvironment] },
    "allowed",
  ],
  [
    "operators",
    "one that does not is enough to fail",
    createTags({ "aws:TagKeys": ["costcenter"], "aws:RequestTag/environment": "preprod" }),
    { identity: [tagEnvironment] },
    "no allow (identity)",
  ],
  [
    "operators",
    "one key absent fails",
    createTags({ "aws:TagKeys": ["environment"] }),
    { identity: [tagEnvironment] },
    "no allow (identity)",
  ],
  [
    "operators",
    "ForAnyValue without keys fails",
    createTags({ "aws:RequestTag/environment": "storage" }),
    { identity: [tagEnvironment] },
    "no allow (identity)",
  ],
  ["operators", "IfExists passes a value that fits", run("t1.micro"), { identity: [smallInstances] }, "allowed"],
  [
    "operators",
    "IfExists fails one that does not",
    run("m2.micro"),
    { identity: [smallInstances] },
    "no allow (identity)",
  ],
  ["operators", "IfExists passes resources without the key", run(), { identity: [smallInstances] }, "allowed"],
  [
    "multivalued",
    "ForAllValues: all tag keys fit, the deny strikes",
    tagRole(["key1a", "key2b"]),
    { identity: [noForeignTags] },
    "explicit deny",
  ],
  ["multivalued", "one does not fit, it does not", tagRole(["key1a", "x"]), { identity: [noForeignTags] }, "allowed"],
  [
    "multivalued",
    "Null false keeps ForAllValues from passing without keys",
    tagRole(),
    { identity: [noForeignTags] },
    "allowed",
  ],
  [
    "logic",
    "several values of a negated operator: none may match",
    getObject({ context: { "aws:SourceVpc": "vpc-b" } }),
    { identity: [may({ ...read, Condition: { StringNotEquals: { "aws:SourceVpc": ["vpc-a", "vpc-b"] } } })] },
    "no allow (identity)",
  ],
  [
    "operators",
    "aws:SourceIp is absent through an endpoint, so IpAddress fails",
    getObject({ context: { "aws:SourceVpce": "vpce-1a2b3c4d" } }),
    { identity: [may({ ...read, Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } })] },
    "no allow (identity)",
  ],
];
