/** What a hurried change might add to a stack; the mutation command only takes away and alters, so these are added by hand. */
import { guarantees } from "../promises";
import { Deployment, type StackFile } from "../support/deployment";
import { synthesized } from "../support/environments";

const [dev] = synthesized("shipped", (name) => name === "dev");
if (!dev) throw new Error("no environment dev");
const { environment, stacks } = dev;

// biome-ignore lint/suspicious/noExplicitAny: the shape is the provider's
type Settings = any;

/** The resource becomes what the function makes of it; it is made anew where the stack has none of that name. */
type Widening = readonly [
  what: string,
  stack: "dev-networking" | "dev-studio-research" | "dev-buckets-research",
  type: string,
  name: string,
  widen: (settings: Settings) => Settings,
];

const reference = (expression: string) => `$\{${expression}}`;
const vpc_id = reference("aws_vpc.vpc.id");
const group = (name: string) => reference(`aws_security_group.security-groups_${name}.id`);

/** A policy's text with one statement more. */
const granting = (statement: object) => (settings: Settings) => {
  const document = JSON.parse(settings.policy);
  const Statement = [...document.Statement, { Effect: "Allow", ...statement }];
  return { ...settings, policy: JSON.stringify({ ...document, Statement }) };
};
const everything = granting({ Principal: "*", Action: "*", Resource: "*" });
const https = { ip_protocol: "tcp", from_port: 443, to_port: 443 };

const widenings: Widening[] = [
  ["an internet gateway", "dev-networking", "aws_internet_gateway", "way", () => ({ vpc_id })],
  ["a NAT gateway", "dev-networking", "aws_nat_gateway", "nat", () => ({ connectivity_type: "public" })],
  ["a route", "dev-networking", "aws_route", "out", () => ({ destination_cidr_block: "0.0.0.0/0" })],
  [
    "a route within a route table",
    "dev-studio-research",
    "aws_route_table",
    "subnets_route-table",
    (table) => ({ ...table, route: [{ cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }] }),
  ],
  [
    "an S3 endpoint for the endpoint subnets",
    "dev-networking",
    "aws_vpc_endpoint",
    "s3",
    () => ({ vpc_id, vpc_endpoint_type: "Gateway", service_name: "com.amazonaws.eu-central-1.s3" }),
  ],
  [
    "an endpoint that nobody declared",
    "dev-networking",
    "aws_vpc_endpoint",
    "ec2",
    () => ({ vpc_id, vpc_endpoint_type: "Interface", service_name: "com.amazonaws.eu-central-1.ec2" }),
  ],
  [
    "a name on the allow list",
    "dev-networking",
    "aws_route53_resolver_firewall_domain_list",
    "dns-firewall_allowed-names",
    (list) => ({ ...list, domains: [...list.domains, "*.amazonaws.com."] }),
  ],
  [
    "a firewall rule that comes first",
    "dev-networking",
    "aws_route53_resolver_firewall_rule",
    "first",
    () => ({ action: "ALLOW", priority: 50, name: "first" }),
  ],
  [
    "the endpoints open to the whole VPC",
    "dev-networking",
    "aws_vpc_security_group_ingress_rule",
    "all",
    () => ({
      security_group_id: reference("aws_security_group.endpoints_security-group.id"),
      cidr_ipv4: "10.0.0.0/16",
      ...https,
    }),
  ],
  [
    "apps that speak to every other person's",
    "dev-studio-research",
    "aws_vpc_security_group_ingress_rule",
    "apps",
    () => ({
      security_group_id: group("apps"),
      referenced_security_group_id: group("apps"),
      ip_protocol: "-1",
    }),
  ],
  [
    "a way out for jobs",
    "dev-studio-research",
    "aws_vpc_security_group_egress_rule",
    "all",
    () => ({ security_group_id: group("jobs"), cidr_ipv4: "0.0.0.0/0", ...https }),
  ],
  [
    "rules within a group",
    "dev-studio-research",
    "aws_security_group",
    "security-groups_jobs",
    (settings) => ({ ...settings, egress: [{ cidr_blocks: ["0.0.0.0/0"] }] }),
  ],
  [
    "another group on a profile",
    "dev-studio-research",
    "aws_sagemaker_user_profile",
    "profile-ada",
    (profile) => ({ ...profile, user_settings: { ...profile.user_settings, security_groups: [group("jobs")] } }),
  ],
  [
    "a default on the domain that a team changes later",
    "dev-studio-research",
    "aws_sagemaker_domain",
    "domain",
    (domain) => ({
      ...domain,
      default_user_settings: {
        ...domain.default_user_settings,
        jupyter_lab_app_settings: { default_resource_spec: { instance_type: "ml.m5.large" } },
      },
    }),
  ],
  [
    "public IPv6 addresses",
    "dev-studio-research",
    "aws_subnet",
    "subnets_euc1-az1",
    (subnet) => ({ ...subnet, assign_ipv6_address_on_creation: true }),
  ],
  ...["sts", "kms", "logs", "monitoring", "ecr-api", "sagemaker-api", "sagemaker-runtime", "studio"].map(
    (name): Widening => [
      `everything through the ${name} endpoint`,
      "dev-networking",
      "aws_vpc_endpoint",
      `endpoints_${name}`,
      everything,
    ],
  ),
  [
    "logs that their readers may forge",
    "dev-buckets-research",
    "aws_s3_bucket_policy",
    "access-logs_policy",
    (settings) => ({ ...settings, policy: settings.policy.replace('"Effect":"Deny"', '"Effect":"Allow"') }),
  ],
  [
    "a key lent to its whole account",
    "dev-networking",
    "aws_kms_key",
    "flow-logs_key",
    granting({ Principal: { AWS: "arn:aws:iam::111111111111:root" }, Action: "kms:*", Resource: "*" }),
  ],
  [
    "a rule by which data expires tomorrow",
    "dev-buckets-research",
    "aws_s3_bucket_lifecycle_configuration",
    "bucket-data_lifecycle",
    (settings) => ({
      ...settings,
      rule: [...settings.rule, { id: "all", status: "Enabled", filter: [{}], expiration: [{ days: 1 }] }],
    }),
  ],
  [
    "a command on the machine that deploys",
    "dev-networking",
    "aws_vpc",
    "vpc",
    (vpc) => ({ ...vpc, provisioner: [{ "local-exec": { command: "true" } }] }),
  ],
  [
    "a function",
    "dev-studio-research",
    "aws_route_table",
    "subnets_route-table",
    (table) => ({ ...table, tags: { Name: reference('lower("Name")') } }),
  ],
];

/** The files with one resource changed or added. */
function widened([, stack, type, name, widen]: Widening): ReadonlyMap<string, StackFile> {
  const file = stacks.get(stack);
  if (!file) throw new Error(`no stack ${stack}`);
  const named = file.resource?.[type] ?? {};
  const settings = widen(named[name]);
  expect(settings).not.toEqual(named[name]);
  const resource = { ...file.resource, [type]: { ...named, [name]: settings } };
  return new Map([...stacks, [stack, { ...file, resource }]]);
}

/** Names of the promises that do not hold. */
function broken(files: ReadonlyMap<string, StackFile>): string[] {
  const world = { environment, deployment: new Deployment(files) };
  const holds = (check: (typeof promises)[number]["check"]) => {
    try {
      check(world);
      return true;
    } catch {
      return false;
    }
  };
  return promises.filter(({ check }) => !holds(check)).map(({ name }) => name);
}
const promises = Object.values(guarantees).flat();

test("as synthesized, no promise is broken", () => {
  expect(broken(stacks)).toEqual([]);
});

test.each(widenings)("%s: noticed", (...widening) => {
  expect(broken(widened(widening))).not.toEqual([]);
});
