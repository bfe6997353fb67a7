/** Names, paths and ARNs of IAM: what its API would refuse is refused when the file is loaded. */
import { z } from "zod";

const name = "[\\w+=,.@-]";
const folders = `(${name}+/)*`;

/**
 * Source: IAM API Reference, CreatePolicy (Path: ((/[A-Za-z0-9.,+@=_-]+)*)/, 512 characters). A role's path may hold more
 * (CreateRole: all of ASCII), but SageMaker takes only these in the ARN of an execution role (CreateDomain, RoleArn), and
 * policies would read some of the others (* ? $) as patterns.
 */
export const iamPath = z
  .string()
  .max(512, { error: "is longer than 512 characters, which is as long as IAM allows a path to be; shorten it" })
  .regex(new RegExp(`^/${folders}$`), {
    error: "is not an IAM path; write /, or names between single slashes: /platform/",
  });

/** A text of the form, whose path (with the slash before it and the one behind) has 512 characters at most, and its name so many. */
function pathAndName(start: string, pathStart: string, longestName: number, wrong: string) {
  const form = new RegExp(`^${start}${folders}${name}+$`);
  const short = `(?=${pathStart}(.{1,510}/)?[^/]{1,${longestName}}$)`;
  return z.string().regex(new RegExp(`^${short}${start}${folders}${name}+$`), {
    error: ({ input }) =>
      form.test(String(input))
        ? `is too long: IAM allows a name of ${longestName} characters and a path of 512; write what IAM shows`
        : wrong,
  });
}

/**
 * ARN of a role; `right` says what to write instead of a wrong one.
 * Source: IAM API Reference, CreateRole (RoleName: 64 characters of [\w+=,.@-]; Path: 512, no part of it empty).
 */
export const roleArn = (right: string) =>
  pathAndName("arn:aws[a-z-]*:iam::\\d{12}:role/", "[^/]*/", 64, `is not the ARN of a role; write ${right}`);

/** Source: IAM API Reference, CreatePolicy (PolicyName: 128 characters of [\w+=,.@-]); AWS's own policies are of account "aws". */
export const managedPolicy = pathAndName(
  "(arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/)?",
  "(arn:[^/]*/|(?!arn:))",
  128,
  "is not a managed policy; write its name, path and name without a slash first (boundaries/platform), or its ARN",
);
