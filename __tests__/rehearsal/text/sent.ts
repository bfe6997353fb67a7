/** Which call of AWS's API carries what a resource says, and under which names. */
import { parseUniqueJson } from "../../../isolation/policy/json";

// biome-ignore lint/suspicious/noExplicitAny: arguments and inputs of all kinds
type Loose = any;

export interface Sent {
  readonly operation: string;
  /** A text of the call's input that no other call of the operation has. */
  readonly marker: string;
  /** Members of the input; documents as what they say, tags by their keys. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** A document as what it says. */
const said = (policy: string): unknown => parseUniqueJson(policy, "a document");

/** By type, from the resource's arguments as the model reads them; `tags` holds the provider's too. */
export const sent: Readonly<Record<string, (config: Loose, tags: Loose) => Sent>> = {
  aws_iam_policy: ({ name, path, description, policy }, Tags) => ({
    operation: "CreatePolicy",
    marker: name,
    input: { PolicyName: name, Path: path ?? "/", Description: description ?? "", PolicyDocument: said(policy), Tags },
  }),
  aws_iam_role: ({ name, assume_role_policy }, Tags) => ({
    operation: "CreateRole",
    marker: name,
    input: { RoleName: name, Path: "/", AssumeRolePolicyDocument: said(assume_role_policy), Tags },
  }),
  aws_iam_role_policy: ({ name, role, policy }) => ({
    operation: "PutRolePolicy",
    marker: name,
    input: { RoleName: role, PolicyName: name, PolicyDocument: said(policy) },
  }),
  aws_kms_key: ({ description, policy }, Tags) => ({
    operation: "CreateKey",
    marker: description,
    input: { Description: description, Policy: said(policy), Tags },
  }),
  aws_kms_alias: ({ name }) => ({ operation: "CreateAlias", marker: name, input: { AliasName: name } }),
  aws_s3_bucket: ({ bucket }) => ({ operation: "CreateBucket", marker: bucket, input: { Bucket: bucket } }),
  aws_s3_bucket_policy: ({ bucket, policy }) => ({
    operation: "PutBucketPolicy",
    marker: bucket,
    input: { Bucket: bucket, Policy: said(policy) },
  }),
  aws_s3_bucket_logging: ({ bucket, target_bucket, target_prefix }) => ({
    operation: "PutBucketLogging",
    marker: bucket,
    input: {
      Bucket: bucket,
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket: target_bucket, TargetPrefix: target_prefix } },
    },
  }),
  aws_s3_bucket_lifecycle_configuration: ({ bucket, rule }) => ({
    operation: "PutBucketLifecycleConfiguration",
    marker: bucket,
    input: {
      Bucket: bucket,
      LifecycleConfiguration: {
        Rules: rule.map(({ id, status, filter, expiration, noncurrent_version_expiration: noncurrent }: Loose) => ({
          ID: id,
          Status: status,
          Filter: filter[0].prefix === undefined ? expect.anything() : { Prefix: filter[0].prefix },
          ...(expiration && { Expiration: { Days: expiration[0].days } }),
          ...(noncurrent && { NoncurrentVersionExpiration: { NoncurrentDays: noncurrent[0].noncurrent_days } }),
        })),
      },
    },
  }),
  aws_vpc: ({ cidr_block }) => ({ operation: "CreateVpc", marker: cidr_block, input: { CidrBlock: cidr_block } }),
  aws_subnet: ({ cidr_block, availability_zone_id }) => ({
    operation: "CreateSubnet",
    marker: cidr_block,
    input: { CidrBlock: cidr_block, AvailabilityZoneId: availability_zone_id },
  }),
  aws_security_group: ({ name, description }) => ({
    operation: "CreateSecurityGroup",
    marker: name,
    input: { GroupName: name, Description: description },
  }),
  aws_vpc_security_group_ingress_rule: (rule) => ({
    operation: "AuthorizeSecurityGroupIngress",
    marker: rule.description,
    input: {
      IpPermissions: [
        {
          IpProtocol: rule.ip_protocol,
          ...(rule.from_port !== undefined && { FromPort: rule.from_port, ToPort: rule.to_port }),
          ...(rule.cidr_ipv4 && { IpRanges: [{ CidrIp: rule.cidr_ipv4, Description: rule.description }] }),
          ...(rule.cidr_ipv6 && { Ipv6Ranges: [{ CidrIpv6: rule.cidr_ipv6, Description: rule.description }] }),
        },
      ],
    },
  }),
  aws_vpc_endpoint: ({ service_name, vpc_endpoint_type, policy, tags }) => ({
    operation: "CreateVpcEndpoint",
    marker: tags.Name,
    input: { ServiceName: service_name, VpcEndpointType: vpc_endpoint_type, PolicyDocument: said(policy) },
  }),
  aws_route53_resolver_firewall_domain_list: ({ domains }) => ({
    operation: "UpdateFirewallDomains",
    marker: domains[0],
    input: { Operation: "ADD", Domains: [...domains].sort() },
  }),
  aws_route53_resolver_firewall_rule_group: ({ name }) => ({
    operation: "CreateFirewallRuleGroup",
    marker: name,
    input: { Name: name },
  }),
  aws_route53_resolver_firewall_rule: ({ name, priority, action, block_response }) => ({
    operation: "CreateFirewallRule",
    marker: name,
    input: { Name: name, Priority: priority, Action: action, BlockResponse: block_response },
  }),
  aws_s3_bucket_versioning: ({ bucket, versioning_configuration: [{ status }] }) => ({
    operation: "PutBucketVersioning",
    marker: bucket,
    input: { Bucket: bucket, VersioningConfiguration: { Status: status } },
  }),
  aws_s3_bucket_server_side_encryption_configuration: ({ bucket, rule: [rule] }) => ({
    operation: "PutBucketEncryption",
    marker: bucket,
    input: {
      Bucket: bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: {
              SSEAlgorithm: rule.apply_server_side_encryption_by_default[0].sse_algorithm,
            },
            BucketKeyEnabled: rule.bucket_key_enabled,
          },
        ],
      },
    },
  }),
  aws_sagemaker_domain: ({ domain_name, auth_mode, app_network_access_type, default_user_settings: [settings] }) => ({
    operation: "CreateDomain",
    marker: domain_name,
    input: {
      DomainName: domain_name,
      AuthMode: auth_mode,
      AppNetworkAccessType: app_network_access_type,
      DefaultUserSettings: expect.objectContaining({
        ExecutionRole: settings.execution_role,
        DefaultLandingUri: settings.default_landing_uri,
        StudioWebPortal: settings.studio_web_portal,
      }),
    },
  }),
  aws_sagemaker_user_profile: (config) => ({
    operation: "CreateUserProfile",
    marker: config.user_profile_name,
    input: {
      UserProfileName: config.user_profile_name,
      SingleSignOnUserIdentifier: config.single_sign_on_user_identifier,
      SingleSignOnUserValue: config.single_sign_on_user_value,
    },
  }),
  aws_cloudwatch_log_group: ({ name }, tags) => ({
    operation: "CreateLogGroup",
    marker: name,
    input: { logGroupName: name, tags },
  }),
  aws_sagemaker_studio_lifecycle_config: (config) => ({
    operation: "CreateStudioLifecycleConfig",
    marker: config.studio_lifecycle_config_name,
    input: {
      StudioLifecycleConfigName: config.studio_lifecycle_config_name,
      StudioLifecycleConfigContent: config.studio_lifecycle_config_content,
      StudioLifecycleConfigAppType: config.studio_lifecycle_config_app_type,
    },
  }),
};

const isDocument = /^(PolicyDocument|AssumeRolePolicyDocument|Policy)$/;

/** A call's input in the same form: documents as what they say, tags by their keys, domains in order. */
export const received = (input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(input).map(([member, value]) => {
      if (isDocument.test(member)) return [member, JSON.parse(value as string)];
      if (member === "Domains") return [member, [...(value as string[])].sort()];
      if (member !== "Tags") return [member, value];
      const tags = value as Loose[];
      return [member, Object.fromEntries(tags.map((tag) => [tag.Key ?? tag.TagKey, tag.Value ?? tag.TagValue]))];
    }),
  );

/** The documents of what `received` answers. */
export const documentsIn = (input: Readonly<Record<string, unknown>>): readonly unknown[] =>
  Object.entries(input).flatMap(([member, value]) => (isDocument.test(member) ? [value] : []));

/** Whether a text stands anywhere in the value. */
export const holds = (value: unknown, text: string): boolean =>
  typeof value === "object" && value !== null ? Object.values(value).some((each) => holds(each, text)) : value === text;
