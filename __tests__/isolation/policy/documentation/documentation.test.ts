/** What AWS's own pages say of requests and policies, paraphrased: each row names the page that it comes from. */
import { bucket, decide, deny, everything, getObject, object, otherRole, role } from "../build";
import { buckets } from "./buckets";
import { conditions } from "./conditions";
import { elements } from "./elements";
import { evaluation } from "./evaluation";
import { keys } from "./keys";
import { networks } from "./networks";
import { principals } from "./principals";
import { may, onBucket, pages, read } from "./rows";
import { trust } from "./trust";

describe.each([
  ["policy evaluation", evaluation],
  ["principals", principals],
  ["elements", elements],
  ["conditions", conditions],
  ["networks", networks],
  ["buckets", buckets],
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
