/** Arguments of Studio: domains, profiles, lifecycle configurations. */
import { blocks, count, resource, tags, text, texts } from "./arguments";

const appSettings = {
  lifecycle_config_arns: texts.optional(),
  default_resource_spec: blocks({
    instance_type: text.optional(),
    lifecycle_config_arn: text.optional(),
  }).optional(),
  app_lifecycle_management: blocks({
    idle_settings: blocks({
      lifecycle_management: text.optional(),
      idle_timeout_in_minutes: count.optional(),
      min_idle_timeout_in_minutes: count.optional(),
      max_idle_timeout_in_minutes: count.optional(),
    }).optional(),
  }).optional(),
};

const userSettings = {
  execution_role: text.optional(),
  security_groups: texts.optional(),
  studio_web_portal: text.optional(),
  default_landing_uri: text.optional(),
  auto_mount_home_efs: text.optional(),
  sharing_settings: blocks({
    notebook_output_option: text.optional(),
    s3_output_path: text.optional(),
    s3_kms_key_id: text.optional(),
  }).optional(),
  jupyter_lab_app_settings: blocks(appSettings).optional(),
};

export const studio = {
  aws_sagemaker_domain: resource({
    domain_name: text,
    auth_mode: text,
    app_network_access_type: text.optional(),
    vpc_id: text,
    subnet_ids: texts,
    kms_key_id: text.optional(),
    tag_propagation: text.optional(),
    default_user_settings: blocks(userSettings),
    default_space_settings: blocks({ execution_role: text, security_groups: texts.optional() }).optional(),
    domain_settings: blocks({
      execution_role_identity_config: text.optional(),
      security_group_ids: texts.optional(),
      docker_settings: blocks({
        enable_docker_access: text.optional(),
        vpc_only_trusted_accounts: texts.optional(),
      }).optional(),
    }).optional(),
    retention_policy: blocks({ home_efs_file_system: text.optional() }).optional(),
    tags,
  }),
  aws_sagemaker_user_profile: resource({
    domain_id: text,
    user_profile_name: text,
    single_sign_on_user_identifier: text.optional(),
    single_sign_on_user_value: text.optional(),
    user_settings: blocks(userSettings).optional(),
    tags,
  }),
  aws_sagemaker_studio_lifecycle_config: resource({
    studio_lifecycle_config_name: text,
    studio_lifecycle_config_app_type: text,
    studio_lifecycle_config_content: text,
    tags,
  }),
} as const;
