/** Where Terraform keeps state: in files, in a bucket or in workspaces. */
import { z } from "zod";
import { describe, iamArn } from "./values";

export const state = z.discriminatedUnion("backend", [
  describe(
    z.strictObject({ backend: z.literal("local") }),
    "State in files beside the output folder: state/<stack>.tfstate.",
  ),
  describe(
    z.strictObject({
      backend: z.literal("s3"),
      bucket: describe(
        z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
          error: "is not a legal bucket name; write 3 to 63 lower-case letters, digits, dots and hyphens",
        }),
        "The state bucket; it must exist.",
      ),
      region: describe(z.string().optional(), "The state bucket's region. Default: the environment's."),
      role: describe(
        iamArn(
          "for example arn:aws:iam::111122223333:role/terraform-state, or leave the key out: the deployer role of the studio account is the default",
        ).optional(),
        "ARN of the role that reads and writes state. Default: the studio account's deployer role.",
      ),
      kmsKey: describe(
        z
          .string()
          .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[\w/-]+$/, {
            error: "is not the ARN of a KMS key; write for example arn:aws:kms:eu-central-1:111122223333:alias/state",
          })
          .optional(),
        "ARN of the KMS key that encrypts state. Default: the bucket's own encryption.",
      ),
    }),
    "State in an S3 bucket, locked by a lock file.",
  ),
  describe(
    z.strictObject({
      backend: z.literal("cloud"),
      organization: describe(
        z.string().regex(/^[\w-]{1,40}$/, {
          error: "is not a legal organization name; write up to 40 letters, digits, hyphens and underscores",
        }),
        "The HCP Terraform organization; one workspace for each stack, named like it.",
      ),
      hostname: describe(
        z
          .hostname({ error: "is not a host name; write for example app.terraform.io" })
          .regex(/^[^A-Z]+$/, { error: "has capital letters; write the host name in small ones" })
          .optional(),
        "Terraform Enterprise host. Default: app.terraform.io.",
      ),
      project: describe(
        z
          .string()
          .regex(/^[\w-][\w -]{1,38}[\w-]$/, {
            error:
              "is not a legal project name; write 3 to 40 letters, digits, hyphens and underscores, with spaces between them",
          })
          .optional(),
        "The project that the workspaces belong to. Default: the organization's default project.",
      ),
    }),
    "State in HCP Terraform or Terraform Enterprise workspaces.",
  ),
]);
