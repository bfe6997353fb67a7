/** Arguments that are missing or misspelt: the provider's own schema refuses them. */
import type { Mistake, Operator } from "../break";

/** What the provider requires of each type; a type that is not here can be made without any. */
const required: Readonly<Record<string, readonly string[]>> = {
  aws_default_route_table: ["default_route_table_id"],
  aws_iam_policy: ["policy"],
  aws_iam_role: ["assume_role_policy"],
  aws_iam_role_policy: ["policy", "role"],
  aws_iam_role_policy_attachment: ["policy_arn", "role"],
  aws_kms_alias: ["target_key_id"],
  aws_route53_resolver_firewall_config: ["resource_id"],
  aws_route53_resolver_firewall_domain_list: ["name"],
  aws_route53_resolver_firewall_rule: [
    "action",
    "firewall_domain_list_id",
    "firewall_rule_group_id",
    "name",
    "priority",
  ],
  aws_route53_resolver_firewall_rule_group: ["name"],
  aws_route53_resolver_firewall_rule_group_association: ["firewall_rule_group_id", "name", "priority", "vpc_id"],
  aws_route_table: ["vpc_id"],
  aws_route_table_association: ["route_table_id", "subnet_id"],
  aws_s3_bucket_lifecycle_configuration: ["bucket"],
  aws_s3_bucket_logging: ["bucket", "target_bucket", "target_prefix"],
  aws_s3_bucket_ownership_controls: ["bucket", "rule"],
  aws_s3_bucket_policy: ["bucket", "policy"],
  aws_s3_bucket_public_access_block: ["bucket"],
  aws_s3_bucket_server_side_encryption_configuration: ["bucket", "rule"],
  aws_s3_bucket_versioning: ["bucket", "versioning_configuration"],
  aws_sagemaker_domain: ["auth_mode", "default_user_settings", "domain_name", "subnet_ids", "vpc_id"],
  aws_sagemaker_studio_lifecycle_config: [
    "studio_lifecycle_config_app_type",
    "studio_lifecycle_config_content",
    "studio_lifecycle_config_name",
  ],
  aws_sagemaker_user_profile: ["domain_id", "user_profile_name"],
  aws_ssoadmin_application_assignment: ["application_arn", "principal_id", "principal_type"],
  aws_subnet: ["vpc_id"],
  aws_vpc_endpoint: ["vpc_id"],
  aws_vpc_security_group_egress_rule: ["ip_protocol", "security_group_id"],
  aws_vpc_security_group_ingress_rule: ["ip_protocol", "security_group_id"],
};

export const requiredArgumentRemoved: Operator = ({ type, body, path }) =>
  (required[type] ?? [])
    .filter((argument) => argument in body)
    .map((argument) => ({
      what: `required ${argument} removed`,
      seenBy: "Terraform",
      edits: [{ path: [...path, argument] }],
    }));

/** Terraform's own, and CDKTF's. */
const notTheProviders = new Set(["//", "depends_on", "lifecycle", "provider"]);

export const argumentMisspelt: Operator = ({ body, path }) =>
  Object.entries(body)
    .filter(([argument]) => !notTheProviders.has(argument))
    .slice(0, 1)
    .map(
      ([argument, value]): Mistake => ({
        what: `${argument} misspelt`,
        seenBy: "Terraform",
        edits: [{ path: [...path, argument] }, { path: [...path, `${argument}s_`], value }],
      }),
    );
