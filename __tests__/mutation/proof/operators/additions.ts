/** Operators that add a resource to a stack: ways out, doors, rules and grants that nobody asked for. */
import type { Loose } from "../mutant";

export interface Addition {
  /** Kind of stack: networking, studio or buckets. */
  readonly kind: RegExp;
  readonly type: string;
  readonly make: (file: Loose) => Loose;
}

const first = (file: Loose, type: string): string => `\${${type}.${Object.keys(file.resource[type] ?? {})[0]}.id}`;
const vpc = (file: Loose) => ({ vpc_id: first(file, "aws_vpc") });
const rule = (values: Loose) => (file: Loose) => ({ security_group_id: first(file, "aws_security_group"), ...values });
const network = /-networking$/;
const studio = /-studio-/;
const buckets = /-buckets-/;

export const additions: Readonly<Record<string, Addition>> = {
  "add an internet gateway": { kind: network, type: "aws_internet_gateway", make: vpc },
  "add a NAT gateway": {
    kind: network,
    type: "aws_nat_gateway",
    make: (file) => ({ subnet_id: first(file, "aws_subnet"), connectivity_type: "public" }),
  },
  "add a peering": {
    kind: network,
    type: "aws_vpc_peering_connection",
    make: (file) => ({ ...vpc(file), peer_vpc_id: "vpc-0" }),
  },
  "add a transit gateway": {
    kind: network,
    type: "aws_ec2_transit_gateway_vpc_attachment",
    make: (file) => ({ ...vpc(file), transit_gateway_id: "tgw-0", subnet_ids: [first(file, "aws_subnet")] }),
  },
  "add a route": {
    kind: /-(networking|studio-)/,
    type: "aws_route",
    make: (file) => ({
      route_table_id: first(file, "aws_route_table"),
      destination_cidr_block: "0.0.0.0/0",
      gateway_id: "igw-0123456789",
    }),
  },
  "add a resolver rule that comes first": {
    kind: network,
    type: "aws_route53_resolver_firewall_rule",
    make: (file) => ({
      ...(Object.values(file.resource.aws_route53_resolver_firewall_rule) as Loose[]).find(
        ({ action }) => action === "BLOCK",
      ),
      name: "first",
      action: "ALLOW",
      priority: 1,
    }),
  },
  "add a resolver endpoint": {
    kind: network,
    type: "aws_route53_resolver_rule",
    make: () => ({ domain_name: "example.com", rule_type: "FORWARD", target_ip: [{ ip: "198.51.100.1" }] }),
  },
  "add a second gateway endpoint": {
    kind: /-(networking|studio-)/,
    type: "aws_vpc_endpoint",
    make: (file) => ({
      vpc_id: (Object.values(file.resource.aws_route_table)[0] as Loose).vpc_id,
      vpc_endpoint_type: "Gateway",
      service_name: "com.amazonaws.eu-central-1.s3",
      route_table_ids: [first(file, "aws_route_table")],
    }),
  },
  "add an ingress rule": {
    kind: /-(networking|studio-)/,
    type: "aws_vpc_security_group_ingress_rule",
    make: rule({ ip_protocol: "tcp", from_port: 22, to_port: 22, cidr_ipv4: "0.0.0.0/0" }),
  },
  "add an egress rule": {
    kind: /-(networking|studio-)/,
    type: "aws_vpc_security_group_egress_rule",
    make: rule({ ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" }),
  },
  "attach AdministratorAccess": {
    kind: studio,
    type: "aws_iam_role_policy_attachment",
    make: (file) => ({
      role: (Object.values(file.resource.aws_iam_role)[0] as Loose).name,
      policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
    }),
  },
  "add an inline policy": {
    kind: studio,
    type: "aws_iam_role_policy",
    make: (file) => ({
      name: "more",
      role: (Object.values(file.resource.aws_iam_role)[0] as Loose).name,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::*" }],
      }),
    }),
  },
  "add a user": { kind: studio, type: "aws_iam_user", make: () => ({ name: "visitor" }) },
  "grant a key": {
    kind: /-(studio|buckets)-/,
    type: "aws_kms_grant",
    make: (file) => ({
      key_id: first(file, "aws_kms_key").replace(".id}", ".key_id}"),
      grantee_principal: "arn:aws:iam::999999999999:role/stranger",
      operations: ["Decrypt"],
    }),
  },
  "add an access point": {
    kind: buckets,
    type: "aws_s3_access_point",
    make: (file) => ({ name: "side-door", bucket: first(file, "aws_s3_bucket") }),
  },
  "replicate a bucket": {
    kind: buckets,
    type: "aws_s3_bucket_replication_configuration",
    make: (file) => ({ bucket: first(file, "aws_s3_bucket"), role: "arn:aws:iam::999999999999:role/r", rule: [] }),
  },
  "add an alarm that acts": {
    kind: /-(networking|studio-)/,
    type: "aws_cloudwatch_metric_alarm",
    make: () => ({
      alarm_name: "more",
      namespace: "AWS/SageMaker",
      metric_name: "Invocations",
      period: 300,
      evaluation_periods: 1,
      threshold: 1,
      comparison_operator: "GreaterThanThreshold",
      alarm_actions: ["arn:aws:automate:eu-central-1:ec2:stop"],
    }),
  },
  "let somebody in to a topic": {
    kind: /-(networking|studio-)/,
    type: "aws_sns_topic",
    make: () => ({ name: "more", policy: "{}" }),
  },
  "shut the subnets": {
    kind: /-(networking|studio-)/,
    type: "aws_network_acl",
    make: (file) => ({
      vpc_id: (Object.values(file.resource.aws_subnet)[0] as Loose).vpc_id,
      subnet_ids: [first(file, "aws_subnet")],
    }),
  },
  "add a bucket without walls": { kind: buckets, type: "aws_s3_bucket", make: () => ({ bucket: "enclave-open" }) },
  "share a subnet": {
    kind: network,
    type: "aws_ram_resource_association",
    make: () => ({
      resource_arn: "arn:aws:ec2:eu-central-1:111111111111:subnet/subnet-0",
      resource_share_arn: "arn:aws:ram:eu-central-1:111111111111:resource-share/0",
    }),
  },
};
