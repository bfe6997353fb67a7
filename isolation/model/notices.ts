/** Where budgets and alarms may send their notices: to topics of the stack's own account. An action of another service acts. */
import type { Resource, Stack } from "./stack";

/** Arguments that name what is told, by resource type. Source: docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (AlarmActions) */
function told({ type, config }: Resource): readonly string[] {
  if (type === "aws_budgets_budget") {
    const { notification } = config as Resource<"aws_budgets_budget">["config"];
    return (notification ?? []).flatMap(({ subscriber_sns_topic_arns: topics }) => topics ?? []);
  }
  if (type !== "aws_cloudwatch_metric_alarm") return [];
  const alarm = config as Resource<"aws_cloudwatch_metric_alarm">["config"];
  return [alarm.alarm_actions, alarm.ok_actions, alarm.insufficient_data_actions].flatMap((arns) => arns ?? []);
}

/** Throws ModelError on a notice that goes elsewhere than to an SNS topic of the stack's account and region. */
export function checkNotices(stack: Stack, resource: Resource): void {
  const { partition, region, account } = stack;
  const topics = new RegExp(`^arn:${partition}:sns:${region}:${account}:[\\w-]+$`);
  const other = told(resource).find((arn) => !topics.test(arn));
  if (other === undefined) return;
  stack.fail(
    resource.path,
    `sends its notices to ${other}, which is no SNS topic of account ${account} in ${region}; name such a topic, which tells people and does nothing else`,
  );
}
