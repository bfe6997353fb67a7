/** A stack's file with every argument in use that holds a policy, and names, ranges, tags and descriptions of all kinds: for Terraform to apply and the model to read. */
import { documents, everyKind } from "./documents";
import { tagTexts } from "./texts";

export const account = "111111111111";
export const region = "eu-central-1";
export const deployer = `arn:aws:iam::${account}:role/deployer`;

// biome-ignore lint/suspicious/noExplicitAny: arguments of all kinds of resources
type Blocks = Record<string, any>;

/** A resource for each of the values, by names that no two types share. */
const each = <Value>(prefix: string, values: readonly Value[], make: (value: Value, name: string) => Blocks): Blocks =>
  Object.fromEntries(values.map((value, index) => [`${prefix}-${index}`, make(value, `${prefix}-${index}`)]));

const statement = { Effect: "Allow", Action: "kms:*", Resource: "*" };
const identity = (count: number) =>
  documents(
    {
      fixed: [],
      principals: undefined,
      resources: ["*", "arn:aws:s3:::b/*", "arn:aws:s3:::a/${aws:username}"],
      actions: ["s3:GetObject", "s3:*", "S3:list*"],
    },
    count,
  );
const bucket = (name: string, count: number) =>
  documents(
    {
      fixed: [],
      principals: everyKind,
      resources: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
      actions: ["s3:GetObject", "s3:*"],
    },
    count,
  );
const endpoint = (principals: readonly unknown[], count: number) =>
  documents(
    { fixed: [], principals, resources: ["*", "arn:aws:s3:::b/*"], actions: ["s3:*", "logs:PutLogEvents"] },
    count,
  );

/** Signs that names, prefixes and descriptions may have. */
const signs = ["a", "A.b", "a_b", "a=b,c@d+e", "UPPER", "x-y"];
const words = ["plain", "two  spaces", "<&>\"'", "a\\u0041", "$${x} %%{y}", "ü ß", "tab\tend\n"];

const tagsFrom = (texts: readonly string[]): Blocks =>
  Object.fromEntries(texts.map((text, index) => [`${index} ${text}`, `${texts[texts.length - 1 - index]}`]));

/** Tags for each of the policies, 40 each. */
const tagSets = (sets: number): Blocks[] => {
  const texts = tagTexts(sets * 40);
  return Array.from({ length: sets }, (_, set) => tagsFrom(texts.slice(set * 40, set * 40 + 40)));
};

const tags = tagSets(25);
const tagsOf = (index: number): Blocks => (tags[index] ? { tags: tags[index] } : {});

export const resources: Blocks = {
  aws_iam_policy: {
    ...each("policy", identity(60), (policy, name) => ({ name, policy, ...tagsOf(Number(name.split("-")[1])) })),
    ...each("named", signs, (sign, name) => ({ name: `${name}${sign}`, path: `/${sign}/`, policy: identity(1)[0] })),
    ...each("worded", words, (description, name) => ({ name, description, policy: identity(1)[0] })),
  },
  aws_iam_role: {
    ...each(
      "role",
      documents(
        {
          fixed: [],
          principals: everyKind,
          resources: undefined,
          actions: ["sts:AssumeRole", "sts:SetSourceIdentity"],
        },
        25,
      ),
      (assume_role_policy, name) => ({ name, assume_role_policy }),
    ),
  },
  aws_iam_role_policy: each("inline", identity(40), (policy, name) => ({
    name,
    role: "${aws_iam_role.role-0.name}",
    policy,
  })),
  aws_kms_key: each(
    "key",
    documents(
      {
        fixed: [{ ...statement, Principal: { AWS: `arn:aws:iam::${account}:root` } }],
        principals: everyKind,
        resources: ["*"],
        actions: ["kms:Decrypt", "kms:ReEncrypt*"],
      },
      6,
    ),
    (policy, name) => ({ description: `${name} ü`, policy }),
  ),
  aws_kms_alias: each("alias", ["a/B_c-d"], (text, name) => ({
    name: `alias/${name}${text}`,
    target_key_id: "${aws_kms_key.key-0.key_id}",
  })),
  aws_s3_bucket: each("enclave-bucket", [0, 1, 2, 3, 4], (_, name) => ({ bucket: name, tags: { "ü ": name } })),
  aws_s3_bucket_policy: each("bucket-policy", [0, 1, 2, 3, 4], (index) => ({
    bucket: `\${aws_s3_bucket.enclave-bucket-${index}.id}`,
    policy: bucket(`enclave-bucket-${index}`, 5)[index],
  })),
  aws_s3_bucket_logging: each("logging", ["<&>/", "$${x}/"], (target_prefix, name) => ({
    bucket: `\${aws_s3_bucket.enclave-bucket-${name.slice(-1)}.id}`,
    target_bucket: "${aws_s3_bucket.enclave-bucket-4.id}",
    target_prefix,
  })),
  aws_s3_bucket_lifecycle_configuration: {
    list: {
      bucket: "${aws_s3_bucket.enclave-bucket-0.id}",
      rule: [{ id: "a <&> b", status: "Enabled", filter: [{ prefix: "%%{x}/" }], expiration: [{ days: 3 }] }],
    },
    one: {
      bucket: "${aws_s3_bucket.enclave-bucket-1.id}",
      rule: { id: "UPPER", status: "Disabled", filter: [{}], noncurrent_version_expiration: { noncurrent_days: 4 } },
    },
  },
  aws_vpc: { vpc: { cidr_block: "10.0.0.0/16", enable_dns_support: true, enable_dns_hostnames: true } },
  aws_subnet: each("subnet", ["10.0.0.0/24", "10.0.255.240/28"], (cidr_block) => ({
    vpc_id: "${aws_vpc.vpc.id}",
    cidr_block,
    availability_zone_id: "euc1-az1",
  })),
  aws_security_group: each("group", ["A.b c", "(x)#,@[y]+=&;{}!$*"], (text, name) => ({
    name: `${name} ${text}`,
    description: text,
    vpc_id: "${aws_vpc.vpc.id}",
  })),
  aws_vpc_security_group_ingress_rule: each(
    "rule",
    [
      { ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "10.0.0.0/8" },
      { ip_protocol: "6", from_port: 1, to_port: 2, cidr_ipv4: "10.1.0.0/16" },
      { ip_protocol: "17", from_port: 0, to_port: 65535, cidr_ipv6: "2001:DB8::/32" },
      { ip_protocol: "-1", cidr_ipv6: "2001:db8:0:1::/64" },
      { ip_protocol: "icmp", from_port: -1, to_port: -1, cidr_ipv4: "0.0.0.0/0" },
    ],
    (rule, name) => ({ security_group_id: "${aws_security_group.group-0.id}", description: name, ...rule }),
  ),
  aws_vpc_endpoint: {
    ...each("gateway", endpoint(["*"], 6), (policy, name) => ({
      vpc_id: "${aws_vpc.vpc.id}",
      service_name: `com.amazonaws.${region}.s3`,
      vpc_endpoint_type: "Gateway",
      policy,
      tags: { Name: name },
    })),
    ...each("interface", endpoint(everyKind, 6), (policy, name) => ({
      vpc_id: "${aws_vpc.vpc.id}",
      service_name: `com.amazonaws.${region}.logs`,
      vpc_endpoint_type: "Interface",
      policy,
      tags: { Name: name },
    })),
  },
  aws_route53_resolver_firewall_domain_list: each(
    "domains",
    [["Example.COM", "*.b.example."], ["*"], ["*.", "a_b-c.Example"]],
    (domains, name) => ({ name, domains }),
  ),
  aws_route53_resolver_firewall_rule_group: each("rule-group", ["A b", "x_y-z"], (text, name) => ({
    name: `${name} ${text}`,
  })),
  aws_route53_resolver_firewall_rule: each("firewall-rule", ["A b", "x_y-z"], (text, name) => ({
    name: `${name} ${text}`,
    firewall_rule_group_id: "${aws_route53_resolver_firewall_rule_group.rule-group-0.id}",
    firewall_domain_list_id: `\${aws_route53_resolver_firewall_domain_list.domains-${name.slice(-1)}.id}`,
    priority: 100 + Number(name.slice(-1)),
    action: "BLOCK",
    block_response: "NXDOMAIN",
  })),
  aws_s3_bucket_versioning: each("versioning", [0], (index) => ({
    bucket: `\${aws_s3_bucket.enclave-bucket-${index}.id}`,
    versioning_configuration: { status: "Enabled" },
  })),
  aws_s3_bucket_server_side_encryption_configuration: each("encryption", [0], (index) => ({
    bucket: `\${aws_s3_bucket.enclave-bucket-${index}.id}`,
    rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms" }, bucket_key_enabled: true }],
  })),
  aws_sagemaker_domain: {
    domain: {
      domain_name: "Domain-A",
      auth_mode: "SSO",
      app_network_access_type: "VpcOnly",
      vpc_id: "${aws_vpc.vpc.id}",
      subnet_ids: ["${aws_subnet.subnet-0.id}"],
      default_user_settings: {
        execution_role: "${aws_iam_role.role-0.arn}",
        default_landing_uri: "studio::",
        studio_web_portal: "ENABLED",
      },
    },
  },
  aws_sagemaker_user_profile: each("profile", ["ada-b"], (text, name) => ({
    domain_id: "${aws_sagemaker_domain.domain.id}",
    user_profile_name: `${name}-${text}`,
    single_sign_on_user_identifier: "UserName",
    single_sign_on_user_value: "Ada.B <x>@Example.com",
  })),
  aws_cloudwatch_log_group: each("log-group", ["/a.b_c-D"], (text, name) => ({
    name: `${name}${text}`,
    retention_in_days: 30,
  })),
  aws_sagemaker_studio_lifecycle_config: each("lifecycle", ["IyEvYmluL3NoCg=="], (content, name) => ({
    studio_lifecycle_config_name: name,
    studio_lifecycle_config_app_type: "JupyterLab",
    studio_lifecycle_config_content: content,
  })),
};

/** The file: blocks of Terraform's JSON. */
export const fileOf = (statePath: string, resource: Blocks): Blocks => ({
  terraform: {
    required_providers: { aws: { source: "aws", version: ">= 6.25.0, < 7.0.0" } },
    backend: { local: { path: statePath } },
  },
  provider: {
    aws: [
      {
        region,
        allowed_account_ids: [account],
        assume_role: [{ role_arn: deployer }],
        default_tags: [{ tags: { "owner ü": "<a>  &b" } }],
      },
    ],
  },
  resource,
});
