/** The feature groups that a team's stacks make: what each reaches, as its arguments say it. */
import type { Resource } from "../model";
import type { TeamFacts } from "./facts";

export interface FoundFeatureGroup {
  readonly resource: Resource<"aws_sagemaker_feature_group">;
  readonly name: string;
  readonly role: string;
  /** s3://<bucket>/<prefix> of each offline store, and the key of what is written there. */
  readonly offline: readonly { readonly uri: string; readonly key?: string }[];
  /** Whether SageMaker may make a table of it in the Glue catalog. */
  readonly isInCatalog: boolean;
  readonly isOnline: boolean;
  /** Of the online store. */
  readonly onlineKey?: string;
}

/** In the file's order. */
export const featureGroupsOf = ({ data }: Pick<TeamFacts, "data">): readonly FoundFeatureGroup[] =>
  data.resources("aws_sagemaker_feature_group").map((resource) => {
    const { feature_group_name: name, role_arn: role, ...config } = resource.config;
    const stores = config.offline_store_config ?? [];
    const online = config.online_store_config ?? [];
    const onlineKey = online[0]?.security_config?.[0]?.kms_key_id;
    return {
      resource,
      name,
      role,
      offline: stores
        .flatMap(({ s3_storage_config }) => s3_storage_config)
        .map(({ s3_uri: uri, kms_key_id: key }) => ({ uri, ...(key !== undefined && { key }) })),
      isInCatalog: stores.some(({ disable_glue_table_creation }) => disable_glue_table_creation !== true),
      isOnline: online.some(({ enable_online_store }) => enable_online_store === true),
      ...(onlineKey !== undefined && { onlineKey }),
    };
  });

export const hasOnlineStores = (team: Pick<TeamFacts, "data">): boolean =>
  featureGroupsOf(team).some(({ isOnline }) => isOnline);

/** What a group is made of, beside its role and its keys; any other is another group. */
export interface FeatureGroupParts {
  readonly name: string;
  /** s3://<bucket>/<prefix> of each offline store. */
  readonly uris: readonly string[];
  readonly isOnline: boolean;
  readonly recordIdentifier: string;
  readonly eventTime: string;
  readonly features: readonly { readonly name: string; readonly type: string }[];
}

/** Everything of it in words; equal words mean equal groups. */
export function showFeatureGroup(group: FeatureGroupParts): string {
  const stores = [...group.uris, ...(group.isOnline ? ["an online store"] : [])].join(" and ");
  const features = group.features.map(({ name, type }) => `${name} ${type}`).join(", ");
  return `${group.name} in ${stores}, records of ${group.recordIdentifier} at ${group.eventTime} with ${features}`;
}

/** The same of a group of the stacks. */
export const showFound = ({ resource, name, offline, isOnline }: FoundFeatureGroup): string =>
  showFeatureGroup({
    name,
    uris: offline.map(({ uri }) => uri),
    isOnline,
    recordIdentifier: resource.config.record_identifier_feature_name,
    eventTime: resource.config.event_time_feature_name,
    features: resource.config.feature_definition.map((each) => ({ name: each.feature_name, type: each.feature_type })),
  });
