/** Things of which AWS keeps one, declared a second time. */
import type { Operator } from "../break";

/**
 * Types of which a second with the same arguments is refused. Not here: what has no name (VPCs, keys, route tables), what
 * may share one (DNS Firewall's lists and groups), and what is written over (a bucket's settings, attachments, inline policies).
 */
const onlyOnce = new Set([
  // docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html (InvalidRequestException)
  "aws_athena_workgroup",
  "aws_cloudwatch_log_group",
  "aws_flow_log",
  // docs.aws.amazon.com/glue/latest/webapi/API_CreateDatabase.html (AlreadyExistsException)
  "aws_glue_catalog_database",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_kms_alias",
  "aws_route53_resolver_firewall_rule",
  "aws_route53_resolver_firewall_rule_group_association",
  "aws_route_table_association",
  "aws_s3_bucket",
  // docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateAppImageConfig.html (ResourceInUse)
  "aws_sagemaker_app_image_config",
  "aws_sagemaker_domain",
  "aws_sagemaker_studio_lifecycle_config",
  "aws_sagemaker_user_profile",
  "aws_security_group",
  "aws_subnet",
  "aws_vpc_endpoint",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
]);

export const declaredTwice: Operator = ({ type, name, address, path, body }) =>
  onlyOnce.has(type)
    ? [
        {
          what: "declared twice",
          seenBy: "AWS",
          edits: [{ path: [...path.slice(0, -1), `${name}-twice`], value: body }],
          showsAt: [address, `${address}-twice`],
        },
      ]
    : [];
