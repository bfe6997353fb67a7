/** Monitoring schedules of a team: stopped with a note, and started again. */
import {
  DescribeMonitoringScheduleCommand,
  paginateListMonitoringSchedules,
  type SageMakerClient,
  StartMonitoringScheduleCommand,
} from "@aws-sdk/client-sagemaker";
import { orGone } from "../teardown/or-gone";
import { forget, isNoted, note, tagsOf } from "./note";

/** A schedule that a suspension stopped. */
export interface NotedSchedule {
  readonly kind: "monitoring schedule";
  readonly id: string;
  readonly arn: string;
}

/** Before it is stopped: only what ran may be started again. */
export async function noteSchedule(MonitoringScheduleName: string, sagemaker: SageMakerClient): Promise<void> {
  const ask = new DescribeMonitoringScheduleCommand({ MonitoringScheduleName });
  const arn = (await orGone(() => sagemaker.send(ask)))?.MonitoringScheduleArn;
  if (arn !== undefined) await note(arn, "", sagemaker);
}

/** `prefix`: of the names; undefined where the account is the team's alone. */
export async function findNotedSchedules(
  prefix: string | undefined,
  client: SageMakerClient,
): Promise<NotedSchedule[]> {
  const filter = prefix === undefined ? {} : { NameContains: prefix };
  const found: NotedSchedule[] = [];
  for await (const { MonitoringScheduleSummaries = [] } of paginateListMonitoringSchedules({ client }, filter)) {
    for (const { MonitoringScheduleName: id = "", MonitoringScheduleArn: arn = "" } of MonitoringScheduleSummaries) {
      if (prefix !== undefined && !id.startsWith(prefix)) continue;
      if (isNoted(await tagsOf(arn, client))) found.push({ kind: "monitoring schedule", id, arn });
    }
  }
  return found;
}

export async function restart({ id, arn }: NotedSchedule, sagemaker: SageMakerClient): Promise<void> {
  await sagemaker.send(new StartMonitoringScheduleCommand({ MonitoringScheduleName: id }));
  await forget(arn, "", sagemaker);
}
