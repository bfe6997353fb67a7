/** What AWS's own pages say of requests and policies, paraphrased: each row names the page that it comes from. */
import { type Policies, type Policy, parsePolicy, type Request } from "../../../isolation/policy";
import {
  accountRoot,
  allow,
  anonymous,
  bucket,
  data,
  decide,
  deny,
  everything,
  getObject,
  object,
  otherRole,
  policy,
  role,
  service,
  sessionArn,
  studio,
  user,
} from "./build";

const iam = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
const pages = {
  conditionKeys: `${iam}reference_policies_condition-keys.html`,
  crossAccount: `${iam}reference_policies_evaluation-logic-cross-account.html`,
  denyAllow: `${iam}reference_policies_evaluation-logic_policy-eval-denyallow.html`,
  boundaries: `${iam}access_policies_boundaries.html`,
  singleAccount: `${iam}reference_policies_evaluation-logic_policy-eval-basics.html`,
  operators: `${iam}reference_policies_elements_condition_operators.html`,
  multivalued: `${iam}reference_policies_condition_examples-multi-valued-context-keys.html`,
  logic: `${iam}reference_policies_condition-logic-multiple-context-keys-or-values.html`,
  variables: `${iam}reference_policies_variables.html`,
  resource: `${iam}reference_policies_elements_resource.html`,
  notResource: `${iam}reference_policies_elements_notresource.html`,
  action: `${iam}reference_policies_elements_action.html`,
  notAction: `${iam}reference_policies_elements_notaction.html`,
  principal: `${iam}reference_policies_elements_principal.html`,
  notPrincipal: `${iam}reference_policies_elements_notprincipal.html`,
  trust: `${iam}id_roles_create_for-user.html`,
  externalId: `${iam}id_roles_common-scenarios_third-party.html`,
  keyPolicies: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
  defaultKeyPolicy: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  keysAcrossAccounts:
    "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html",
  kmsConditions: "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html",
  kmsIamPolicies: "https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies.html",
  endpointPolicies: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  s3Endpoints: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
  bucketsAndEndpoints:
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html",
  bucketPolicies: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html",
  s3Encryption: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html",
  serverLogs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html",
} as const;

type Row = readonly [page: keyof typeof pages, says: string, request: Request, policies: Policies, decision: string];

const read = { Action: "s3:GetObject", Resource: `${bucket}/*` };
const may = (rest: Record<string, unknown>): Policy => policy("identity", allow(rest));
const onBucket = (...statements: Record<string, unknown>[]): Policy => policy("resource", ...statements);
const acrossAccounts = getObject({ resourceAccount: data });
const roleMayRead = onBucket(allow({ ...read, Principal: { AWS: role.arn } }));
const accountMayRead = onBucket(allow({ ...read, Principal: { AWS: accountRoot(studio) } }));
const nothing = may({ Action: "ec2:DescribeVpcs", Resource: "*" });

const evaluation: readonly Row[] = [
  ["denyAllow", "without any allow a request is denied", getObject(), {}, "no allow (identity)"],
  ["denyAllow", "an allow in an identity policy is enough", getObject(), { identity: [may(read)] }, "allowed"],
  [
    "denyAllow",
    "an explicit deny overrides any allow, in whatever policy it stands",
    getObject(),
    { identity: [everything], resource: onBucket(deny({ ...read, Principal: "*" })) },
    "explicit deny",
  ],
  [
    "denyAllow",
    "an explicit deny in a boundary overrides too",
    getObject(),
    { identity: [everything], boundary: policy("identity", allow({ Action: "*", Resource: "*" }), deny(read)) },
    "explicit deny",
  ],
  ["singleAccount", "the resource's policy alone is enough", getObject(), { resource: roleMayRead }, "allowed"],
  [
    "singleAccount",
    "the identity policy alone is enough, where the resource's policy is silent",
    getObject(),
    { identity: [may(read)], resource: onBucket(allow({ ...read, Principal: { AWS: otherRole.arn } })) },
    "allowed",
  ],
  [
    "denyAllow",
    "a service control policy that does not allow denies",
    getObject(),
    { identity: [everything], serviceControl: [[everything], [nothing]] },
    "no allow (service control)",
  ],
  [
    "denyAllow",
    "service control policies bind an account's principals, not services",
    getObject({ principal: service("logging.s3.amazonaws.com") }),
    {
      resource: onBucket(allow({ ...read, Principal: { Service: "logging.s3.amazonaws.com" } })),
      serviceControl: [[nothing]],
    },
    "allowed",
  ],
  [
    "denyAllow",
    "a boundary that does not allow denies",
    getObject(),
    { identity: [everything], boundary: nothing },
    "no allow (boundary)",
  ],
  ["boundaries", "a boundary grants nothing by itself", getObject(), { boundary: everything }, "no allow (identity)"],
  [
    "denyAllow",
    "a grant to a role's ARN is limited by the role's boundary",
    getObject(),
    { resource: roleMayRead, boundary: nothing },
    "no allow (boundary)",
  ],
  [
    "denyAllow",
    "a grant to a role's ARN is limited by the session policy",
    getObject(),
    { resource: roleMayRead, session: [nothing] },
    "no allow (session)",
  ],
  [
    "denyAllow",
    "a grant to the session's ARN is limited by neither",
    getObject(),
    { resource: onBucket(allow({ ...read, Principal: { AWS: sessionArn } })), boundary: nothing, session: [nothing] },
    "allowed",
  ],
  [
    "denyAllow",
    "a grant to everybody on condition of aws:PrincipalArn is limited by neither",
    getObject(),
    {
      resource: onBucket(
        allow({ ...read, Principal: "*", Condition: { ArnEquals: { "aws:PrincipalArn": role.arn } } }),
      ),
      boundary: nothing,
      session: [nothing],
    },
    "allowed",
  ],
  [
    "denyAllow",
    "a grant to everybody is not narrowed by a second grant to the role's ARN",
    getObject(),
    {
      resource: onBucket(
        allow({ ...read, Principal: { AWS: role.arn } }),
        allow({ ...read, Principal: "*", Condition: { ArnEquals: { "aws:PrincipalArn": role.arn } } }),
      ),
      boundary: nothing,
    },
    "allowed",
  ],
  [
    "boundaries",
    "a grant to a user's ARN is not limited by the user's boundary",
    getObject({ principal: user }),
    { resource: onBucket(allow({ ...read, Principal: { AWS: user.arn } })), boundary: nothing },
    "allowed",
  ],
  [
    "denyAllow",
    "a session policy that does not allow denies",
    getObject(),
    { identity: [everything], session: [nothing] },
    "no allow (session)",
  ],
  [
    "denyAllow",
    "the root user has full access to its own account",
    getObject({ principal: { kind: "root", account: studio } }),
    {},
    "allowed",
  ],
  [
    "crossAccount",
    "both sides allow: allowed",
    acrossAccounts,
    { identity: [may(read)], resource: roleMayRead },
    "allowed",
  ],
  [
    "crossAccount",
    "only the resource's side allows: denied",
    acrossAccounts,
    { resource: roleMayRead },
    "no allow (identity)",
  ],
  [
    "crossAccount",
    "only the identity's side allows: denied",
    acrossAccounts,
    { identity: [may(read)] },
    "no allow (resource)",
  ],
  [
    "crossAccount",
    "naming the caller's account is enough on the resource's side",
    acrossAccounts,
    { identity: [may(read)], resource: accountMayRead },
    "allowed",
  ],
  [
    "crossAccount",
    "naming the session is no way around the identity's side",
    acrossAccounts,
    { resource: onBucket(allow({ ...read, Principal: { AWS: sessionArn } })) },
    "no allow (identity)",
  ],
  [
    "crossAccount",
    "everybody in the resource's policy is no way around the identity's side",
    acrossAccounts,
    { resource: onBucket(allow({ ...read, Principal: "*" })) },
    "no allow (identity)",
  ],
  [
    "crossAccount",
    "the caller's boundary counts on the identity's side",
    acrossAccounts,
    { identity: [may(read)], resource: roleMayRead, boundary: nothing },
    "no allow (boundary)",
  ],
];

const principals: readonly Row[] = [
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
const underTest = may({ Action: "s3:GetObject", Resource: `${bucket}/*/test/*` });
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
const objectUnder = (key: string): Request => getObject({ resource: `${bucket}/${key}` });

const documents: readonly Row[] = [
  ...[
    "1/test/object.jpg",
    "1/2/test/object.jpg",
    "1///test///object.jpg",
    "1/test/.jpg",
    "/test/object.jpg",
    "1/test/",
  ].map((key): Row => ["resource", `*/test/* is ${key}`, objectUnder(key), { identity: [underTest] }, "allowed"]),
  ...["1-test/object.jpg", "test/object.jpg", "1/2/test.jpg"].map(
    (key): Row => [
      "resource",
      `*/test/* is not ${key}`,
      objectUnder(key),
      { identity: [underTest] },
      "no allow (identity)",
    ],
  ),
  [
    "resource",
    "a user's name in a resource keeps its case",
    { principal: role, action: "iam:GetUser", resource: `arn:aws:iam::${studio}:user/bob`, resourceAccount: studio },
    { identity: [may({ Action: "iam:*", Resource: `arn:aws:iam::${studio}:user/Bob` })] },
    "no allow (identity)",
  ],
  [
    "resource",
    "a star that ends a part may reach beyond the colon",
    {
      principal: role,
      action: "logs:GetLogEvents",
      resource: `arn:aws:logs:eu-central-1:${studio}:log-group:g:log-stream:s`,
      resourceAccount: studio,
    },
    { identity: [may({ Action: "logs:*", Resource: `arn:aws:logs:eu-central-1:${studio}:log-group:*` })] },
    "allowed",
  ],
  [
    "notResource",
    "NotResource is every resource but those named",
    getObject({ resource: "arn:aws:s3:::other/key" }),
    { identity: [everything, policy("identity", deny({ Action: "s3:*", NotResource: [bucket, `${bucket}/*`] }))] },
    "explicit deny",
  ],
  [
    "notResource",
    "and spares those named",
    getObject(),
    { identity: [everything, policy("identity", deny({ Action: "s3:*", NotResource: [bucket, `${bucket}/*`] }))] },
    "allowed",
  ],
  [
    "action",
    "actions compare without case",
    getObject(),
    { identity: [may({ Action: "S3:getobject", Resource: "*" })] },
    "allowed",
  ],
  [
    "action",
    "wildcards stand anywhere in an action",
    getObject(),
    { identity: [may({ Action: "s3:*Obj?ct", Resource: "*" })] },
    "allowed",
  ],
  [
    "action",
    "a part of a name is not the name",
    getObject(),
    { identity: [may({ Action: "s3:Get", Resource: "*" })] },
    "no allow (identity)",
  ],
  [
    "notAction",
    "NotAction is every action but those named",
    getObject(),
    { identity: [may({ NotAction: "iam:*", Resource: "*" })] },
    "allowed",
  ],
  [
    "notAction",
    "and a deny of NotAction strikes the rest",
    getObject(),
    { identity: [everything, policy("identity", deny({ NotAction: ["iam:*", "sts:*"], Resource: "*" }))] },
    "explicit deny",
  ],
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
const put = (context: Request["context"]): Request => getObject({ action: "s3:PutObject", context });
const wrongEncryption = onBucket(
  deny({
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${bucket}/*`,
    Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
  }),
);
const logDelivery = policy(
  "resource",
  allow({
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `${bucket}/logs/*`,
    Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::source" }, StringEquals: { "aws:SourceAccount": studio } },
  }),
);
const logging = (context: Request["context"]): Request => ({
  principal: service("logging.s3.amazonaws.com"),
  action: "s3:PutObject",
  resource: `${bucket}/logs/x`,
  resourceAccount: studio,
  context,
});

const networks: readonly Row[] = [
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
  [
    "bucketPolicies",
    "a request without TLS is denied",
    getObject({ context: { "aws:SecureTransport": "false" } }),
    {
      identity: [everything],
      resource: onBucket(deny({ ...read, Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } })),
    },
    "explicit deny",
  ],
  [
    "bucketPolicies",
    "one with TLS is not",
    getObject(),
    {
      identity: [everything],
      resource: onBucket(deny({ ...read, Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } })),
    },
    "allowed",
  ],
  [
    "s3Encryption",
    "a write with another encryption is denied",
    put({ "s3:x-amz-server-side-encryption": "AES256" }),
    { identity: [everything], resource: wrongEncryption },
    "explicit deny",
  ],
  [
    "s3Encryption",
    "StringNotEquals denies a write without the header too",
    put({}),
    { identity: [everything], resource: wrongEncryption },
    "explicit deny",
  ],
  [
    "s3Encryption",
    "a write with aws:kms passes",
    put({ "s3:x-amz-server-side-encryption": "aws:kms" }),
    { identity: [everything], resource: wrongEncryption },
    "allowed",
  ],
  [
    "serverLogs",
    "the logging service writes logs of the bucket named",
    logging({ "aws:SourceArn": "arn:aws:s3:::source", "aws:SourceAccount": studio }),
    { resource: logDelivery },
    "allowed",
  ],
  [
    "serverLogs",
    "not for another account",
    logging({ "aws:SourceArn": "arn:aws:s3:::source", "aws:SourceAccount": data }),
    { resource: logDelivery },
    "no allow (resource)",
  ],
];

const key = (account: string) => `arn:aws:kms:us-west-2:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const decrypt = (different: Partial<Request> = {}): Request => ({
  principal: role,
  action: "kms:Decrypt",
  resource: key(studio),
  resourceAccount: studio,
  ...different,
});
const foreignDecrypt = decrypt({ resource: key(data), resourceAccount: data });
const keyFor = (principal: unknown, rest: Record<string, unknown> = {}): Policy =>
  policy("resource", allow({ Principal: principal, Action: "kms:*", Resource: "*", ...rest }));
const mayDecrypt = may({ Action: "kms:Decrypt", Resource: "*" });

const keys: readonly Row[] = [
  [
    "keyPolicies",
    "an identity policy alone opens no key",
    decrypt(),
    { identity: [everything], resource: keyFor({ AWS: otherRole.arn }) },
    "no allow (resource)",
  ],
  [
    "keyPolicies",
    "not even for the root user",
    decrypt({ principal: { kind: "root", account: studio } }),
    { resource: keyFor({ AWS: otherRole.arn }) },
    "no allow (resource)",
  ],
  ["keyPolicies", "the key's policy alone does", decrypt(), { resource: keyFor({ AWS: role.arn }) }, "allowed"],
  [
    "defaultKeyPolicy",
    "naming the account enables identity policies",
    decrypt(),
    { identity: [mayDecrypt], resource: keyFor({ AWS: accountRoot(studio) }) },
    "allowed",
  ],
  [
    "defaultKeyPolicy",
    "and by itself opens nothing to the account's roles",
    decrypt(),
    { resource: keyFor({ AWS: accountRoot(studio) }) },
    "no allow (identity)",
  ],
  [
    "defaultKeyPolicy",
    "but opens the key to the root user",
    decrypt({ principal: { kind: "root", account: studio } }),
    { resource: keyFor({ AWS: accountRoot(studio) }) },
    "allowed",
  ],
  [
    "keyPolicies",
    "an identity policy can deny what the key's policy allows",
    decrypt(),
    { identity: [policy("identity", deny({ Action: "kms:*", Resource: "*" }))], resource: keyFor({ AWS: role.arn }) },
    "explicit deny",
  ],
  [
    "keysAcrossAccounts",
    "the key's policy names the foreign account and its identity policy allows",
    foreignDecrypt,
    { identity: [mayDecrypt], resource: keyFor({ AWS: accountRoot(studio) }) },
    "allowed",
  ],
  [
    "keysAcrossAccounts",
    "the key's policy alone is not enough",
    foreignDecrypt,
    { resource: keyFor({ AWS: role.arn }) },
    "no allow (identity)",
  ],
  [
    "keysAcrossAccounts",
    "the identity policy alone is not enough",
    foreignDecrypt,
    { identity: [mayDecrypt], resource: keyFor({ AWS: accountRoot(data) }) },
    "no allow (resource)",
  ],
  [
    "kmsIamPolicies",
    "actions without a key need the identity policy only",
    decrypt({ action: "kms:ListAliases", resource: "*" }),
    { identity: [may({ Action: "kms:ListAliases", Resource: "*" })] },
    "allowed",
  ],
  [
    "kmsConditions",
    "kms:ViaService: through the service named",
    decrypt({ context: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } }),
    {
      resource: keyFor(
        { AWS: role.arn },
        { Condition: { StringEquals: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } } },
      ),
    },
    "allowed",
  ],
  [
    "kmsConditions",
    "kms:ViaService: not directly",
    decrypt(),
    {
      resource: keyFor(
        { AWS: role.arn },
        { Condition: { StringEquals: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } } },
      ),
    },
    "no allow (resource)",
  ],
  [
    "kmsConditions",
    "kms:CallerAccount narrows everybody to one account",
    decrypt(),
    { resource: keyFor("*", { Condition: { StringEquals: { "kms:CallerAccount": studio } } }) },
    "allowed",
  ],
  [
    "kmsConditions",
    "and leaves other accounts out",
    foreignDecrypt,
    { identity: [mayDecrypt], resource: keyFor("*", { Condition: { StringEquals: { "kms:CallerAccount": data } } }) },
    "no allow (resource)",
  ],
  [
    "kmsConditions",
    "kms:ResourceAliases: one alias of the key fits",
    decrypt({ context: { "kms:ResourceAliases": ["alias/a", "alias/b"] } }),
    {
      identity: [
        may({
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/b" } },
        }),
      ],
      resource: keyFor({ AWS: accountRoot(studio) }),
    },
    "allowed",
  ],
  [
    "kmsConditions",
    "kms:EncryptionContext: the pair must be there",
    decrypt({ context: { "kms:EncryptionContext:AppName": "OtherApp" } }),
    {
      resource: keyFor(
        { AWS: role.arn },
        { Condition: { StringEquals: { "kms:EncryptionContext:AppName": "ExampleApp" } } },
      ),
    },
    "no allow (resource)",
  ],
  [
    "kmsConditions",
    "kms:GrantIsForAWSResource: grants only for services",
    decrypt({ action: "kms:CreateGrant", context: { "kms:GrantIsForAWSResource": "false" } }),
    { resource: keyFor({ AWS: role.arn }, { Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }) },
    "no allow (resource)",
  ],
];

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

const trust: readonly Row[] = [
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

describe.each([
  ["policy evaluation", evaluation],
  ["principals", principals],
  ["documents", documents],
  ["networks and buckets", networks],
  ["keys", keys],
  ["trust", trust],
])("%s", (_, rows) => {
  test.each(rows)("%s: %s", (page, _says, request, policies, decision) => {
    expect(pages[page]).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(decide(request, policies)).toBe(decision);
  });
});

test("NotPrincipal that names a role without its account is refused, for AWS leaves its meaning open", () => {
  const partly = onBucket(deny({ ...read, NotPrincipal: { AWS: role.arn } }));
  expect(() => decide(getObject(), { identity: [everything], resource: partly })).toThrow(/in part/);
  expect(decide(getObject({ principal: otherRole }), { identity: [everything], resource: partly })).toBe(
    "explicit deny",
  );
});

test("the resource decides, not the object's name alone", () => {
  expect(
    decide(getObject({ resource: object }), { identity: [may({ Action: "s3:GetObject", Resource: bucket })] }),
  ).toBe("no allow (identity)");
});
