/** Resource, NotResource, Action and NotAction. */
import type { Request } from "../../../../isolation/policy";
import { bucket, deny, everything, getObject, policy, role, studio } from "../build";
import { may, type Row } from "./rows";

const underTest = may({ Action: "s3:GetObject", Resource: `${bucket}/*/test/*` });
const objectUnder = (key: string): Request => getObject({ resource: `${bucket}/${key}` });

export const elements: readonly Row[] = [
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
];
