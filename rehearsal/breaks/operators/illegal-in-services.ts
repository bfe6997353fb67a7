/** Values of roles, keys, logs, buckets and Studio that the provider or AWS refuses. */
import { type Json, valueAt } from "../break";
import { type Illegal, named, number, oneOf, seenBy } from "./illegal";
import { gone, strangersBucket } from "./unknown-things";

const idle = (...path: readonly string[]): readonly Illegal[] => [
  number(59, "is less than an hour", ...path, "app_lifecycle_management", "idle_settings", "idle_timeout_in_minutes"),
];

export const illegalInServices: Readonly<Record<string, readonly Illegal[]>> = {
  aws_athena_workgroup: [
    ...named("name"),
    // docs.aws.amazon.com/athena/latest/ug/workgroups.html
    { at: ["name"], value: "primary", why: "is the name of the workgroup that every account has" },
  ],
  aws_cloudwatch_log_group: [
    ...named("name"),
    number(366, "is no period that CloudWatch Logs knows", "retention_in_days"),
  ],
  aws_iam_policy: named("name"),
  aws_iam_role: [
    ...named("name"),
    { at: ["path"], value: "teams", why: "neither begins nor ends with a slash" },
    { at: ["permissions_boundary"], value: ({ file }) => gone.policy(file), why: "is not there" },
  ],
  aws_iam_role_policy: named("name"),
  aws_kms_alias: [
    { at: ["name"], value: "enclave", why: "does not begin with alias/", seenBy },
    { at: ["name"], value: "alias/aws/enclave", why: "is reserved to AWS", seenBy },
  ],
  aws_kms_key: [
    number(31, "is more than 30 days", "deletion_window_in_days"),
    { at: ["description"], value: "x".repeat(8193), why: "has more than 8,192 characters", seenBy },
  ],
  aws_s3_bucket: [
    { at: ["bucket"], value: "Research_Data", why: "has characters that S3 does not take" },
    { at: ["bucket"], value: "x".repeat(64), why: "has 64 characters", seenBy },
    { at: ["bucket"], value: strangersBucket, why: "belongs to strangers" },
  ],
  aws_s3_bucket_lifecycle_configuration: [
    oneOf("rule", 0, "status"),
    number(0, "is no number of days", "rule", 0, "noncurrent_version_expiration", 0, "noncurrent_days"),
    number(0, "is no number of days", "rule", 0, "expiration", 0, "days"),
    {
      at: ["rule"],
      value: (_, now) => [(now as readonly Json[])[0] as Json, (now as readonly Json[])[0] as Json],
      why: "has two rules of one id",
    },
  ],
  aws_s3_bucket_ownership_controls: [oneOf("rule", "object_ownership")],
  aws_s3_bucket_policy: [
    {
      at: ["policy"],
      value: (_, now) => String(now).replaceAll(/\$\{aws_s3_bucket\.[\w-]+\.arn\}/g, `arn:aws:s3:::${strangersBucket}`),
      why: "is about another bucket",
      slow: true,
    },
  ],
  aws_s3_bucket_public_access_block: [
    { at: ["block_public_policy"], value: "perhaps", why: "is neither true nor false", seenBy },
  ],
  aws_s3_bucket_server_side_encryption_configuration: [
    oneOf("rule", 0, "apply_server_side_encryption_by_default", "sse_algorithm"),
    {
      at: ["rule", 0, "apply_server_side_encryption_by_default", "sse_algorithm"],
      value: ({ body }) =>
        valueAt(body, ["rule", 0, "apply_server_side_encryption_by_default", "kms_master_key_id"]) && "AES256",
      why: "takes no key",
    },
  ],
  aws_s3_bucket_versioning: [oneOf("versioning_configuration", "status")],
  aws_sagemaker_domain: [
    ...named("domain_name"),
    oneOf("auth_mode"),
    oneOf("app_network_access_type"),
    oneOf("domain_settings", "execution_role_identity_config"),
    ...idle("default_user_settings", "code_editor_app_settings"),
    ...idle("default_space_settings", "jupyter_lab_app_settings"),
    oneOf("retention_policy", "home_efs_file_system"),
  ],
  // docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImageVersion.html (BaseImage)
  aws_sagemaker_image_version: [
    {
      at: ["base_image"],
      value: (_, now) => String(now).replace(/(?<=\.ecr\.)[a-z0-9-]+/, "ca-west-1"),
      why: "is in another region",
    },
    { at: ["base_image"], value: "docker.io/library/python", why: "is no image of ECR" },
  ],
  aws_sagemaker_mlflow_tracking_server: [
    { at: ["role_arn"], value: ({ file }) => gone.role(file), why: "is not there" },
  ],
  aws_sagemaker_studio_lifecycle_config: [
    ...named("studio_lifecycle_config_name"),
    oneOf("studio_lifecycle_config_app_type"),
  ],
  aws_sagemaker_user_profile: [
    ...named("user_profile_name"),
    oneOf("user_settings", "jupyter_lab_app_settings", "default_resource_spec", "instance_type"),
    ...idle("user_settings", "jupyter_lab_app_settings"),
    ...idle("user_settings", "code_editor_app_settings"),
  ],
  terraform_data: [{ at: ["input"], value: "moved", why: "is not what its postcondition asks for", seenBy }],
};
