/** The arguments of every Terraform resource type that the stacks use. An argument that is not listed is an error: it may carry access. */
import { z } from "zod";
import { parseRange } from "../policy/address";

const text = z.string();
/** An address range, which everything that is decided about addresses rests on. */
const cidr = z.string().refine((value) => value.includes("/") && parseRange(value), { error: "is no address range" });
/** Source: docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
const protocol = z.string().regex(/^(-1|tcp|udp|icmp|icmpv6|\d{1,3})$/, { error: "is no protocol" });
const identityName = z.string().regex(/^[\w+=,.@-]{1,128}$/, { error: "is no name of a role or policy" });
const identityPath = z.string().regex(/^\/([!-~]+\/)?$/, { error: "is no path of IAM" });
const texts = z.array(z.string());
const flag = z.boolean();
const count = z.number();
const tags = z.record(z.string(), z.string()).optional();
const noBlocks = z.array(z.never()).max(0).optional();

/** A nested block, which Terraform's JSON writes as an object or as a list of objects. */
export const blocks = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const block = z.strictObject(shape);
  return z.union([z.array(block), block.transform((one) => [one])]);
};

/** Arguments that Terraform itself reads. Nothing that hides a change (ignore_changes) or multiplies (count, for_each). */
const meta = {
  depends_on: texts.optional(),
  lifecycle: blocks({ prevent_destroy: flag.optional(), create_before_destroy: flag.optional() }).optional(),
};
const resource = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ ...meta, ...shape });

const securityGroupRule = resource({
  security_group_id: text,
  description: text.optional(),
  ip_protocol: protocol,
  from_port: count.optional(),
  to_port: count.optional(),
  cidr_ipv4: cidr.optional(),
  cidr_ipv6: cidr.optional(),
  prefix_list_id: text.optional(),
  referenced_security_group_id: text.optional(),
  tags,
});

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

const lifecycleRule = {
  id: text,
  status: text,
  filter: z.array(z.strictObject({ prefix: text.optional() })).optional(),
  expiration: blocks({ days: count.optional() }).optional(),
  noncurrent_version_expiration: blocks({ noncurrent_days: count.optional() }).optional(),
  abort_incomplete_multipart_upload: blocks({ days_after_initiation: count.optional() }).optional(),
};

/** Types that Terraform makes itself: values in the state, with conditions on them. Their references are not followed. */
export const isBuiltIn = (type: ResourceType): boolean => type === "terraform_data";

/** Resource types with their arguments. A type that is not here is an error. */
export const resourceShapes = {
  // Carries no access as long as it runs nothing (provisioner): it may hide changes of itself alone.
  terraform_data: z.strictObject({
    input: text.optional(),
    depends_on: texts.optional(),
    lifecycle: z
      .strictObject({
        ignore_changes: z.tuple([z.literal("input")]),
        postcondition: z.array(z.strictObject({ condition: text, error_message: text })),
      })
      .optional(),
  }),
  // Logs: names and who may read the key; their contents are AWS's to protect.
  aws_cloudwatch_log_group: resource({
    name: text,
    kms_key_id: text.optional(),
    retention_in_days: count.optional(),
    tags,
  }),
  aws_flow_log: resource({
    vpc_id: text,
    iam_role_arn: text,
    log_destination: text,
    log_destination_type: z.literal("cloud-watch-logs"),
    max_aggregation_interval: count.optional(),
    traffic_type: text,
    tags,
  }),
  // The network: addresses, routes, names, groups, endpoints.
  aws_vpc: resource({
    cidr_block: cidr,
    enable_dns_hostnames: flag.optional(),
    enable_dns_support: flag.optional(),
    tags,
  }),
  aws_subnet: resource({
    vpc_id: text,
    cidr_block: cidr,
    availability_zone_id: z
      .string()
      .regex(/^[a-z0-9-]+-[a-z]+\d+$/, { error: "is no zone id" })
      .optional(),
    map_public_ip_on_launch: flag.optional(),
    tags,
  }),
  aws_default_route_table: resource({
    default_route_table_id: text,
    route: z.array(z.record(z.string(), z.unknown())).optional(),
    tags,
  }),
  aws_default_security_group: resource({
    vpc_id: text,
    ingress: z.array(z.record(z.string(), z.unknown())).optional(),
    egress: z.array(z.record(z.string(), z.unknown())).optional(),
    tags,
  }),
  aws_route_table: resource({ vpc_id: text, route: z.array(z.record(z.string(), z.unknown())).optional(), tags }),
  aws_route_table_association: resource({ route_table_id: text, subnet_id: text }),
  aws_route: resource({ route_table_id: text }).catchall(z.unknown()),
  aws_security_group: resource({
    name: text,
    description: text.optional(),
    vpc_id: text,
    ingress: noBlocks,
    egress: noBlocks,
    tags,
  }),
  aws_vpc_security_group_egress_rule: securityGroupRule,
  aws_vpc_security_group_ingress_rule: securityGroupRule,
  aws_vpc_endpoint: resource({
    vpc_id: text,
    service_name: text,
    vpc_endpoint_type: text.optional(),
    policy: text.optional(),
    private_dns_enabled: flag.optional(),
    route_table_ids: texts.optional(),
    security_group_ids: texts.optional(),
    subnet_ids: texts.optional(),
    tags,
  }),
  aws_route53_resolver_firewall_config: resource({
    resource_id: text,
    firewall_fail_open: z.enum(["ENABLED", "DISABLED"]).optional(),
  }),
  aws_route53_resolver_firewall_domain_list: resource({ name: text, domains: texts.optional(), tags }),
  aws_route53_resolver_firewall_rule: resource({
    name: text,
    firewall_rule_group_id: text,
    firewall_domain_list_id: text,
    priority: count,
    action: z.enum(["ALLOW", "BLOCK", "ALERT"]),
    block_response: z.enum(["NODATA", "NXDOMAIN"]).optional(),
    firewall_domain_redirection_action: z.enum(["INSPECT_REDIRECTION_DOMAIN", "TRUST_REDIRECTION_DOMAIN"]).optional(),
    q_type: text.optional(),
  }),
  aws_route53_resolver_firewall_rule_group: resource({ name: text, tags }),
  aws_route53_resolver_firewall_rule_group_association: resource({
    name: text,
    firewall_rule_group_id: text,
    vpc_id: text,
    priority: count,
    tags,
  }),
  // Identities: who may become what, with which policies.
  aws_iam_role: resource({
    name: identityName,
    path: identityPath.optional(),
    description: text.optional(),
    assume_role_policy: text,
    permissions_boundary: text.optional(),
    max_session_duration: count.optional(),
    tags,
  }),
  aws_iam_policy: resource({
    name: identityName,
    path: identityPath.optional(),
    description: text.optional(),
    policy: text,
    tags,
  }),
  aws_iam_role_policy: resource({ name: identityName, role: text, policy: text }),
  aws_iam_role_policy_attachment: resource({ role: text, policy_arn: text }),
  // Keys.
  aws_kms_key: resource({
    description: text.optional(),
    deletion_window_in_days: count.optional(),
    enable_key_rotation: flag.optional(),
    policy: text.optional(),
    tags,
  }),
  aws_kms_alias: resource({ name: text, target_key_id: text }),
  // Buckets.
  aws_s3_bucket: resource({ bucket: text, force_destroy: flag.optional(), tags }),
  aws_s3_bucket_policy: resource({ bucket: text, policy: text }),
  aws_s3_bucket_public_access_block: resource({
    bucket: text,
    block_public_acls: flag.optional(),
    block_public_policy: flag.optional(),
    ignore_public_acls: flag.optional(),
    restrict_public_buckets: flag.optional(),
  }),
  aws_s3_bucket_ownership_controls: resource({
    bucket: text,
    rule: blocks({ object_ownership: z.enum(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]) }),
  }),
  aws_s3_bucket_server_side_encryption_configuration: resource({
    bucket: text,
    rule: blocks({
      apply_server_side_encryption_by_default: blocks({
        sse_algorithm: z.enum(["AES256", "aws:kms", "aws:kms:dsse"]),
        kms_master_key_id: text.optional(),
      }).optional(),
      bucket_key_enabled: flag.optional(),
    }),
  }),
  aws_s3_bucket_versioning: resource({ bucket: text, versioning_configuration: blocks({ status: text }) }),
  aws_s3_bucket_logging: resource({ bucket: text, target_bucket: text, target_prefix: text }),
  aws_s3_bucket_lifecycle_configuration: resource({ bucket: text, rule: blocks(lifecycleRule) }),
  // Studio.
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

export type ResourceType = keyof typeof resourceShapes;
export type Config<Type extends ResourceType> = z.output<(typeof resourceShapes)[Type]>;

export const isKnownType = (type: string): type is ResourceType => Object.hasOwn(resourceShapes, type);
