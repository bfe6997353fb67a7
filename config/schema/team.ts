/** environments/<env>/teams/<team>.yaml */
import { z } from "zod";
import { bucket } from "./bucket";
import { docker } from "./docker";
import { features } from "./features";
import { image } from "./images";
import { instanceTypes, usualInstanceType } from "./instance-types";
import { cidr, describe, tags } from "./values";

const instanceType = z
  .string()
  .regex(/^ml\.[a-z0-9-]+\.[a-z0-9-]+$/, { error: "is not a Studio instance type; write for example ml.t3.medium" });

/**
 * AWS: ^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}, kept shorter so that the group's and profile's names fit. In lower case, for so AWS
 * writes the ARN that policies are held against: https://github.com/aws/aws-sdk-js-v3/issues/6514. It is also the source
 * identity of the person's sessions, which has 2 to 64 characters (STS API Reference, AssumeRole).
 */
const profileName = z
  .string()
  .max(40, { error: "is longer than 40 characters; shorten it" })
  .regex(/^[a-z0-9](-*[a-z0-9])+$/, {
    error: ({ input }) =>
      /^[a-z0-9]$/.test(String(input))
        ? "is too short; write at least 2 characters, which the source identity in CloudTrail needs"
        : "is not a legal user profile name; write lower-case letters, digits and hyphens, no hyphen first or last (AWS writes the names in ARNs in lower case, and allows no dots or underscores)",
  });

/** The proof reads no name that Terraform or AWS may take for another (isolation/policy/plain.ts). */
function notAscii(name: string): string {
  if (name === "") return "is empty; write the user's name in IAM Identity Center";
  const letter = /[^ -~]/u.exec(name)?.[0].codePointAt(0);
  return letter === undefined
    ? "has a space, and no user name of IAM Identity Center has one; leave it out"
    : `holds U+${letter.toString(16).toUpperCase().padStart(4, "0")}, and AWS may take it for another letter; write a name in ASCII`;
}

const user = z.strictObject({
  name: describe(profileName, "User profile name; also the source identity in CloudTrail."),
  ssoUser: describe(
    z
      .string()
      // Source: Identity Store API Reference, CreateUser (UserName: 128 characters, no spaces).
      .max(128, { error: "is longer than 128 characters, and no user name of IAM Identity Center is; write that name" })
      .regex(/^(?!.*[$%]\{)/s, { error: "holds ${ or %{, which Terraform takes for a template; choose another name" })
      .regex(/^[!-~]+$/, { error: ({ input }) => notAscii(String(input)) })
      .optional(),
    "User name in IAM Identity Center, in ASCII; required in SSO mode, refused in IAM mode.",
  ),
  instanceType: describe(instanceType.optional(), "Default instance for this user's apps. Default: the team's."),
});

export const teamSchema = z.strictObject({
  schemaVersion: describe(z.literal(1), "Version of this file's format."),
  cidr: describe(
    cidr,
    "The team's own range inside the environment's Studio range, divided over the zones. Fixed once the domain exists.",
  ),
  users: describe(
    z.array(user).min(1, { error: "is empty; a domain needs at least one user" }),
    "The people of the team; each gets a user profile.",
  ),
  authMode: describe(
    z.enum(["IAM", "SSO"]).default("IAM"),
    "How people log in. IAM: with a presigned URL, from the networks that access in environment.yaml names. SSO: through IAM Identity Center, from any network. Fixed once the domain exists.",
  ),
  dataAccount: describe(
    z.string().optional(),
    "Name of the data account. Default: the environment's only one. Fixed once deployed.",
  ),
  buckets: describe(
    z
      .array(bucket)
      .min(1, { error: "is empty; a team needs at least one bucket" })
      .prefault([{ name: "data" }]),
    "The team's buckets.",
  ),
  features: describe(
    features.prefault({}),
    "Features of the platform beyond jobs, endpoints and pipelines. Each opens something that is shut without it; none is on by default.",
  ),
  instanceType: describe(instanceType.default(usualInstanceType), "Default instance for JupyterLab and Code Editor."),
  instanceTypes: describe(
    instanceTypes.prefault({}),
    "Instance types that the team's role may start; every other is denied.",
  ),
  idleTimeoutMinutes: describe(
    z.int().min(60).max(525600).default(60),
    "JupyterLab and Code Editor in people's own spaces are shut down after so many idle minutes. Shared spaces have 60, and their owner may choose up to 1440.",
  ),
  lifecycleScript: describe(
    z
      .string()
      .regex(/^[\w-]+(\.[\w-]+)*$/, {
        error: "is not a file name; write the name of a script in the environment's scripts folder",
      })
      .optional(),
    "A shell script in environments/<env>/scripts/ that runs when an app starts, after the blueprint's own; 4 KiB at most.",
  ),
  images: describe(
    z.array(image).default([]),
    "Images of the team's own for its apps. People may start apps with these and with AWS's, and with no others.",
  ),
  homeDirectories: describe(
    z.enum(["retain", "delete"]).default("retain"),
    "What happens to home directories when the domain is deleted. Fixed once the domain exists.",
  ),
  docker: describe(docker.optional(), "Docker in Studio's apps; off without this key. Fixed once the domain exists."),
  tagPropagation: describe(
    z.boolean().default(false),
    "Copy the tags of domain, profile and space to what apps make. Fixed once the domain exists.",
  ),
  protect: describe(
    z.boolean().default(true),
    "Refuse to destroy the domain, the keys and the buckets, and to erase old versions of objects. Without it a destroy takes the access logs along.",
  ),
  tags: describe(tags.prefault({}), "Tags on the team's resources."),
});
