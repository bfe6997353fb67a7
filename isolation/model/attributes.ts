/** What references to a resource's attribute resolve to: the value that it will have, or a symbol that names its owner where AWS chooses it. */
import type { Block } from "./json";

export interface Origin {
  readonly stack: string;
  readonly type: string;
  readonly name: string;
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  /** The resource's arguments, resolved. */
  readonly config: Block;
}

/** Ids that AWS gives: different for each resource, and (forged-ids.ts) from every id that somebody writes by hand. */
const symbol = (prefix: string) => (origin: Origin) => `${prefix}-${origin.stack}.${origin.name}`;
const argument =
  (name: string) =>
  ({ config }: Origin) =>
    typeof config[name] === "string" ? config[name] : undefined;
const arn =
  (service: string, resource: (origin: Origin) => string, regional = true) =>
  (origin: Origin) =>
    `arn:${origin.partition}:${service}:${regional ? origin.region : ""}:${origin.account}:${resource(origin)}`;
const iam = (kind: string) => arn("iam", ({ config }) => `${kind}${config["path"] ?? "/"}${config["name"]}`, false);
const keyId = symbol("key");

/** By `<type>.<attribute>`; others are errors. */
const attributes: Readonly<Record<string, (origin: Origin) => string | undefined>> = {
  // Of network teams' stacks alone (isolation/attachments).
  "aws_customer_gateway.id": symbol("cgw"),
  "aws_ec2_transit_gateway_vpc_attachment.transit_gateway_id": argument("transit_gateway_id"),
  "aws_vpc_peering_connection.id": symbol("pcx"),
  "aws_vpn_connection.id": symbol("vpn"),
  "aws_vpn_gateway.id": symbol("vgw"),
  "aws_cloudwatch_log_group.arn": arn("logs", ({ config }) => `log-group:${config["name"]}`),
  "aws_cloudwatch_log_group.name": argument("name"),
  "aws_iam_policy.arn": iam("policy"),
  "aws_iam_role.arn": iam("role"),
  "aws_iam_role.id": argument("name"),
  "aws_iam_role.name": argument("name"),
  "aws_identitystore_user.id": symbol("user"),
  "aws_identitystore_user.user_id": symbol("user"),
  "aws_kms_key.arn": arn("kms", (origin) => `key/${keyId(origin)}`),
  "aws_kms_key.key_id": keyId,
  "aws_network_acl.id": symbol("acl"),
  "aws_prefix_list.id": ({ config }) => `pl-${config["name"]}`,
  "aws_route53_resolver_firewall_domain_list.id": symbol("rslvr-fdl"),
  "aws_route53_resolver_firewall_rule_group.id": symbol("rslvr-frg"),
  "aws_route_table.id": symbol("rtb"),
  "aws_s3_bucket.arn": ({ partition, config }) => `arn:${partition}:s3:::${config["bucket"]}`,
  "aws_s3_bucket.id": argument("bucket"),
  "aws_s3_bucket.bucket": argument("bucket"),
  "aws_sagemaker_app_image_config.app_image_config_name": argument("app_image_config_name"),
  "aws_sagemaker_domain.id": symbol("d"),
  "aws_sagemaker_domain.single_sign_on_application_arn": (origin) =>
    `arn:${origin.partition}:sso::${origin.account}:application/${symbol("apl")(origin)}`,
  "aws_sagemaker_domain.url": (origin) => `https://${symbol("d")(origin)}`,
  "aws_sagemaker_image.arn": arn("sagemaker", ({ config }) => `image/${config["image_name"]}`),
  "aws_sagemaker_image.image_name": argument("image_name"),
  // AWS counts versions of an image; whoever names a number that is written by hand may mean anybody's.
  "aws_sagemaker_image_version.id": symbol("version"),
  "aws_sagemaker_image_version.version": symbol("version"),
  "aws_sagemaker_studio_lifecycle_config.arn": arn(
    "sagemaker",
    ({ config }) => `studio-lifecycle-config/${config["studio_lifecycle_config_name"]}`,
  ),
  "aws_security_group.id": symbol("sg"),
  "aws_sns_topic.arn": arn("sns", ({ config }) => `${config["name"]}`),
  "aws_subnet.id": symbol("subnet"),
  "aws_vpc.id": symbol("vpc"),
  "aws_vpc.default_network_acl_id": symbol("acl-default"),
  "aws_vpc.default_route_table_id": symbol("rtb-default"),
  "aws_vpc_endpoint.id": symbol("vpce"),
};

/** Undefined where the attribute is not one that the stacks use. */
export const attributeOf = (origin: Origin, attribute: string): string | undefined =>
  attributes[`${origin.type}.${attribute}`]?.(origin);

/** The symbol of a resource that others refer to by its id. */
export const idOf = (origin: Pick<Origin, "stack" | "type" | "name">): string | undefined =>
  attributes[`${origin.type}.id`]?.({ partition: "", account: "", region: "", config: {}, ...origin });
