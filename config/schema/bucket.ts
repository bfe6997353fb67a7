/** A team's bucket, and who may reach it from outside the domain. */
import { z } from "zod";
import { roleArn } from "./iam";
import { describe, prefix, publicCidr, slug } from "./values";

const outsideParty = z
  .strictObject({
    role: describe(
      roleArn("for example arn:aws:iam::111122223333:role/ingest"),
      "The role that may reach the bucket from outside the domain.",
    ),
    prefix: describe(prefix, "Only keys below this prefix."),
    vpcEndpoint: describe(
      z
        .string()
        .regex(/^vpce-[0-9a-f]{8}([0-9a-f]{9})?$/, {
          error: "is not a VPC endpoint id; write for example vpce-0a1b2c3d4e5f60718",
        })
        .optional(),
      "The S3 endpoint it must come through.",
    ),
    cidrs: describe(z.array(publicCidr).min(1).optional(), "Or the public ranges it must come from."),
  })
  .refine((party) => (party.vpcEndpoint === undefined) !== (party.cidrs === undefined), {
    error: "does not say which network it comes from; write exactly one of vpcEndpoint and cidrs",
  });

export const bucket = z.strictObject({
  name: describe(slug(24), "Last part of the bucket's name."),
  expireAfterDays: describe(
    z.int().min(1).max(36500).optional(),
    "Objects are deleted after so many days. Default: never.",
  ),
  keepOldVersionsDays: describe(
    z.int().min(1).max(36500).default(90),
    "Overwritten and deleted objects stay recoverable for so many days.",
  ),
  producers: describe(z.array(outsideParty).default([]), "Roles that may write from outside the domain."),
  readers: describe(z.array(outsideParty).default([]), "Roles that may read from outside the domain."),
});
