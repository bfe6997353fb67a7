/** Each member that somebody can change on a domain or a profile: what a change means, whether a call puts it back, and which apps are in its way. */

export interface Member {
  /** What a change means; a sentence. */
  readonly means: string;
  /** Why no call puts it back, and what to do instead; undefined where one does. */
  readonly noCall?: string;
  /** States of apps in which AWS refuses the call that puts it back. */
  readonly refusedWhile?: readonly ("InService" | "Pending" | "Deleting")[];
}

const anotherDomain = "AWS changes it on no domain: somebody deleted the domain and made this one under its name";
const anotherProfile = "AWS changes it on no profile: somebody deleted the profile and made this one under its name";
const asTheProvider = "npx cdktf deploy makes it anew";
const newDomain =
  "No call is documented that puts it back. Copy what is needed out of the domain, take the Studio stack down and deploy it anew";

/**
 * As DescribeDomain and DescribeUserProfile name them; the longest name that a change begins with says what it means.
 *
 * States: docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateDomain.html (AppNetworkAccessType, SubnetIds) and
 * API_DomainSettingsForUpdate.html (ExecutionRoleIdentityConfig). AppSecurityGroupManagement: github.com/hashicorp/
 * terraform-provider-aws/issues/39923. UnifiedStudioSettings: no page was found that says how to take it back.
 */
export const members: Readonly<Record<string, Member>> = {
  AppNetworkAccessType: {
    means: "Apps reach the internet directly, past every guardrail of the network.",
    refusedWhile: ["InService", "Pending", "Deleting"],
  },
  SubnetIds: {
    means:
      "Apps start in other subnets. Where one was added, Terraform plans to replace the domain: deploy nothing before.",
    refusedWhile: ["InService", "Pending", "Deleting"],
  },
  VpcId: { means: "Apps start in another VPC.", noCall: anotherDomain },
  AuthMode: { means: "People log in another way.", noCall: anotherDomain },
  TagPropagation: {
    means: "Tags of domain, profile and space are copied to new apps, or no longer are: costs by team miss them.",
  },
  HomeEfsFileSystemCreation: {
    means: "New profiles get no home directory.",
    noCall: newDomain,
  },
  AppSecurityGroupManagement: {
    means: "Somebody set up the domain for RStudio, which AWS allows on no other domain.",
    noCall: newDomain,
  },
  "DomainSettings.ExecutionRoleIdentityConfig": {
    means: "CloudTrail no longer says whose app made a call, or policies that ask for it no longer hold.",
    refusedWhile: ["InService", "Pending"],
  },
  "DomainSettings.DockerSettings": {
    means:
      "Studio builds and runs containers, or no longer does, or takes images of other accounts than docker.trustedAccounts of the team's file.",
  },
  "DomainSettings.SecurityGroupIds": { means: "Domain-level apps and people's apps reach each other by other groups." },
  "DomainSettings.IpAddressType": {
    means: "Apps get IPv6 addresses too, which the guardrails of the network do not know.",
  },
  "DomainSettings.TrustedIdentityPropagationSettings": {
    means: "Apps act as the person who logged in, not as the role.",
  },
  "DomainSettings.AmazonQSettings": { means: "Amazon Q answers in Studio, outside the VPC." },
  "DomainSettings.RStudioServerProDomainSettings": { means: "The domain offers RStudio.", noCall: newDomain },
  "DomainSettings.UnifiedStudioSettings": {
    means: "Somebody moved the domain into a project of SageMaker Unified Studio.",
    noCall: newDomain,
  },
  DefaultUserSettings: { means: "Apps start with it where their profile says nothing else." },
  "DefaultUserSettings.ExecutionRole": { means: "Apps of profiles that name no role run as this one." },
  "DefaultUserSettings.SecurityGroups": { means: "Every app has these groups beside its profile's." },
  DefaultSpaceSettings: { means: "Apps in shared spaces start with it." },
  UserSettings: { means: "The person's apps start with it." },
  "UserSettings.ExecutionRole": { means: "The person's apps run as this role." },
  "UserSettings.SecurityGroups": { means: "The person's apps have these groups." },
  "UserSettings.StudioWebPortal": { means: "Whether the person can open Studio is another." },
  SingleSignOnUserIdentifier: { means: "Somebody else logs in.", noCall: `${anotherProfile}; ${asTheProvider}` },
  SingleSignOnUserValue: { means: "Somebody else logs in.", noCall: `${anotherProfile}; ${asTheProvider}` },
  DomainSettings: { means: "This blueprint does not know the setting.", noCall: "Read AWS's page of UpdateDomain" },
};

const unknown: Member = {
  means: "This blueprint does not know the member.",
  noCall: "Read AWS's page of UpdateDomain",
};

/** What AWS describes of a domain and a profile that nobody sets, or that says when and where. */
export const readOnly: ReadonlySet<string> = new Set([
  "$metadata",
  "CreationTime",
  "DomainArn",
  "DomainId",
  "DomainName",
  "FailureReason",
  "HomeEfsFileSystemId",
  // The keys of volumes and home directories: no call changes them.
  "HomeEfsFileSystemKmsKeyId",
  "HomeEfsFileSystemUid",
  "KmsKeyId",
  "LastModifiedTime",
  "SecurityGroupIdForDomainBoundary",
  "SingleSignOnApplicationArn",
  "SingleSignOnManagedApplicationInstanceId",
  "Status",
  "Url",
  "UserProfileArn",
  "UserProfileName",
]);

/** By the longest name that the member begins with. */
export function memberOf(member: string): Member {
  const parts = member.split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const known = members[parts.slice(0, length).join(".")];
    if (known !== undefined) return known;
  }
  return unknown;
}
