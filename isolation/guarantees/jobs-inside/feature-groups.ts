/** The role makes feature groups that store records online alone, under its team's studio key: SageMaker writes an offline store from its own network. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { grantedTo } from "../../facts/role-grants";
import { placeOf } from "../../model";
import { ask, type Part } from "../../questions/about";
import { telling } from "../../questions/sagemaker-calls";
import type { Failure } from "../guarantee";

const offline = "sagemaker:FeatureGroupOfflineStoreConfig";
const online = "sagemaker:FeatureGroupEnableOnlineStore";
const onlineKey = "sagemaker:FeatureGroupOnlineStoreKmsKeyArn";

/** Requests for a group with an offline store: SageMaker becomes the role that they name and writes into the bucket that they name. */
export const offlineStores: Part = ask({ Action: telling(offline), Resource: "*" }, { Null: { [offline]: "false" } });

export function ofFeatureGroups(facts: Facts, team: TeamFacts): Failure[] {
  const where = placeOf(team.role.resource);
  const keys = team.studioKeys.map(({ arn }) => arn);
  const makes = { Action: telling(onlineKey), Resource: "*" };
  const outside = grantedTo(facts, team, offlineStores);
  const unencrypted = grantedTo(
    facts,
    team,
    ask(makes, { ArnNotEquals: { [onlineKey]: keys } }),
    // Without an online store nothing is encrypted, and SageMaker asks for an offline one.
    ask(makes, { BoolIfExists: { [online]: "false" } }),
  );
  return [
    ...outside.map((found) => ({
      what: `${team.name}'s role makes a feature group with an offline store, which SageMaker writes from its own network`,
      where,
      found,
      change: `deny sagemaker:CreateFeatureGroup where ${offline} is present`,
    })),
    ...unencrypted.map((found) => ({
      what: `${team.name}'s role makes a feature group whose online store is not encrypted under its team's studio key`,
      where,
      found,
      change: `allow sagemaker:CreateFeatureGroup only with ${online} true and ${onlineKey} ${keys.join(", ")}`,
    })),
  ];
}

/** Teams whose role makes feature groups at all. */
export const makesFeatureGroups = (facts: Facts, team: TeamFacts): boolean =>
  grantedTo(facts, team, ask({ Action: telling(onlineKey), Resource: "*" })).length > 0;
