/** Values that a configuration leaves out and the blueprint chooses, from one or several files; undefined where they rest on a wrong value. */
import { defaultEndpointCidr, defaultStudioCidr } from "./addresses";
import type { EnvironmentDraft, TeamDraft } from "./checks/check";
import { defaultInterfaceEndpoints } from "./tables/interface-endpoints";
import { otherStateRegions, type Partition, regions } from "./tables/regions";
import { zonesWithoutService } from "./tables/zones-without-service";

/** The partition of a known region. */
export function partitionOf(region: string | undefined): Partition | undefined {
  return region !== undefined && Object.hasOwn(regions, region) ? regions[region]?.partition : undefined;
}

/** The partition of a region that may keep state, with or without Studio. */
export function partitionOfState(region: string | undefined): Partition | undefined {
  return region !== undefined && Object.hasOwn(otherStateRegions, region)
    ? otherStateRegions[region]
    : partitionOf(region);
}

/** The zones of a known region, by id. */
export function zoneIdsOf(region: string | undefined): readonly string[] {
  return region !== undefined && Object.hasOwn(regions, region) ? (regions[region]?.zoneIds ?? []) : [];
}

/** Services among those given that AWS does not offer in a zone. */
export function missingServices(zoneId: string, services: readonly string[]): string[] {
  const missing = Object.hasOwn(zonesWithoutService, zoneId) ? (zonesWithoutService[zoneId] ?? []) : [];
  return services.filter((service) => missing.includes(service));
}

/** The environment's zones, or the region's first two that have every interface endpoint. */
export function availabilityZoneIdsOf({
  document,
  value,
}: EnvironmentDraft): readonly (string | undefined)[] | undefined {
  if (document.has(["availabilityZoneIds"])) return value.availabilityZoneIds;
  const services = [...defaultInterfaceEndpoints, ...defined(value.network?.extraInterfaceEndpoints)];
  const zones = zoneIdsOf(value.region).filter((zone) => missingServices(zone, services).length === 0);
  return zones.length === 0 ? undefined : zones.slice(0, 2);
}

export type NetworkRanges = { readonly vpcCidr?: string; readonly endpointCidr?: string; readonly studioCidr?: string };

/** The three ranges of an environment, with defaults made. */
export function networkRangesOf({ document, value }: EnvironmentDraft): NetworkRanges {
  const { vpcCidr, endpointCidr, studioCidr } = value.network ?? {};
  const otherwise = (key: string, make: (vpc: string) => string): string | undefined =>
    vpcCidr === undefined || document.has(["network", key]) ? undefined : make(vpcCidr);
  return {
    vpcCidr,
    endpointCidr: endpointCidr ?? otherwise("endpointCidr", defaultEndpointCidr),
    studioCidr: studioCidr ?? otherwise("studioCidr", defaultStudioCidr),
  };
}

/** ARN of the role that Terraform assumes in an account unless the environment names another. */
export function defaultDeployerRole(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:role/studio-enclave-deployer`;
}

/** ARN of the managed policy that a configuration names: by its name with or without a path, in the given account, or by its ARN. */
export function managedPolicyArn(partition: string, accountId: string, policy: string): string {
  return policy.startsWith("arn:") ? policy : `arn:${partition}:iam::${accountId}:policy/${policy}`;
}

/** Name of the data account that holds a team's buckets: the one it names, or the environment's only one. */
export function dataAccountNameOf(team: TeamDraft, environment: EnvironmentDraft): string | undefined {
  if (team.document.has(["dataAccount"])) return team.value.dataAccount;
  const names = Object.keys(environment.value.accounts?.data ?? {});
  return names.length === 1 ? names[0] : undefined;
}

/** An account by its name in the environment. */
export function dataAccountOf(team: TeamDraft, environment: EnvironmentDraft): { readonly id?: string } | undefined {
  const name = dataAccountNameOf(team, environment);
  const accounts = environment.value.accounts?.data ?? {};
  return name !== undefined && Object.hasOwn(accounts, name) ? accounts[name] : undefined;
}

/** The values that are there. */
export function defined<T>(values: readonly (T | undefined)[] | undefined): T[] {
  return (values ?? []).filter((value): value is T => value !== undefined);
}
