/** Values that AWS keeps where nobody says anything: found on a domain or profile, they are no change. Written down on 2026-11-28. */
import type { Json } from "./model";

/**
 * By member, as DescribeDomain and DescribeUserProfile name it.
 *
 * Stated by AWS: IpAddressType (API_DomainSettings.html, "defaults to ipv4"). Of what the provider's schema (6.48) has, AWS fills in
 * AutoMountHomeEFS alone, for nothing else that we leave out is optional and computed there; its two values have not been seen on
 * AWS. That the others are off, or empty, where nobody turned them on has not been looked up.
 */
export const defaults: Readonly<Record<string, Json>> = {
  "DomainSettings.IpAddressType": "ipv4",
  "DomainSettings.SecurityGroupIds": [],
  "DomainSettings.AmazonQSettings.Status": "DISABLED",
  "DomainSettings.TrustedIdentityPropagationSettings.Status": "DISABLED",
  "DomainSettings.DockerSettings.RootlessDocker": "DISABLED",
  "DomainSettings.UnifiedStudioSettings.StudioWebPortalAccess": "DISABLED",
  "DefaultUserSettings.AutoMountHomeEFS": "Enabled",
  "UserSettings.AutoMountHomeEFS": "DefaultAsDomain",
  HomeEfsFileSystemCreation: "Enabled",
};
