/** Arguments of Studio: domains, profiles, lifecycle configurations, images, feature groups. */
import { z } from "zod";
import { studioAccountProvider } from "../studio-account";
import { blocks, count, flag, map, resource, tags, text, texts, withMeaningfulTags, words } from "./arguments";

/** Which code it starts with is decided by G5, for every argument of config/tables/studio-code.ts. */
const resourceSpec = blocks({
  instance_type: text.optional(),
  lifecycle_config_arn: text.optional(),
  sagemaker_image_arn: text.optional(),
  sagemaker_image_version_alias: text.optional(),
  sagemaker_image_version_arn: text.optional(),
}).optional();
const customImage = blocks({
  app_image_config_name: text.optional(),
  image_name: text.optional(),
  // A number, or the symbol of a version of these stacks.
  image_version_number: z.union([count, text]).optional(),
}).optional();
/** How the container of an app starts, with one of the users that AWS supports; whose image it is decides G5. */
const imageConfig = blocks({
  container_config: blocks({
    container_arguments: texts.optional(),
    container_entrypoint: texts.optional(),
    container_environment_variables: map.optional(),
  }).optional(),
  file_system_config: blocks({
    default_gid: count.optional(),
    default_uid: count.optional(),
    mount_path: text.optional(),
  }).optional(),
}).optional();
const codeRepository = blocks({ repository_url: text.optional() }).optional();
const scripts = texts.optional();
const appLifecycle = blocks({
  idle_settings: blocks({
    lifecycle_management: text.optional(),
    idle_timeout_in_minutes: count.optional(),
    min_idle_timeout_in_minutes: count.optional(),
    max_idle_timeout_in_minutes: count.optional(),
  }).optional(),
}).optional();

/** Apps of spaces and of people alike. Which type of app the role may start is its policies' matter; these only say how it starts. */
const apps = {
  jupyter_lab_app_settings: blocks({
    lifecycle_config_arns: scripts,
    built_in_lifecycle_config_arn: text.optional(),
    default_resource_spec: resourceSpec,
    custom_image: customImage,
    code_repository: codeRepository,
    app_lifecycle_management: appLifecycle,
  }).optional(),
  jupyter_server_app_settings: blocks({
    lifecycle_config_arns: scripts,
    default_resource_spec: resourceSpec,
    code_repository: codeRepository,
  }).optional(),
  kernel_gateway_app_settings: blocks({
    lifecycle_config_arns: scripts,
    default_resource_spec: resourceSpec,
    custom_image: customImage,
  }).optional(),
};

/** AWS writes it in lower case in ARNs, which policies are held against: https://github.com/aws/aws-sdk-js-v3/issues/6514. */
const profileName = text.regex(/^[a-z0-9](-*[a-z0-9])*$/, { error: "is no name of a profile in lower case" });

/** Of images and their configurations: what AWS takes, without dots. */
const awsName = text.regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/, {
  error: "is no name of an image or a feature group",
});

const featureName = text.regex(/^[a-zA-Z0-9]([-_]*[a-zA-Z0-9]){0,63}$/, { error: "is no name of a feature" });

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
  ...apps,
  code_editor_app_settings: blocks({
    lifecycle_config_arns: scripts,
    built_in_lifecycle_config_arn: text.optional(),
    default_resource_spec: resourceSpec,
    custom_image: customImage,
    app_lifecycle_management: appLifecycle,
  }).optional(),
  r_session_app_settings: blocks({ default_resource_spec: resourceSpec, custom_image: customImage }).optional(),
  tensor_board_app_settings: blocks({ default_resource_spec: resourceSpec }).optional(),
};

export const studio = {
  aws_sagemaker_domain: resource({
    // Jobs find their group by a tag of the domain.
    ...withMeaningfulTags,
    domain_name: text,
    auth_mode: text,
    app_network_access_type: text.optional(),
    vpc_id: text,
    subnet_ids: texts,
    kms_key_id: text.optional(),
    tag_propagation: text.optional(),
    default_user_settings: blocks(userSettings),
    default_space_settings: blocks({ execution_role: text, security_groups: texts.optional(), ...apps }).optional(),
    domain_settings: blocks({
      execution_role_identity_config: text.optional(),
      security_group_ids: texts.optional(),
      docker_settings: blocks({
        enable_docker_access: text.optional(),
        vpc_only_trusted_accounts: texts.optional(),
      }).optional(),
    }).optional(),
    retention_policy: blocks({ home_efs_file_system: z.enum(["Retain", "Delete"]).optional() }).optional(),
    tags,
  }),
  aws_sagemaker_user_profile: resource({
    domain_id: text,
    user_profile_name: profileName,
    single_sign_on_user_identifier: text.optional(),
    single_sign_on_user_value: text.optional(),
    user_settings: blocks(userSettings).optional(),
    tags,
  }),
  // Tags of images carry no access: no policy here asks for one.
  aws_sagemaker_image: resource({
    image_name: awsName,
    role_arn: text,
    display_name: words.optional(),
    description: words.optional(),
    tags,
  }),
  aws_sagemaker_image_version: resource({ image_name: awsName, base_image: text }),
  aws_sagemaker_app_image_config: resource({
    app_image_config_name: awsName,
    jupyter_lab_image_config: imageConfig,
    code_editor_app_image_config: imageConfig,
    tags,
  }),
  // Whose role, bucket and keys it names decide G2 and G8. A table of the Glue catalog would be another's to read.
  aws_sagemaker_feature_group: resource({
    provider: studioAccountProvider,
    feature_group_name: awsName,
    description: words.optional(),
    record_identifier_feature_name: featureName,
    event_time_feature_name: featureName,
    feature_definition: blocks({
      feature_name: featureName,
      feature_type: z.enum(["String", "Integral", "Fractional"]),
    }),
    role_arn: text,
    offline_store_config: blocks({
      disable_glue_table_creation: flag.optional(),
      s3_storage_config: blocks({ s3_uri: text, kms_key_id: text.optional() }),
    }).optional(),
    online_store_config: blocks({
      enable_online_store: flag.optional(),
      security_config: blocks({ kms_key_id: text.optional() }).optional(),
    }).optional(),
    tags,
  }),
  // Whose it is, and where its files go, decides G2. Its tags carry no access.
  aws_sagemaker_mlflow_tracking_server: resource({
    provider: studioAccountProvider,
    tracking_server_name: text.regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,255}$/, {
      error: "is no name of a tracking server",
    }),
    role_arn: text,
    artifact_store_uri: text,
    automatic_model_registration: flag.optional(),
    tracking_server_size: z.enum(["Small", "Medium", "Large"]).optional(),
    tags,
  }),
  aws_sagemaker_studio_lifecycle_config: resource({
    // One names by a tag the one whose script it runs.
    ...withMeaningfulTags,
    studio_lifecycle_config_name: text,
    studio_lifecycle_config_app_type: text,
    studio_lifecycle_config_content: text,
    tags,
  }),
} as const;
