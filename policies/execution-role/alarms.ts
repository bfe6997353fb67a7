/** Alarms that scale endpoints, or roll deployments back: only where the account is the team's alone, and without a word to anybody else. */
import { arn, environmentPrefix } from "../../config/names";
import type { Statement } from "../document";
import type { ExecutionRoleContext } from "./context";
import { hasAccountAlone } from "./separation";

/**
 * An alarm's actions, whatever state they are for, are scaling policies of this account, or none.
 * Source: docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-alarm-actions.html
 */
export function alarmStatements(context: ExecutionRoleContext): Statement[] {
  if (!hasAccountAlone(context)) return [];
  const { environment } = context;
  const here = (service: string, resource: string) =>
    arn(environment, service, environment.region, environment.accounts.studio.id, resource);
  return [
    {
      Sid: "AlarmsThatScale",
      Effect: "Allow",
      Action: "cloudwatch:PutMetricAlarm",
      Resource: here("cloudwatch", "alarm:*"),
      Condition: {
        "ForAllValues:StringLike": { "cloudwatch:AlarmActions": here("autoscaling", "scalingPolicy:*") },
      },
    },
    { Sid: "EndAlarms", Effect: "Allow", Action: "cloudwatch:DeleteAlarms", Resource: here("cloudwatch", "alarm:*") },
    {
      // The platform's, by the names of its other resources; examples name theirs as they like.
      Sid: "DenyPlatformAlarms",
      Effect: "Deny",
      Action: ["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"],
      Resource: here("cloudwatch", `alarm:${environmentPrefix(environment)}-*`),
    },
  ];
}
