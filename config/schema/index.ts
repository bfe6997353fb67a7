/** The configuration's only definition: zod schemas of environment.yaml and of a team's file; every type is inferred from them. */
import type { z } from "zod";
import type { Partition } from "../tables/regions";
import type { environmentSchema } from "./environment";
import type { teamSchema } from "./team";

export { environmentSchema } from "./environment";
export { teamSchema } from "./team";
export { environmentName, teamName } from "./values";

export type EnvironmentFile = z.output<typeof environmentSchema>;
export type TeamFile = z.output<typeof teamSchema>;
export type Account = { readonly id: string; readonly deployerRole: string };
/** How teams of one studio account are told apart. */
export type Separation = EnvironmentFile["separation"];
export type State = EnvironmentFile["state"];
export type User = TeamFile["users"][number];
export type Bucket = TeamFile["buckets"][number];
/** An image of the team's own, with its versions. */
export type Image = TeamFile["images"][number];
export type FeatureGroup = NonNullable<NonNullable<TeamFile["features"]["featureStore"]>["offline"]>["groups"][number];
export type OutsideParty = Bucket["producers"][number];

/** Keys below a prefix of one of a team's buckets. */
export interface BucketPrefix {
  /** As the team's file calls it. */
  readonly bucket: string;
  readonly prefix: string;
}

/** A route from the endpoint subnets to a private network of people, which another stack adds. */
export type Route = EnvironmentFile["access"]["routes"][number];

/** A bucket of somebody else's that teams may read; without an account its owner is not checked. */
export interface ReadOnlyBucket {
  readonly name: string;
  readonly account?: string;
}

/** A team as the stacks see it: names added, defaults and cross-file choices made. */
export type Team = Omit<TeamFile, "dataAccount" | "lifecycleScript"> & {
  readonly name: string;
  readonly dataAccount: Account & { readonly name: string };
  /** The extra script's text, already read; undefined where the team has none. */
  readonly lifecycleScript?: string;
};

/** An environment as the stacks see it: every default made, accounts with their deployer roles, the permissions boundary by its ARN. */
export type Environment = Omit<EnvironmentFile, "accounts" | "network" | "availabilityZoneIds" | "readOnlyBuckets"> & {
  readonly name: string;
  readonly partition: Partition;
  readonly availabilityZoneIds: readonly string[];
  readonly accounts: { readonly studio: Account; readonly data: Readonly<Record<string, Account>> };
  readonly network: {
    readonly vpcCidr: string;
    readonly endpointCidr: string;
    readonly studioCidr: string;
    readonly extraInterfaceEndpoints: readonly string[];
  };
  readonly readOnlyBuckets: readonly ReadOnlyBucket[];
  /** Sorted by name. */
  readonly teams: readonly Team[];
};
