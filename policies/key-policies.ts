/** Key policies: administration for the account, cryptography for one pinned role and nothing through IAM alone. */
import type { OutsideParty } from "../config/schema";
import type { ServiceRole } from "./bucket-service-roles";
import type { ResourceStatement } from "./document";
import { allOf, isRole } from "./document";

/**
 * `kms:*` for the account would let any IAM policy there grant Decrypt, so the actions are listed: no cryptography and no
 * CreateGrant among them. PutKeyPolicy is, or KMS would refuse the key as unmanageable. What is encrypted is lost with its
 * key, so only the deployer disables or deletes it.
 * Source: docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const administration = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:DisableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListResourceTags",
  "kms:ListRetirableGrants",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
] as const;

const administer = (accountRoot: string, deployerRoleArn: string): ResourceStatement[] => [
  {
    Sid: "AdministerKey",
    Effect: "Allow",
    Principal: { AWS: accountRoot },
    Action: administration,
    Resource: "*",
  },
  {
    Sid: "DeployerDeletesKey",
    Effect: "Allow",
    Principal: { AWS: accountRoot },
    Action: ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
    Resource: "*",
    Condition: isRole(deployerRoleArn),
  },
];

/** A role, with the account principal that it is pinned within. */
export interface PinnedRole {
  readonly accountRoot: string;
  readonly roleArn: string;
}

export interface DataKeyProps {
  readonly dataAccountRoot: string;
  readonly deployerRoleArn: string;
  readonly team: PinnedRole;
  /** s3.<region>.amazonaws.com: the service the key may be used through. */
  readonly s3Service: string;
  readonly producers: readonly PinnedRole[];
  readonly readers: readonly PinnedRole[];
  /** Service roles of the studio account; see bucket-service-roles.ts. */
  readonly serviceRoles: readonly (Pick<ServiceRole, "sid" | "roleArn"> & {
    /** Whether the role reads objects, writes them, or both: what S3 asks the key for. */
    readonly actions: readonly ("kms:Decrypt" | "kms:GenerateDataKey")[];
  })[];
}

/**
 * The key of a team's buckets. No aws:SourceVpce condition: S3's own calls carry none.
 * Source: docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html (kms:ViaService)
 */
export function dataKeyPolicy(props: DataKeyProps): ResourceStatement[] {
  const throughS3 = (Sid: string, role: PinnedRole, Action: readonly string[]): ResourceStatement => ({
    Sid,
    Effect: "Allow",
    Principal: { AWS: role.accountRoot },
    Action,
    Resource: "*",
    Condition: allOf(isRole(role.roleArn), { StringEquals: { "kms:ViaService": props.s3Service } }),
  });
  return [
    ...administer(props.dataAccountRoot, props.deployerRoleArn),
    throughS3("TeamThroughS3", props.team, ["kms:Decrypt", "kms:GenerateDataKey"]),
    {
      // Nothing is read back without S3.
      Sid: "TeamFindsKey",
      Effect: "Allow",
      Principal: { AWS: props.team.accountRoot },
      Action: ["kms:DescribeKey", "kms:Encrypt"],
      Resource: "*",
      Condition: isRole(props.team.roleArn),
    },
    // A multipart upload is decrypted when its parts are put together, so a producer needs both.
    ...props.producers.map((role, index) =>
      throughS3(`Producer${index + 1}ThroughS3`, role, ["kms:Decrypt", "kms:GenerateDataKey"]),
    ),
    ...props.readers.map((role, index) => throughS3(`Reader${index + 1}ThroughS3`, role, ["kms:Decrypt"])),
    ...props.serviceRoles.map(({ sid, roleArn, actions }) =>
      throughS3(`${sid}ThroughS3`, { roleArn, accountRoot: props.team.accountRoot }, actions),
    ),
  ];
}

/** Declared parties as roles pinned within their accounts, each once. */
export const pinned = (parties: readonly OutsideParty[], accountRootOf: (roleArn: string) => string): PinnedRole[] =>
  [...new Set(parties.map((party) => party.role))].map((roleArn) => ({ roleArn, accountRoot: accountRootOf(roleArn) }));

/**
 * The key of a domain's volumes and home directories. SageMaker, EFS and EBS work under grants that the execution role
 * (apps, jobs) or the deployer (the domain) makes for them; nobody can make one for somebody else.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest-studio.html
 */
export function studioKeyPolicy(props: {
  readonly accountRoot: string;
  readonly roleArn: string;
  readonly deployerRoleArn: string;
  /** elasticfilesystem.<region>.amazonaws.com: makes the home directories when the deployer makes the domain. */
  readonly fileSystemService: string;
  /** sagemaker.<region>.amazonaws.com, where the team has online feature groups under the key. */
  readonly featureStoreService?: string;
  /** Whether the deployer makes feature groups of the team that have an online store. */
  readonly deployerMakesOnlineStores?: boolean;
}): ResourceStatement[] {
  const pinnedTo = (Sid: string, role: string, Action: readonly string[]): ResourceStatement => ({
    Sid,
    Effect: "Allow",
    Principal: { AWS: props.accountRoot },
    Action,
    Resource: "*",
    Condition: isRole(role),
  });
  const grant = (Sid: string, role: string): ResourceStatement => ({
    ...pinnedTo(Sid, role, ["kms:CreateGrant"]),
    Condition: allOf(isRole(role), { Bool: { "kms:GrantIsForAWSResource": "true" } }),
  });
  return [
    ...administer(props.accountRoot, props.deployerRoleArn),
    pinnedTo("TeamUsesKey", props.roleArn, [
      "kms:Decrypt",
      "kms:Encrypt",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
    ]),
    grant("TeamLendsKeyToAws", props.roleArn),
    ...(props.featureStoreService === undefined
      ? []
      : [
          {
            // Asked of whoever makes a feature group: docs.aws.amazon.com/sagemaker/latest/APIReference/API_OnlineStoreSecurityConfig.html
            ...pinnedTo("TeamRetiresGrantsOfFeatureStore", props.roleArn, ["kms:RetireGrant"]),
            Condition: allOf(isRole(props.roleArn), { StringEquals: { "kms:ViaService": props.featureStoreService } }),
          },
          ...(props.deployerMakesOnlineStores
            ? [
                {
                  // The same page; the account's administration of the key has what is not listed here.
                  ...pinnedTo("DeployerMakesOnlineStores", props.deployerRoleArn, [
                    "kms:Decrypt",
                    "kms:Encrypt",
                    "kms:GenerateDataKey",
                    "kms:ReEncryptFrom",
                    "kms:ReEncryptTo",
                    "kms:RetireGrant",
                  ]),
                  Condition: allOf(isRole(props.deployerRoleArn), {
                    StringEquals: { "kms:ViaService": props.featureStoreService },
                  }),
                },
              ]
            : []),
        ]),
    grant("DeployerLendsKeyToAws", props.deployerRoleArn),
    {
      // What EFS asks of whoever makes an encrypted file system: docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html
      ...pinnedTo("DeployerMakesHomeDirectories", props.deployerRoleArn, [
        "kms:Decrypt",
        "kms:GenerateDataKeyWithoutPlaintext",
      ]),
      Condition: allOf(isRole(props.deployerRoleArn), { StringEquals: { "kms:ViaService": props.fileSystemService } }),
    },
  ];
}

/**
 * The key of one log group: CloudWatch Logs for that group only.
 * Source: docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logKeyPolicy(props: {
  readonly accountRoot: string;
  readonly deployerRoleArn: string;
  readonly logsService: string;
  readonly logGroupArn: string;
}): ResourceStatement[] {
  return [
    ...administer(props.accountRoot, props.deployerRoleArn),
    {
      Sid: "LogGroupUsesKey",
      Effect: "Allow",
      Principal: { Service: props.logsService },
      Action: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey*",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      Resource: "*",
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": props.logGroupArn } },
    },
  ];
}
