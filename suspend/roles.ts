/** The roles that act for a team: what is denied to each of them while the team is suspended. */
import { executionRoleName, featureStoreRoleName, mlflowRoleName, pipelineRoleName } from "../config/names";
import type { Environment, Team } from "../config/schema";

/**
 * Names; the execution role first. SageMaker becomes the others by itself, for what a team's file opts in to. The role of a
 * team's images is none of them: SageMaker becomes it when a deployment makes a version, and it reads nothing but repositories.
 */
export function rolesOf(environment: Environment, team: Team): readonly [execution: string, ...services: string[]] {
  const { pipelineReads, featureStore, mlflow } = team.features;
  return [
    executionRoleName(environment, team),
    ...(pipelineReads === undefined ? [] : [pipelineRoleName(environment, team)]),
    ...(featureStore?.offline === undefined ? [] : [featureStoreRoleName(environment, team)]),
    ...(mlflow === undefined ? [] : [mlflowRoleName(environment, team)]),
  ];
}
