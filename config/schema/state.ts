/** Where Terraform keeps state: in files, in a bucket or in workspaces. */
import { z } from "zod";
import { roleArn } from "./iam";
import { describe, existingBucket } from "./values";

const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
/** Ports from 1 to 65535. */
const port = "([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";
/** Labels of RFC 1123, 253 characters in all, with a port if it is not 443: what `terraform init` takes. */
const hostAndPort = new RegExp(`^(?=[^:]{1,253}(:|$))${label}(\\.${label})*(:${port})?$`);

export const state = z.discriminatedUnion("backend", [
  describe(
    z.strictObject({ backend: z.literal("local") }),
    "State in files beside the output folder: state/<stack>.tfstate.",
  ),
  describe(
    z.strictObject({
      backend: z.literal("s3"),
      bucket: describe(existingBucket, "The state bucket; it must exist."),
      region: describe(z.string().optional(), "The state bucket's region. Default: the environment's."),
      role: describe(
        roleArn(
          "for example arn:aws:iam::111122223333:role/terraform-state, or leave the key out: the deployer role of the studio account is the default",
        ).optional(),
        "ARN of the role that reads and writes state. Default: the studio account's deployer role.",
      ),
      kmsKey: describe(
        z
          .string()
          // What Terraform's S3 backend takes: github.com/hashicorp/terraform, internal/backend/remote-state/s3/validate.go.
          .regex(
            /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key\/([a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}|mrk-[a-f0-9]{32})|alias\/[\w/-]+)$/,
            {
              error:
                "is not the ARN of a KMS key or alias; write arn:aws:kms:<region>:<account>:alias/<name>, or .../key/<id> with the id that KMS gave",
            },
          )
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
        // Source: developer.hashicorp.com/hcp/docs/hcp/admin/orgs ("between 3 and 40 characters").
        z.string().regex(/^[\w-]{3,40}$/, {
          error: "is not a legal organization name; write 3 to 40 letters, digits, hyphens and underscores",
        }),
        "The HCP Terraform organization; one workspace for each stack, named like it.",
      ),
      hostname: describe(
        z
          .string()
          .regex(hostAndPort, {
            error: ({ input }) =>
              hostAndPort.test(String(input).toLowerCase())
                ? "has capital letters; write the host name in small ones"
                : "is not a host name; write for example app.terraform.io or tfe.example.com:8443",
          })
          .optional(),
        "Terraform Enterprise host. Default: app.terraform.io.",
      ),
      project: describe(
        z
          .string()
          // Source: developer.hashicorp.com/terraform/cloud-docs/projects/manage ("letters, numbers, inner spaces, hyphens,
          // and underscores"); the length was not looked up.
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
