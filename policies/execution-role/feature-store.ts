/** Feature Store (features.featureStore): feature groups of the team's own that store records online alone, under the studio key. */
import { declaredGroups } from "../../config/feature-groups";
import { featureGroupName, sagemakerArn } from "../../config/names";
import { dnsSuffix } from "../../config/tables/regions";
import type { Condition, Statement } from "../document";
import { absent, allOf } from "../document";
import type { ExecutionRoleContext } from "./context";
import { ownToCreate, ownToManage } from "./separation";

/** On records, through the endpoint of Feature Store's runtime. UpdateRecord is authorized as PutRecord (Service Authorization Reference, sagemaker:IsUpdateRecord). */
export const recordActions = [
  "sagemaker:BatchGetRecord",
  "sagemaker:BatchWriteRecord",
  "sagemaker:DeleteRecord",
  "sagemaker:GetRecord",
  "sagemaker:ListRecords",
  "sagemaker:PutRecord",
] as const;

/**
 * A group has an online store and no offline one: SageMaker would write that from its own network (compute-walls denies it).
 * An online store needs no role, for SageMaker keeps it itself, under grants on the key that the caller makes.
 * Source: docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html (condition keys of CreateFeatureGroup)
 */
export function featureStoreStatements(context: ExecutionRoleContext): Statement[] {
  if (context.team.features.featureStore === undefined) return [];
  return [
    {
      Sid: "OnlineFeatureGroups",
      Effect: "Allow",
      Action: "sagemaker:CreateFeatureGroup",
      ...ownToCreate(context, "feature-group"),
      Condition: allOf(absent("sagemaker:FeatureGroupOfflineStoreConfig"), {
        ArnEquals: { "sagemaker:FeatureGroupOnlineStoreKmsKeyArn": context.studioKeyArn },
        Bool: { "sagemaker:FeatureGroupEnableOnlineStore": "true" },
      }),
    },
    {
      Sid: "OwnFeatureGroups",
      Effect: "Allow",
      Action: [
        ...recordActions,
        "sagemaker:DeleteFeatureGroup",
        "sagemaker:UpdateFeatureGroup",
        "sagemaker:UpdateFeatureMetadata",
      ],
      ...ownToManage(context, "feature-group"),
    },
    ...grants(context),
  ];
}

/**
 * Groups that the team's file declares are Terraform's: a notebook that deletes one takes its online records with it, and one
 * that adds a feature leaves a group that Terraform would make anew. Records are the team's.
 */
export function declaredGroupStatements({ environment, team }: ExecutionRoleContext): Statement[] {
  const groups = declaredGroups(team).map(({ name }) => featureGroupName(environment, team, name));
  if (groups.length === 0) return [];
  return [
    {
      Sid: "DenyChangingDeclaredGroups",
      Effect: "Deny",
      Action: ["sagemaker:DeleteFeatureGroup", "sagemaker:UpdateFeatureGroup"],
      Resource: groups.map((group) => sagemakerArn(environment, `feature-group/${group}`)),
    },
  ];
}

/**
 * What AWS asks of whoever makes a group under a key of their own, beyond what the role may do with the studio key anyway.
 * Sources: docs.aws.amazon.com/sagemaker/latest/APIReference/API_OnlineStoreSecurityConfig.html (the permissions),
 * docs.aws.amazon.com/sagemaker/latest/dg/feature-store-security.html (kms:ViaService)
 */
function grants({ environment, studioKeyArn }: ExecutionRoleContext): Statement[] {
  const throughSageMaker: Condition = {
    StringEquals: { "kms:ViaService": `sagemaker.${environment.region}.${dnsSuffix(environment.partition)}` },
  };
  return [
    {
      Sid: "OnlineStoreGrants",
      Effect: "Allow",
      Action: ["kms:ListGrants", "kms:RetireGrant", "kms:RevokeGrant"],
      Resource: studioKeyArn,
      Condition: throughSageMaker,
    },
    // It takes no key.
    {
      Sid: "OnlineStoreAliases",
      Effect: "Allow",
      Action: "kms:ListAliases",
      Resource: "*",
      Condition: throughSageMaker,
    },
  ];
}
