/** What AWS asks of a caller besides the call itself: a reviewed table, for no data package has it. Reviewed on 2026-11-23. */
import type { Conditions } from "../questions/about";

export interface Dependent {
  /** Calls that need it, service:Operation. */
  readonly calls: readonly string[];
  readonly actions: readonly string[];
  /** How the request differs from one that the caller makes directly: AWS makes it in the caller's name. */
  readonly through?: (service: (name: string) => string) => Conditions;
  readonly source: string;
}

const authorization = "docs.aws.amazon.com/service-authorization/latest/reference";

/** Pages without a scheme. What is tagged at its creation is so because every provider block has default tags. */
export const dependentPermissions: readonly Dependent[] = [
  {
    calls: ["sagemaker:CreateDomain"],
    actions: ["iam:CreateServiceLinkedRole", "iam:PassRole", "sagemaker:AddTags"],
    source: `${authorization}/list_amazonsagemaker.html`,
  },
  {
    calls: ["sagemaker:CreateDomain"],
    actions: ["elasticfilesystem:CreateFileSystem", "kms:DescribeKey"],
    source: "docs.aws.amazon.com/sagemaker/latest/dg/api-permissions-reference.html (CreateDomain with KmsKeyId)",
  },
  {
    calls: ["sagemaker:CreateDomain"],
    actions: ["kms:CreateGrant"],
    through: () => ({ Bool: { "kms:GrantIsForAWSResource": "true" } }),
    source: "docs.aws.amazon.com/sagemaker/latest/dg/api-permissions-reference.html (CreateDomain with KmsKeyId)",
  },
  {
    calls: ["sagemaker:CreateDomain"],
    actions: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"],
    through: (service) => ({ StringEquals: { "kms:ViaService": service("elasticfilesystem") } }),
    source: "docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
  },
  {
    calls: ["sagemaker:CreateDomain"],
    actions: [
      "ec2:AuthorizeSecurityGroupEgress",
      "ec2:AuthorizeSecurityGroupIngress",
      "ec2:CreateNetworkInterface",
      "ec2:CreateSecurityGroup",
      "ec2:CreateTags",
      "elasticfilesystem:CreateMountTarget",
      "elasticfilesystem:DescribeFileSystems",
      "elasticfilesystem:DescribeMountTargets",
      "elasticfilesystem:TagResource",
    ],
    source: "docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html; docs/deployer.md",
  },
  {
    calls: ["sagemaker:DeleteDomain"],
    actions: ["elasticfilesystem:DeleteFileSystem", "elasticfilesystem:DeleteMountTarget"],
    source: "docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteDomain.html (RetentionPolicy)",
  },
  {
    calls: ["sagemaker:CreateUserProfile", "sagemaker:UpdateUserProfile"],
    actions: ["iam:PassRole"],
    source: `${authorization}/list_amazonsagemaker.html`,
  },
  {
    calls: ["sagemaker:CreateImage", "sagemaker:UpdateImage"],
    actions: ["iam:PassRole"],
    source: "docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html (CreateImage API, as of 2023-03-14)",
  },
  {
    calls: ["sagemaker:CreateFeatureGroup"],
    actions: ["iam:PassRole", "sagemaker:AddTags"],
    source: `${authorization}/list_amazonsagemaker.html`,
  },
  {
    calls: ["sagemaker:CreateMlflowTrackingServer"],
    actions: ["iam:PassRole"],
    source:
      "docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateMlflowTrackingServer.html (RoleArn); docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  },
  {
    calls: [
      "sagemaker:CreateMlflowTrackingServer",
      "sagemaker:CreateUserProfile",
      "sagemaker:CreateStudioLifecycleConfig",
    ],
    actions: ["sagemaker:AddTags"],
    source: `${authorization}/list_amazonsagemaker.html`,
  },
  {
    // KMS refuses a policy under which the caller could not change it again.
    calls: ["kms:CreateKey", "kms:PutKeyPolicy"],
    actions: ["kms:PutKeyPolicy"],
    source: "docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html (BypassPolicyLockoutSafetyCheck)",
  },
  {
    calls: ["kms:CreateKey"],
    actions: ["kms:TagResource"],
    source: "docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html",
  },
  {
    calls: ["s3:CreateBucket"],
    actions: ["s3:TagResource"],
    source: "docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html",
  },
  {
    calls: ["ec2:CreateFlowLogs"],
    actions: ["ec2:CreateTags", "iam:PassRole", "logs:CreateLogDelivery"],
    source: `${authorization}/list_amazonec2.html; docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html`,
  },
  {
    calls: ["ec2:DeleteFlowLogs"],
    actions: ["logs:DeleteLogDelivery"],
    source: "docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html",
  },
  {
    calls: ["ec2:CreateVpcEndpoint"],
    actions: ["ec2:CreateTags", "route53:AssociateVPCWithHostedZone"],
    source: `${authorization}/list_amazonec2.html`,
  },
  {
    calls: ["ec2:CreateVpc", "ec2:CreateSubnet", "ec2:CreateRouteTable", "ec2:CreateSecurityGroup"],
    actions: ["ec2:CreateTags"],
    source: `${authorization}/list_amazonec2.html`,
  },
  {
    calls: ["iam:CreateRole"],
    actions: ["iam:TagRole"],
    source: "docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
  },
  {
    calls: ["iam:CreatePolicy"],
    actions: ["iam:TagPolicy"],
    source: "docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html",
  },
  {
    calls: ["logs:CreateLogGroup"],
    actions: ["logs:TagResource"],
    source: "docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
  },
  {
    calls: ["route53resolver:CreateFirewallDomainList", "route53resolver:CreateFirewallRuleGroup"],
    actions: ["route53resolver:TagResource"],
    source: `${authorization}/list_amazonroute53resolver.html`,
  },
  {
    calls: ["route53resolver:AssociateFirewallRuleGroup"],
    actions: ["ec2:DescribeVpcs", "route53resolver:TagResource"],
    source: `${authorization}/list_amazonroute53resolver.html`,
  },
];

/**
 * Asked of whoever makes a feature group with an online store, on the key of that store. Not by the table above: most teams have
 * no such group, and their keys need not let the deployer do this.
 */
export const onlineStorePermissions: readonly Dependent[] = [
  {
    calls: ["sagemaker:CreateFeatureGroup"],
    actions: [
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:Encrypt",
      "kms:GenerateDataKey",
      "kms:ListGrants",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
      "kms:RetireGrant",
      "kms:RevokeGrant",
    ],
    through: (service) => ({ StringEquals: { "kms:ViaService": service("sagemaker") } }),
    source:
      "docs.aws.amazon.com/sagemaker/latest/APIReference/API_OnlineStoreSecurityConfig.html (the caller's permissions)",
  },
  {
    calls: ["sagemaker:CreateFeatureGroup"],
    actions: ["kms:CreateGrant"],
    through: (service) => ({
      StringEquals: { "kms:ViaService": service("sagemaker") },
      Bool: { "kms:GrantIsForAWSResource": "true" },
    }),
    source:
      "docs.aws.amazon.com/sagemaker/latest/APIReference/API_OnlineStoreSecurityConfig.html (the caller's permissions)",
  },
];
