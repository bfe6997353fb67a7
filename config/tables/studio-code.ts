/** Arguments of Studio's resources that say which code starts in an app, by their last name; read off provider 6.48's schema on 2026-11-27, and held against it by a test. */

/**
 * - script: the ARN of a lifecycle configuration, which runs as an app starts, with the app's role
 * - image: the ARN of a SageMaker image or of one of its versions
 * - custom image: an image of the account that is attached to a domain or a profile, by name
 * - repository: a Git repository that an app offers to clone
 * - version: which version of an image that another argument names; it names no code by itself
 */
export type StudioCode = "script" | "image" | "custom image" | "repository" | "version";

/** Tag of a lifecycle configuration that names, by its ARN, the one whose script it runs. */
export const lifecycleScriptTag = "lifecycle-script";

/** Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceSpec.html, API_CustomImage.html, API_CodeRepository.html */
export const studioCode: Readonly<Record<string, StudioCode>> = {
  app_image_config_name: "custom image",
  built_in_lifecycle_config_arn: "script",
  image_name: "custom image",
  image_version_number: "version",
  lifecycle_config_arn: "script",
  lifecycle_config_arns: "script",
  repository_url: "repository",
  sagemaker_image_arn: "image",
  sagemaker_image_version_alias: "version",
  sagemaker_image_version_arn: "image",
};
