/** Resource types and data sources that work in their provider's account alone, and values that they cannot make up. What is not listed may reach other accounts, or hide a name. */

import { isBuiltIn, isKnownType } from "../model/shapes";

/**
 * Services whose resources work in one account, and reach another only where that account's own policies let them in.
 * Not among them, on purpose: what works across an organization (Organizations, Control Tower, Firewall Manager, Identity
 * Center, stack sets, Resource Access Manager, organization-wide settings of Config, GuardDuty, Backup and others), and what
 * runs somebody's text or hands back whatever a program answers (CloudFormation, Service Catalog, Lambda invocations).
 * Read off the list of resources of provider 6.48's schema on 2026-11-27.
 */
const services = new RegExp(
  `^aws_(${[
    "ami(_copy)?",
    "appautoscaling_(policy|scheduled_action|target)",
    "autoscaling_\\w+",
    "budgets_budget",
    "cloudwatch_(dashboard|event_rule|event_target|log_group|log_stream|metric_alarm)",
    "db_(instance|parameter_group|subnet_group)",
    "default_(network_acl|route_table|security_group|subnet|vpc)",
    "dynamodb_(table|table_item)",
    "ebs_(snapshot|volume)",
    "ecr_(lifecycle_policy|repository|repository_policy)",
    "ecs_(cluster|service|task_definition)",
    "efs_(access_point|file_system|mount_target)",
    "eip",
    "flow_log",
    "iam_(group|instance_profile|policy|role|role_policy|role_policy_attachment|user)",
    "instance",
    "internet_gateway",
    "kms_(alias|key)",
    "lambda_(alias|function)",
    "launch_template",
    "lb(_listener|_listener_rule|_target_group|_target_group_attachment)?",
    "nat_gateway",
    "network_acl(_association|_rule)?",
    "route",
    "route53_(record|zone)",
    "route_table(_association)?",
    "s3_bucket(_lifecycle_configuration|_logging|_ownership_controls|_policy|_public_access_block|_server_side_encryption_configuration|_versioning)?",
    "secretsmanager_secret",
    "security_group(_rule)?",
    "sns_(topic|topic_policy|topic_subscription)",
    "sqs_(queue|queue_policy)",
    "ssm_parameter",
    "subnet",
    "vpc",
    "vpc_endpoint",
    "vpc_security_group_(egress|ingress)_rule",
  ].join("|")})$`,
);
/** Those of environments, too. */
export const worksInOwnAccount = (type: string): boolean =>
  services.test(type) || (isKnownType(type) && !isBuiltIn(type));

/** Data sources that look nothing of anybody's up: what they say is written in the file, or is of the provider's own account. */
export const saysNothingNew = new Set([
  "aws_availability_zones",
  "aws_caller_identity",
  "aws_iam_policy_document",
  "aws_partition",
  "aws_prefix_list",
  "aws_region",
]);

/** Attributes by which a stack refers to what it makes itself: each is that resource's own name, and none holds another's. */
export const ownNames = new Set([
  "arn",
  "bucket",
  "default_network_acl_id",
  "default_route_table_id",
  "id",
  "json",
  "key_id",
  "name",
  "names",
  "url",
]);
