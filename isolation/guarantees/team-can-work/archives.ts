/** Objects stay readable: none goes to a storage class that wants a restore first. */
import type { TeamFacts } from "../../facts/facts";
import { placeOf } from "../../model";
import type { Failure } from "../guarantee";

/** Source: docs.aws.amazon.com/AmazonS3/latest/userguide/archived-objects.html */
const archives = new Set(["GLACIER", "DEEP_ARCHIVE"]);

export const archived = ({ name, data, buckets }: TeamFacts): Failure[] =>
  data
    .resources("aws_s3_bucket_lifecycle_configuration")
    .filter(({ config }) => buckets.some((bucket) => bucket.name === config.bucket))
    .flatMap((lifecycle) =>
      lifecycle.config.rule
        .filter(
          ({ status, transition }) =>
            status === "Enabled" && transition?.some((each) => archives.has(each.storage_class)),
        )
        .map(({ id }) => ({
          what: `${name} cannot read from ${lifecycle.config.bucket} what its lifecycle rule ${id} has archived`,
          where: placeOf(lifecycle),
          change:
            "choose GLACIER_IR, which is read at once, or archive older versions only (noncurrent_version_transition)",
        })),
    );
