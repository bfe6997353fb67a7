/** Features of the platform that a team may turn on, each with the exception from its guardrails that it needs; one object a feature. */
import { z } from "zod";
import { describe } from "./values";

export const featureStore = z.strictObject({});

export const features = z.strictObject({
  featureStore: describe(
    featureStore.optional(),
    "SageMaker Feature Store: the team makes feature groups with an online store under the studio key, and reads and writes their records. Needs sagemaker.featurestore-runtime in the environment's extraInterfaceEndpoints. Default: no feature groups.",
  ),
});
