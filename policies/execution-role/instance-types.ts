/** Denies instance types that the team's file does not allow, whatever else is attached to the role. */
import type { Statement } from "../document";
import type { ExecutionRoleContext } from "./context";

/**
 * What an app's request says where it names no instance. AWS's pages that were read do not say so; policies that others
 * published for Studio list it beside the types.
 */
const withoutInstance = "system";

/** No other jobs: where the table has no such key for a call, whether it says one is unknown. */
const jobActions = [
  "sagemaker:Create*JobDefinition",
  "sagemaker:CreateHyperParameterTuningJob",
  "sagemaker:CreateMonitoringSchedule",
  "sagemaker:CreateProcessingJob",
  "sagemaker:CreateTrainingJob",
  "sagemaker:CreateTransformJob",
  "sagemaker:UpdateMonitoringSchedule",
  "sagemaker:UpdateTrainingJob",
];

/**
 * A request that says no type is not denied: SageMaker's table has the key for each call that may say one
 * (docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html, sagemaker:InstanceTypes). It has
 * none for AutoML, which chooses by itself.
 */
export function instanceTypeStatements({ team: { instanceTypes } }: ExecutionRoleContext): Statement[] {
  const denyOther = (Sid: string, Action: string | readonly string[], types: readonly string[]): Statement => ({
    Sid,
    Effect: "Deny",
    Action,
    Resource: "*",
    Condition: { "ForAnyValue:StringNotLike": { "sagemaker:InstanceTypes": types } },
  });
  return [
    denyOther(
      "DenyOtherAppTypes",
      ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"],
      [...instanceTypes.apps, withoutInstance],
    ),
    denyOther("DenyOtherJobTypes", jobActions, instanceTypes.jobs),
    denyOther("DenyOtherEndpointTypes", "sagemaker:CreateEndpointConfig", instanceTypes.endpoints),
  ];
}
