/** Values that AWS keeps where nobody says anything: found on a domain or profile, they are no change. Written down on 2026-11-28. */
import type { Json } from "./model";

/** By member, as DescribeDomain and DescribeUserProfile name it. AWS's model states them in words; a test reads it. */
export const stated: Readonly<Record<string, Json>> = {
  HomeEfsFileSystemCreation: "Enabled",
  "DomainSettings.IpAddressType": "ipv4",
  "DefaultUserSettings.SharingSettings.NotebookOutputOption": "Disabled",
  "DefaultUserSettings.StudioWebPortalSettings.ExecutionRoleSessionNameMode": "STATIC",
  "UserSettings.SharingSettings.NotebookOutputOption": "Disabled",
  "UserSettings.StudioWebPortalSettings.ExecutionRoleSessionNameMode": "STATIC",
};

/**
 * Taken for defaults, though AWS's model does not say so; where one of them is found, the doctor says that it is assumed. Of what
 * the provider's schema (6.48) has, AWS fills in AutoMountHomeEFS alone, for nothing else that we leave out is optional and
 * computed there. That the others are off, or empty, where nobody turned them on has not been seen on AWS.
 */
export const assumed: Readonly<Record<string, Json>> = {
  "DomainSettings.SecurityGroupIds": [],
  "DomainSettings.AmazonQSettings.Status": "DISABLED",
  "DomainSettings.TrustedIdentityPropagationSettings.Status": "DISABLED",
  "DomainSettings.DockerSettings.RootlessDocker": "DISABLED",
  "DomainSettings.UnifiedStudioSettings.StudioWebPortalAccess": "DISABLED",
  "DefaultUserSettings.AutoMountHomeEFS": "Enabled",
  "UserSettings.AutoMountHomeEFS": "DefaultAsDomain",
};

export const defaults: Readonly<Record<string, Json>> = { ...stated, ...assumed };

/**
 * Those that a call may send. A block that no file declares is left out of the call instead: with one of its defaults in it the
 * block would stay, and Terraform's plan would take it away (seen with provider 6.48: studio_web_portal_settings).
 */
export const defaultsToSend: Readonly<Record<string, Json>> = Object.fromEntries(
  Object.entries(defaults).filter(([member]) => !/\.(SharingSettings|StudioWebPortalSettings)\./.test(member)),
);
