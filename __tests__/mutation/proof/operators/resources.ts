/** Operators on whole resources and their settings: Studio, the network, endpoints, buckets, keys and identities. */
import { type StudioCode, studioCode } from "../../../../config/tables/studio-code";
import { studio } from "../../../../isolation/model/shapes/studio";
import { argumentsOf } from "../../../support/shape-arguments";
import type { Loose } from "../mutant";

/** Other versions of a resource; undefined removes it. */
export interface ResourceOperator {
  readonly type: RegExp;
  readonly make: (block: Loose, name: string) => readonly (readonly [change: string, block: Loose | undefined])[];
}

const removes = (type: RegExp): ResourceOperator => ({ type, make: () => [["removed", undefined]] });
const sets = (type: RegExp, ...values: readonly Loose[]): ResourceOperator => ({
  type,
  make: (block) => values.map((value) => [JSON.stringify(value), { ...block, ...value }]),
});
const without = (block: Loose, key: string): Loose => {
  const { [key]: _, ...others } = block;
  return others;
};
const drops = (type: RegExp, key: string): ResourceOperator => ({
  type,
  make: (block) => (key in block ? [[`without ${key}`, without(block, key)]] : []),
});
const inside = (block: Loose, key: string, change: Loose): Loose => ({ ...block, [key]: { ...block[key], ...change } });

/** The block with an argument set at a path of blocks. */
function at(block: Loose, [step = "", ...rest]: readonly string[], value: unknown): Loose {
  if (rest.length === 0) return { ...block, [step]: step.endsWith("_arns") ? [...(block[step] ?? []), value] : value };
  return { ...block, [step]: at([block[step] ?? {}].flat()[0], rest, value) };
}
const foreignCode: Readonly<Record<StudioCode, unknown>> = {
  script: "arn:aws:sagemaker:eu-central-1:999999999999:studio-lifecycle-config/theirs",
  image: "arn:aws:sagemaker:eu-central-1:999999999999:image/theirs",
  "custom image": "theirs",
  repository: "https://git.example.com/theirs.git",
  version: 1,
};
const pathsOfCode = (type: "aws_sagemaker_domain" | "aws_sagemaker_user_profile") =>
  argumentsOf(studio[type]).filter((path) => !["version", undefined].includes(studioCode[path.at(-1) ?? ""]));
const codePaths = {
  aws_sagemaker_domain: pathsOfCode("aws_sagemaker_domain"),
  aws_sagemaker_user_profile: pathsOfCode("aws_sagemaker_user_profile"),
};

export const resourceOperators: Readonly<Record<string, ResourceOperator>> = {
  "turn VpcOnly off": sets(/^aws_sagemaker_domain$/, { app_network_access_type: "PublicInternetOnly" }),
  "drop VpcOnly": drops(/^aws_sagemaker_domain$/, "app_network_access_type"),
  "log in another way": {
    type: /^aws_sagemaker_domain$/,
    make: (block) => {
      const auth_mode = block.auth_mode === "SSO" ? "IAM" : "SSO";
      return [[auth_mode, { ...block, auth_mode }]];
    },
  },
  "put Studio into other subnets": sets(/^aws_sagemaker_domain$/, { subnet_ids: ["subnet-0123456789"] }),
  "take another key for home directories": sets(/^aws_sagemaker_domain$/, {
    kms_key_id: "alias/aws/elasticfilesystem",
  }),
  "let Docker in": {
    type: /^aws_sagemaker_domain$/,
    make: (block) => [
      ["ENABLED", inside(block, "domain_settings", { docker_settings: { enable_docker_access: "ENABLED" } })],
      [
        "other accounts' images",
        inside(block, "domain_settings", {
          docker_settings: { enable_docker_access: "ENABLED", vpc_only_trusted_accounts: ["999999999999"] },
        }),
      ],
    ],
  },
  "share notebook outputs": {
    type: /^aws_sagemaker_(domain|user_profile)$/,
    make: (block) => {
      const key = "user_settings" in block ? "user_settings" : "default_user_settings";
      return [["Allowed", inside(block, key, { sharing_settings: { notebook_output_option: "Allowed" } })]];
    },
  },
  "mount another file system": {
    type: /^aws_sagemaker_(domain|user_profile)$/,
    make: (block) => {
      const key = "user_settings" in block ? "user_settings" : "default_user_settings";
      const custom_file_system_config = { efs_file_system_config: { file_system_id: "fs-0123456789" } };
      return [["fs-0123456789", inside(block, key, { custom_file_system_config })]];
    },
  },
  "run with another role": {
    type: /^aws_sagemaker_(domain|user_profile)$/,
    make: (block) => {
      const key = "user_settings" in block ? "user_settings" : "default_user_settings";
      return [["another role", inside(block, key, { execution_role: "arn:aws:iam::999999999999:role/other" })]];
    },
  },
  "start apps with somebody else's code": {
    type: /^aws_sagemaker_(domain|user_profile)$/,
    make: (block) =>
      codePaths["user_settings" in block ? "aws_sagemaker_user_profile" : "aws_sagemaker_domain"].map((path) => {
        const kind = studioCode[path.at(-1) ?? ""] ?? "version";
        return [path.join("."), at(block, path, foreignCode[kind])];
      }),
  },
  "add a profile's group": {
    type: /^aws_sagemaker_user_profile$/,
    make: (block) => [
      [
        "one more",
        inside(block, "user_settings", { security_groups: [...block.user_settings.security_groups, "sg-0123456789"] }),
      ],
      ["none", inside(block, "user_settings", { security_groups: [] })],
    ],
  },
  "put a profile into another domain": sets(/^aws_sagemaker_user_profile$/, { domain_id: "d-0123456789" }),
  "public address on launch": sets(/^aws_subnet$/, { map_public_ip_on_launch: true }),
  "move a subnet": sets(/^aws_subnet$/, { cidr_block: "192.0.2.0/24" }, { vpc_id: "vpc-0123456789" }),
  "add a route to a table": sets(/^aws_(default_)?route_table$/, {
    route: [{ cidr_block: "0.0.0.0/0", gateway_id: "igw-0123456789" }],
  }),
  "use another route table": sets(/^aws_route_table_association$/, { route_table_id: "rtb-0123456789" }),
  "drop a route table's association": removes(/^aws_route_table_association$/),
  "change a resolver rule's action": {
    type: /^aws_route53_resolver_firewall_rule$/,
    make: (block) =>
      ["ALLOW", "BLOCK", "ALERT"]
        .filter((action) => action !== block.action)
        .map((action) => [action, { ...block, action }]),
  },
  "block one type of query only": sets(/^aws_route53_resolver_firewall_rule$/, { q_type: "A" }),
  "allow one more name": {
    type: /^aws_route53_resolver_firewall_domain_list$/,
    make: (block) =>
      ["*.", "example.com.", "*.amazonaws.com."]
        .filter((name) => !block.domains.includes(name))
        .map((name) => [name, { ...block, domains: [...block.domains, name] }]),
  },
  "let names resolve while the firewall fails": sets(/^aws_route53_resolver_firewall_config$/, {
    firewall_fail_open: "ENABLED",
  }),
  "take the resolver rules off the VPC": removes(/^aws_route53_resolver_firewall_rule_group_association$/),
  "open a security group": {
    type: /^aws_vpc_security_group_(in|e)gress_rule$/,
    make: (block) => {
      const { referenced_security_group_id: _, prefix_list_id: __, ...rest } = block;
      return [
        ["0.0.0.0/0", { ...rest, cidr_ipv4: "0.0.0.0/0" }],
        ["::/0", { ...without(rest, "cidr_ipv4"), cidr_ipv6: "::/0" }],
        ...(block.ip_protocol === "-1"
          ? []
          : ([
              ["every protocol", { ...without(without(block, "from_port"), "to_port"), ip_protocol: "-1" }],
              ["every port", { ...block, from_port: 0, to_port: 65535 }],
            ] as const)),
      ];
    },
  },
  "drop a group's rule": removes(/^aws_vpc_security_group_(in|e)gress_rule$/),
  "open the default security group": sets(/^aws_default_security_group$/, {
    egress: [{ from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["0.0.0.0/0"] }],
  }),
  "remove an endpoint's policy": drops(/^aws_vpc_endpoint$/, "policy"),
  "turn private DNS off": {
    type: /^aws_vpc_endpoint$/,
    make: (block) => (block.private_dns_enabled === true ? [["off", { ...block, private_dns_enabled: false }]] : []),
  },
  "lead an endpoint to another service": sets(
    /^aws_vpc_endpoint$/,
    { service_name: "com.amazonaws.eu-central-1.execute-api" },
    { service_name: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789" },
  ),
  "give an endpoint another group": sets(/^aws_vpc_endpoint$/, { security_group_ids: ["sg-0123456789"] }),
  "serve another route table": {
    type: /^aws_vpc_endpoint$/,
    make: (block) =>
      block.route_table_ids
        ? [["another's", { ...block, route_table_ids: [...block.route_table_ids, "rtb-0123456789"] }]]
        : [],
  },
  "drop an endpoint": removes(/^aws_vpc_endpoint$/),
  "remove the public access block": removes(/^aws_s3_bucket_public_access_block$/),
  "bring access control lists back": sets(/^aws_s3_bucket_ownership_controls$/, {
    rule: { object_ownership: "ObjectWriter" },
  }),
  "remove a bucket's policy": removes(/^aws_s3_bucket_policy$/),
  "encrypt under another key": sets(
    /^aws_s3_bucket_server_side_encryption_configuration$/,
    { rule: { apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms" } } },
    {
      rule: {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: "arn:aws:kms:eu-central-1:999999999999:key/k",
        },
      },
    },
  ),
  "send access logs elsewhere": sets(/^aws_s3_bucket_logging$/, { target_bucket: "somebody-elses-bucket" }),
  "remove a key's policy": drops(/^aws_kms_key$/, "policy"),
  "drop the permissions boundary": drops(/^aws_iam_role$/, "permissions_boundary"),
  "detach a policy": removes(/^aws_iam_role_policy_attachment$/),
  "attach a managed policy instead": sets(
    /^aws_iam_role_policy_attachment$/,
    { policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
    { policy_arn: "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess" },
  ),
};
