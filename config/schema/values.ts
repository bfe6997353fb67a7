/** Values that keys of both files take: ranges, ARNs, names, tags, each with what would be right. */
import { z } from "zod";

/** Loaded by editors for completion; says in words what each key does. */
export const describe = <T extends z.ZodType>(schema: T, text: string): T => schema.describe(text) as T;

const range = (example: string) => z.cidrv4({ error: `is not an IPv4 range; write for example ${example}` });
export const cidr = range("10.0.32.0/22");
/** Of the internet; the example is of RFC 5737, which nobody has. */
export const publicCidr = range("203.0.113.0/24");
export const accountId = z
  .string()
  .regex(/^\d{12}$/, { error: 'is not an account id; write its 12 digits in quotes, "012345678901"' });

/**
 * A bucket that exists already. S3 reserved the beginnings xn--, sthree- and amzn-s3-demo- one after another: they bind new
 * names only. The reserved ends are names of access points and of buckets of other kinds.
 * Source: docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const existingBucket = z
  .string()
  .regex(
    /^(?!.*\.\.)(?!\d+(\.\d+){3}$)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    {
      error:
        "is not a legal bucket name; write it in full: 3 to 63 lower-case letters, digits, hyphens and single dots, not an IP address, not an access point's alias",
    },
  );

/**
 * What keys of a bucket begin with. Without what a policy reads as a pattern (* ? $), spaces and what S3 advises to avoid.
 * Source: docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html (keys of 1,024 bytes; relative parts may not lead out)
 */
export const prefix = z
  .string()
  .max(1023, { error: "is longer than 1023 characters, and a key has 1024; shorten it" })
  .regex(/^(?!(.*\/)?\.\.?\/)[\w!.'()/=+@,:&-]+\/$/, {
    error:
      "is not a prefix; write a path that ends in /, for example incoming/ or year=2026/, without . and .. as parts",
  });

/** Names that become part of resource names: lower case, digits, single hyphens; no hyphen first or last. */
export const slug = (longest: number) =>
  z
    .string()
    .max(longest, { error: `is longer than ${longest} characters; shorten it` })
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
      error: "is not a legal name; write lower-case letters, digits and single hyphens, a letter first",
    });

/** Environment names carry no hyphen, so that `<env>-<team>-*` can never reach into another environment. */
export const environmentName = z.string().regex(/^[a-z][a-z0-9]{0,11}$/, {
  error: "is not a legal environment name; write up to 12 lower-case letters and digits, a letter first",
});
export const teamName = slug(20);

export const tagValue = (shortest: 0 | 1) =>
  z.string().regex(new RegExp(`^[\\w .:/=+@-]{${shortest},256}$`), {
    error: "is not a legal tag value; write up to 256 letters, digits, spaces or _.:/=+-@",
  });

export const tags = z.record(
  z.string().regex(/^(?![aA][wW][sS]:)[\w .:/=+@-]{1,128}$/, {
    error: "is not a legal tag key; write up to 128 letters, digits, spaces or _.:/=+-@, and no aws: first",
  }),
  tagValue(0),
);
