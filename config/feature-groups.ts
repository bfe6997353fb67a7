/** What of a team depends on the feature groups that its file declares. */
import type { FeatureGroup, Team } from "./schema";

/** None without the opt-in. */
export const declaredGroups = ({ features }: Pick<Team, "features">): readonly FeatureGroup[] =>
  features.featureStore?.offline?.groups ?? [];

/** Whether one of them has an online store, which SageMaker keeps under the studio key. */
export const hasOnlineGroups = (team: Pick<Team, "features">): boolean =>
  declaredGroups(team).some(({ online }) => online);
