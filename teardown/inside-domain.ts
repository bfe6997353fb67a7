/** The profiles, apps and spaces of a Studio domain, as AWS lists them. */
import {
  type AppDetails,
  paginateListApps,
  paginateListSpaces,
  paginateListUserProfiles,
  type SpaceDetails,
} from "@aws-sdk/client-sagemaker";
import type { Clients } from "./aws";

export interface App {
  readonly kind: "app";
  readonly id: string;
  readonly app: AppDetails;
  readonly status?: AppDetails["Status"];
}

export interface Space {
  readonly kind: "space";
  /** `<domain>/<name>`. */
  readonly id: string;
  readonly domain: string;
  readonly name: string;
  /** Name of the owner's profile. Absent in spaces of Studio Classic. */
  readonly owner?: string;
  /** Whether others than the owner may work in it: true unless AWS says that it is private. */
  readonly shared: boolean;
  /** Size of its volume; absent where it has none. */
  readonly gigabytes?: number;
}

/**
 * An app in this state keeps nothing from being deleted, and cannot be deleted; AWS lists a deleted one for another day.
 * docs.aws.amazon.com/sagemaker/latest/dg/gs-studio-delete-domain.html, Requirements; docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeApp.html, CreationTime.
 */
export const hasEnded = (status: AppDetails["Status"]) => status === "Deleted" || status === "Failed";

/** Apps before spaces: in the order in which they can go. Apps that have ended are left out. */
export async function insideDomain(domain: string, { sagemaker }: Clients): Promise<(App | Space)[]> {
  const found: (App | Space)[] = [];
  for await (const page of paginateListApps({ client: sagemaker }, { DomainIdEquals: domain })) {
    found.push(...(page.Apps ?? []).flatMap(appOf));
  }
  for await (const page of paginateListSpaces({ client: sagemaker }, { DomainIdEquals: domain })) {
    found.push(...(page.Spaces ?? []).flatMap((details) => spaceOf(domain, details)));
  }
  return found;
}

/** Names of a domain's profiles. */
export async function profilesIn(domain: string, { sagemaker }: Clients): Promise<string[]> {
  const found: string[] = [];
  for await (const page of paginateListUserProfiles({ client: sagemaker }, { DomainIdEquals: domain })) {
    found.push(...(page.UserProfiles ?? []).flatMap(({ UserProfileName }) => UserProfileName ?? []));
  }
  return found;
}

/** `<domain>/<space or profile>/<type>/<name>`. */
export const appId = ({ DomainId, SpaceName, UserProfileName, AppType, AppName }: AppDetails): string =>
  [DomainId, SpaceName ?? UserProfileName, AppType, AppName].join("/");

function appOf(app: AppDetails): App[] {
  const { Status: status } = app;
  if (hasEnded(status)) return [];
  return [{ kind: "app", id: appId(app), app, ...(status !== undefined && { status }) }];
}

/** docs.aws.amazon.com/sagemaker/latest/APIReference/API_SpaceDetails.html */
function spaceOf(domain: string, details: SpaceDetails): Space[] {
  const { SpaceName: name, OwnershipSettingsSummary, SpaceSharingSettingsSummary, SpaceSettingsSummary } = details;
  if (!name) return [];
  const owner = OwnershipSettingsSummary?.OwnerUserProfileName;
  const gigabytes = SpaceSettingsSummary?.SpaceStorageSettings?.EbsStorageSettings?.EbsVolumeSizeInGb;
  const shared = SpaceSharingSettingsSummary?.SharingType !== "Private";
  return [
    {
      kind: "space",
      id: `${domain}/${name}`,
      domain,
      name,
      shared,
      ...(owner !== undefined && { owner }),
      ...(gigabytes !== undefined && { gigabytes }),
    },
  ];
}
