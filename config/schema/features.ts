/** Features of the platform that a team may turn on, each with the exception from its guardrails that it needs; one object a feature. */
import { z } from "zod";
import { describe, prefix, slug } from "./values";

/** Keys below a prefix of one of the team's own buckets. */
const place = z.strictObject({
  bucket: describe(slug(24), "Name of one of the team's buckets, as under buckets."),
  prefix: describe(prefix, "Only keys below this prefix."),
});

export const athena = z.strictObject({
  reads: describe(
    z.array(place).min(1, { error: "is empty; name a prefix at least, or leave athena out" }),
    "What Athena may read for the team: the data of its tables.",
  ),
  results: describe(
    z.strictObject({
      bucket: describe(slug(24), "Name of one of the team's buckets, as under buckets."),
      prefix: describe(prefix.default("athena/"), "Results, and tables that queries make, go below this prefix."),
    }),
    "Where Athena writes for the team.",
  ),
});

/** Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_FeatureDefinition.html */
const featureName = z
  .string()
  .max(64, { error: "is longer than 64 characters; shorten it" })
  .regex(/^(?!(is_deleted|write_time|api_invocation_time)$)[a-zA-Z0-9]([-_]*[a-zA-Z0-9])*$/, {
    error:
      "is not a legal name of a feature; write letters, digits, hyphens and underscores, a letter or digit first and last, and not is_deleted, write_time or api_invocation_time",
  });

const featureGroup = z.strictObject({
  // Environment, team and two hyphens have at most 34 of the 64 characters that AWS allows.
  name: describe(slug(30), "Last part of the group's name: <environment>-<team>-<name>."),
  recordIdentifier: describe(featureName, "The feature that identifies a record."),
  eventTime: describe(featureName, "The feature that holds a record's time, a String or a Fractional."),
  online: describe(z.boolean().default(false), "Keep the latest record of each identifier in an online store, too."),
  features: describe(
    z
      .array(
        z.strictObject({
          name: describe(featureName, "Name of the feature."),
          type: describe(z.enum(["String", "Integral", "Fractional"]), "Type of its values."),
        }),
      )
      .min(1, { error: "is empty; a record needs an identifier and a time" })
      .max(2500, { error: "has more than 2500 features, and SageMaker takes 2500" }),
    "Features of a record, the newest last. Terraform makes a group anew for any change of it.",
  ),
});

export const featureStore = z.strictObject({
  offline: describe(
    z
      .strictObject({
        bucket: describe(slug(24), "Name of one of the team's buckets, as under buckets."),
        prefix: describe(prefix.default("feature-store/"), "Only keys below this prefix."),
        groups: describe(
          z.array(featureGroup).default([]),
          "Feature groups with an offline store below this prefix, which the team's buckets stack makes.",
        ),
      })
      .optional(),
    "Offline stores: a role with which SageMaker writes below this prefix, from AWS's network and not through the team's endpoint. Nobody in Studio may pass it, so the groups that have one are declared here. Default: no such role.",
  ),
});

export const modelRegistry = z.strictObject({});

export const pipelineReads = z.strictObject({
  bucket: describe(slug(24), "Name of one of the team's buckets, as under buckets."),
  prefix: describe(prefix.default("pipelines/"), "Only keys below this prefix."),
});

export const mlflow = z.strictObject({
  bucket: describe(slug(24), "Name of one of the team's buckets, as under buckets."),
  prefix: describe(prefix.default("mlflow/"), "Artifacts of runs go below this prefix."),
  size: describe(
    z.enum(["Small", "Medium", "Large"]).default("Small"),
    "Size of the server: AWS recommends Small for up to 25 users, Medium for up to 50, Large for up to 100. AWS bills it by the hour.",
  ),
});

export const features = z.strictObject({
  athena: describe(
    athena.optional(),
    "Queries with Athena: a workgroup and a database of the Glue catalog. Athena reads and writes below these prefixes from AWS's network, not through the team's endpoint. Needs athena and glue in the environment's extraInterfaceEndpoints. Default: no queries.",
  ),
  featureStore: describe(
    featureStore.optional(),
    "SageMaker Feature Store: the team makes feature groups with an online store under the studio key, and reads and writes their records. Needs sagemaker.featurestore-runtime in the environment's extraInterfaceEndpoints. Default: no feature groups.",
  ),
  mlflow: describe(
    mlflow.optional(),
    "An MLflow tracking server of the team's own. Its role, which nobody in Studio may pass, reads and writes artifacts below this prefix from AWS's network, not through the team's endpoint. Needs experiments in the environment's extraInterfaceEndpoints. Default: no server.",
  ),
  modelRegistry: describe(
    modelRegistry.optional(),
    "SageMaker's model registry: the team sees, and deploys, versions of models that administrators register in groups named <environment>-<team>-…. It registers and approves none. Default: it sees none.",
  ),
  pipelineReads: describe(
    pipelineReads.optional(),
    "Pipelines whose conditions read files of steps (JsonGet): a role of their own, which reads below this prefix from AWS's network, not through the team's endpoint. Default: no such role.",
  ),
});
