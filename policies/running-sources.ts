/** What a role must not be assumed for, where AWS does not document for what SageMaker assumes it. */

/**
 * What SageMaker names as the source when it becomes a role to run something: all that its pages document, and what they leave out.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
 */
export const runningSources = [
  "app/*",
  "automl-job/*",
  "cluster/*",
  "compilation-job/*",
  "domain/*",
  "edge-packaging-job/*",
  "endpoint/*",
  "hyper-parameter-tuning-job/*",
  "image",
  "image-version",
  "model/*",
  "monitoring-schedule/*",
  "notebook-instance/*",
  "pipeline/*",
  "processing-job/*",
  "space/*",
  "training-job/*",
  "transform-job/*",
] as const;
