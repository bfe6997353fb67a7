/** Lists of the configuration that policies grow with, and the configuration with fewer of them. */
import { declaredGroups } from "../../config/feature-groups";
import type { Environment, Team } from "../../config/schema";

export interface GrowingList {
  readonly file: "environment" | "team";
  readonly path: readonly (string | number)[];
  readonly length: (environment: Environment, team: Team) => number;
  /** The configuration with the first so many of the list alone. */
  readonly keep: (environment: Environment, team: Team, count: number) => readonly [Environment, Team];
}

/** Networks of people. */
export const networks = (key: "publicCidrs" | "privateCidrs"): GrowingList => ({
  file: "environment",
  path: ["access", key],
  length: ({ access }) => access[key].length,
  keep: (environment, team, count) => [
    { ...environment, access: { ...environment.access, [key]: environment.access[key].slice(0, count) } },
    team,
  ],
});

export const readOnlyBuckets: GrowingList = {
  file: "environment",
  path: ["readOnlyBuckets"],
  length: (environment) => environment.readOnlyBuckets.length,
  keep: (environment, team, count) => [
    { ...environment, readOnlyBuckets: environment.readOnlyBuckets.slice(0, count) },
    team,
  ],
};

/** Repositories of one registry among them. */
export const imageRegistries: GrowingList = {
  file: "environment",
  path: ["imageRegistries"],
  length: (environment) => environment.imageRegistries.length,
  keep: (environment, team, count) => [
    { ...environment, imageRegistries: environment.imageRegistries.slice(0, count) },
    team,
  ],
};
/** Allowed instance types of a team. */
export const instanceTypes = (key: keyof Team["instanceTypes"]): GrowingList => ({
  file: "team",
  path: ["instanceTypes", key],
  length: (_, team) => team.instanceTypes[key].length,
  keep: (environment, team, count) => [
    environment,
    { ...team, instanceTypes: { ...team.instanceTypes, [key]: team.instanceTypes[key].slice(0, count) } },
  ],
});

export const packageRegistries: GrowingList = {
  file: "environment",
  path: ["packageRegistries"],
  length: (environment) => environment.packageRegistries.length,
  keep: (environment, team, count) => [
    { ...environment, packageRegistries: environment.packageRegistries.slice(0, count) },
    team,
  ],
};

export const buckets: GrowingList = {
  file: "team",
  path: ["buckets"],
  length: (_, team) => team.buckets.length,
  keep: (environment, team, count) => [environment, { ...team, buckets: team.buckets.slice(0, count) }],
};

/** Of the bucket at this place. */
export const parties = (index: number, key: "producers" | "readers"): GrowingList => ({
  file: "team",
  path: ["buckets", index, key],
  length: (_, team) => team.buckets[index]?.[key].length ?? 0,
  keep: (environment, team, count) => [
    environment,
    {
      ...team,
      buckets: team.buckets.map((bucket, at) =>
        at === index ? { ...bucket, [key]: bucket[key].slice(0, count) } : bucket,
      ),
    },
  ],
});

export const images: GrowingList = {
  file: "team",
  path: ["images"],
  length: (_, team) => team.images.length,
  keep: (environment, team, count) => [environment, { ...team, images: team.images.slice(0, count) }],
};

/** Declared feature groups. */
export const featureGroups: GrowingList = {
  file: "team",
  path: ["features", "featureStore", "offline", "groups"],
  length: (_, team) => declaredGroups(team).length,
  keep: (environment, team, count) => {
    const { featureStore } = team.features;
    if (!featureStore?.offline) return [environment, team];
    const offline = { ...featureStore.offline, groups: featureStore.offline.groups.slice(0, count) };
    return [environment, { ...team, features: { ...team.features, featureStore: { ...featureStore, offline } } }];
  },
};
