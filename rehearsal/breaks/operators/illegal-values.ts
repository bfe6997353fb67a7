/** Values that the provider or AWS refuses, argument by argument. */
import { type Json, type Mistake, type Operator, type Path, type Place, valueAt } from "../break";

interface Illegal {
  readonly at: Path;
  /** What stands there instead; undefined where this place has nothing to make it of. */
  readonly value: Json | ((place: Place, now: Json) => Json | undefined);
  readonly why: string;
  /** Absent where the provider lets it pass. */
  readonly seenBy?: "Terraform";
  readonly slow?: boolean;
  /** Where AWS's refusal shows, if not at the block itself. */
  readonly showsAt?: (place: Place) => readonly string[];
}

const tooLong = "x".repeat(600);
const seenBy = "Terraform" as const;
const named = (...names: readonly string[]): Illegal[] => [
  ...names.map((name) => ({
    at: [name],
    value: "research & fraud",
    why: "has characters that AWS does not take",
    seenBy,
  })),
  ...names.map((name) => ({ at: [name], value: tooLong, why: "has 600 characters", seenBy })),
];
const oneOf = (...at: Path): Illegal => ({
  at,
  value: "perhaps",
  why: "is none of the known words",
  seenBy,
});
const number = (value: number, why: string, ...at: Path): Illegal => ({ at, value, why, seenBy });

/** The value of another block of the type, so that two have the same. */
const asIn =
  (argument: string) =>
  ({ file, type, name }: Place) =>
    Object.entries(file.resource[type] ?? {}).find(([other, body]) => other !== name && argument in body)?.[1][
      argument
    ];
/** The others of the type: AWS may refuse either of two that are at odds. */
const orTheOthers = ({ file, type }: Place) => Object.keys(file.resource[type] ?? {}).map((name) => `${type}.${name}`);
const interfaceEndpoints = ({ file }: Place) =>
  Object.entries(file.resource["aws_vpc_endpoint"] ?? {})
    .filter(([, body]) => body["private_dns_enabled"] === true)
    .map(([name]) => `aws_vpc_endpoint.${name}`);

const rule: readonly Illegal[] = [
  number(65_536, "is no port", "to_port"),
  { at: ["from_port"], value: 444, why: "is behind the last port" },
  { at: ["ip_protocol"], value: "tpc", why: "is no protocol" },
  { at: ["cidr_ipv4"], value: "10.0.0.1/20", why: "has bits behind its mask", seenBy },
];

export const illegalValues: Readonly<Record<string, readonly Illegal[]>> = {
  aws_cloudwatch_log_group: [
    ...named("name"),
    number(366, "is no period that CloudWatch Logs knows", "retention_in_days"),
  ],
  aws_flow_log: [
    number(61, "is neither 60 nor 600", "max_aggregation_interval"),
    oneOf("traffic_type"),
    oneOf("log_destination_type"),
  ],
  aws_iam_policy: named("name"),
  aws_iam_role: [
    ...named("name"),
    { at: ["path"], value: "teams", why: "neither begins nor ends with a slash", seenBy },
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
  aws_route53_resolver_firewall_config: [oneOf("firewall_fail_open")],
  aws_route53_resolver_firewall_domain_list: [
    ...named("name"),
    { at: ["domains", 0], value: "api..sagemaker", why: "has an empty label" },
    { at: ["domains", 0], value: `${tooLong}.com.`, why: "has more than 255 characters" },
  ],
  aws_route53_resolver_firewall_rule: [
    ...named("name"),
    oneOf("action"),
    oneOf("block_response"),
    { at: ["priority"], value: asIn("priority"), why: "is the other rule's", showsAt: orTheOthers },
    {
      at: ["firewall_domain_list_id"],
      value: asIn("firewall_domain_list_id"),
      why: "is the other rule's",
      showsAt: orTheOthers,
    },
  ],
  aws_route53_resolver_firewall_rule_group: named("name"),
  aws_route53_resolver_firewall_rule_group_association: [
    ...named("name"),
    { at: ["priority"], value: 100, why: "is 100, which AWS keeps to itself" },
    { at: ["priority"], value: 9900, why: "is 9900, which AWS keeps to itself" },
  ],
  aws_route_table_association: [
    { at: ["subnet_id"], value: asIn("subnet_id"), why: "is the other association's", showsAt: orTheOthers },
  ],
  aws_s3_bucket: [
    { at: ["bucket"], value: "Research_Data", why: "has characters that S3 does not take" },
    { at: ["bucket"], value: "x".repeat(64), why: "has 64 characters", seenBy },
    { at: ["bucket"], value: "a-bucket-of-strangers", why: "belongs to strangers" },
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
      value: (_, now) =>
        String(now).replaceAll(/\$\{aws_s3_bucket\.[\w-]+\.arn\}/g, "arn:aws:s3:::a-bucket-of-strangers"),
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
    oneOf("retention_policy", "home_efs_file_system"),
  ],
  aws_sagemaker_studio_lifecycle_config: [
    ...named("studio_lifecycle_config_name"),
    oneOf("studio_lifecycle_config_app_type"),
  ],
  aws_sagemaker_user_profile: [
    ...named("user_profile_name"),
    oneOf("user_settings", "jupyter_lab_app_settings", "default_resource_spec", "instance_type"),
    number(
      59,
      "is less than an hour",
      ...[
        "user_settings",
        "jupyter_lab_app_settings",
        "app_lifecycle_management",
        "idle_settings",
        "idle_timeout_in_minutes",
      ],
    ),
    { at: ["single_sign_on_user_value"], value: (_, now) => now && "", why: "is empty" },
  ],
  aws_security_group: [
    { at: ["name"], value: "sg-research", why: "begins with sg-", seenBy },
    { at: ["name"], value: tooLong, why: "has 600 characters", seenBy },
    { at: ["description"], value: "Apps of Zoë", why: "has characters that EC2 does not take" },
  ],
  aws_subnet: [
    { at: ["cidr_block"], value: "172.31.0.0/23", why: "is outside of the VPC" },
    { at: ["cidr_block"], value: asIn("cidr_block"), why: "is the other subnet's", showsAt: orTheOthers },
    { at: ["cidr_block"], value: "10.0.128.1/23", why: "has bits behind its mask", seenBy },
    { at: ["cidr_block"], value: "10.0.128.0/29", why: "is smaller than a /28", seenBy },
    { at: ["availability_zone_id"], value: "euc1-az9", why: "is no zone" },
    {
      at: ["availability_zone_id"],
      value: (place, now) => (interfaceEndpoints(place).length > 0 ? otherZone(place, now) : undefined),
      why: "is the other subnet's, and an endpoint takes one subnet a zone",
      showsAt: interfaceEndpoints,
    },
  ],
  aws_vpc: [
    { at: ["cidr_block"], value: "10.0.0.0/15", why: "is larger than a /16", seenBy },
    { at: ["cidr_block"], value: "10.0.0.1/16", why: "has bits behind its mask", seenBy },
    {
      at: ["enable_dns_hostnames"],
      value: false,
      why: "is off, and endpoints need it for private names",
      showsAt: interfaceEndpoints,
    },
  ],
  aws_vpc_endpoint: [
    {
      at: ["service_name"],
      value: (_, now) => String(now).replace(/\.\w+-\w+-\d\./, ".eu-west-9."),
      why: "is of a region that does not exist",
    },
    {
      at: ["vpc_endpoint_type"],
      value: (_, now) => (now === "Interface" ? "Gateway" : undefined),
      why: "is not offered by the service",
    },
    oneOf("vpc_endpoint_type"),
  ],
  aws_vpc_security_group_egress_rule: rule,
  aws_vpc_security_group_ingress_rule: rule,
  terraform_data: [{ at: ["input"], value: "moved", why: "is not what its postcondition asks for", seenBy }],
  "data.aws_prefix_list": [{ at: ["name"], value: "com.amazonaws.eu-central-1.s33", why: "is no prefix list of AWS" }],
};

function otherZone(place: Place, now: Json): Json | undefined {
  const other = asIn("availability_zone_id")(place);
  return other === now ? undefined : other;
}

export const illegalValue: Operator = (place) =>
  (illegalValues[place.type] ?? []).flatMap(
    ({ at, value, why, seenBy: who = "AWS" as const, slow, showsAt }): Mistake[] => {
      const now = valueAt(place.body, at);
      if (now === undefined) return [];
      const replacement = typeof value === "function" ? value(place, now) : value;
      if (replacement === undefined || replacement === now) return [];
      return [
        {
          what: `${at.join(".")} ${why}`,
          seenBy: who,
          edits: [{ path: [...place.path, ...at], value: replacement }],
          ...(slow && { slow }),
          ...(showsAt && { showsAt: showsAt(place) }),
        },
      ];
    },
  );
