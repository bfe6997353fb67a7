/** Key `instanceTypes` of a team's file: which instance types its apps, jobs and endpoints may have. */
import { z } from "zod";
import { describe } from "./values";

/** What shared spaces begin with, and the apps of a team that names none. */
export const usualInstanceType = "ml.t3.medium";

const pattern = z.string().regex(/^ml\.(\*|[a-z0-9*-]+\.[a-z0-9*]+)$/, {
  error: "is not an instance type or a pattern of them; write for example ml.g5.xlarge, ml.g5.*, ml.*.2xlarge or ml.*",
});

const patterns = (right: readonly string[], text: string) =>
  describe(
    z
      .array(pattern)
      .min(1, { error: "is empty, and nothing could start; leave the key out, or write at least one type" })
      .default([...right]),
    text,
  );

export const defaultTypesOfApps = ["ml.t3.*", "ml.*.large", "ml.*.xlarge", "ml.*.2xlarge"] as const;
const upTo12xlarge = [
  ...defaultTypesOfApps,
  "ml.t2.*",
  "ml.*.4xlarge",
  "ml.*.8xlarge",
  "ml.*.9xlarge",
  "ml.*.12xlarge",
] as const;

export const instanceTypes = z.strictObject({
  apps: patterns(
    defaultTypesOfApps,
    "Types of Studio's apps; * stands for any letters. Default: nothing larger than 2xlarge.",
  ),
  jobs: patterns(
    upTo12xlarge,
    "Types of training, tuning, processing, transform and monitoring jobs. Default: nothing larger than 12xlarge.",
  ),
  endpoints: patterns(upTo12xlarge, "Types of endpoints. Default: nothing larger than 12xlarge."),
});

/** Whether a type is one of these, as IAM compares them (StringLike). */
export const isAllowedType = (type: string, allowed: readonly string[]): boolean =>
  allowed.some((each) => new RegExp(`^${each.replaceAll(".", "\\.").replaceAll("*", ".*")}$`).test(type));
