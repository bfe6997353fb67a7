/** What runs in a team's name: jobs, pipeline executions and schedules, found by the team's prefix, and how AWS stops each kind. */
import {
  DescribePipelineExecutionCommand,
  paginateListAutoMLJobs,
  paginateListHyperParameterTuningJobs,
  paginateListMonitoringSchedules,
  paginateListPipelineExecutions,
  paginateListPipelines,
  paginateListProcessingJobs,
  paginateListTrainingJobs,
  paginateListTransformJobs,
  type SageMakerClient,
  StopAutoMLJobCommand,
  StopHyperParameterTuningJobCommand,
  StopMonitoringScheduleCommand,
  StopPipelineExecutionCommand,
  StopProcessingJobCommand,
  StopTrainingJobCommand,
  StopTransformJobCommand,
} from "@aws-sdk/client-sagemaker";

/** In the order in which they are stopped: first what starts other work. */
export const workKinds = [
  "pipeline execution",
  "monitoring schedule",
  "AutoML job",
  "tuning job",
  "training job",
  "processing job",
  "transform job",
] as const;
export type WorkKind = (typeof workKinds)[number];

export interface Work {
  readonly kind: WorkKind;
  /** Name; of a pipeline execution its ARN. */
  readonly id: string;
  /** Name of the profile of whoever started it. AWS tells it of pipeline executions alone, and not of each. */
  readonly startedBy?: string;
}

interface Calls {
  /** Names of what runs and is not being stopped. `NameContains` filters a little, whoever asks compares the prefix. */
  readonly running: (sagemaker: SageMakerClient, filter: { readonly NameContains?: string }) => Promise<string[]>;
  readonly stop: (sagemaker: SageMakerClient, id: string) => Promise<unknown>;
}

// No page size beside a status: AWS cuts the page first and filters then (API_ListTrainingJobs, MaxResults).
const calls: Readonly<Record<WorkKind, Calls>> = {
  "pipeline execution": {
    running: async (client, { NameContains }) => {
      // AWS takes no prefix that ends in a hyphen: API_ListPipelines.html, PipelineNamePrefix, pattern.
      const prefix = NameContains?.replace(/-$/, "");
      const pipelines = paginateListPipelines({ client }, prefix ? { PipelineNamePrefix: prefix } : {});
      const names = await all(pipelines, ({ PipelineSummaries = [] }) =>
        PipelineSummaries.map((each) => each.PipelineName),
      );
      const executions = names.map((PipelineName) =>
        all(paginateListPipelineExecutions({ client }, { PipelineName }), ({ PipelineExecutionSummaries = [] }) =>
          PipelineExecutionSummaries.filter((each) => each.PipelineExecutionStatus === "Executing").map(
            (each) => each.PipelineExecutionArn,
          ),
        ),
      );
      return (await Promise.all(executions)).flat();
    },
    stop: (client, PipelineExecutionArn) => client.send(new StopPipelineExecutionCommand({ PipelineExecutionArn })),
  },
  "monitoring schedule": {
    running: (client, filter) =>
      all(paginateListMonitoringSchedules({ client }, filter), ({ MonitoringScheduleSummaries = [] }) =>
        MonitoringScheduleSummaries.filter(({ MonitoringScheduleStatus: status }) =>
          ["Pending", "Scheduled"].includes(status ?? ""),
        ).map((each) => each.MonitoringScheduleName),
      ),
    stop: (client, MonitoringScheduleName) =>
      client.send(new StopMonitoringScheduleCommand({ MonitoringScheduleName })),
  },
  "AutoML job": {
    running: (client, filter) =>
      all(
        paginateListAutoMLJobs({ client }, { ...filter, StatusEquals: "InProgress" }),
        ({ AutoMLJobSummaries = [] }) => AutoMLJobSummaries.map((each) => each.AutoMLJobName),
      ),
    stop: (client, AutoMLJobName) => client.send(new StopAutoMLJobCommand({ AutoMLJobName })),
  },
  "tuning job": {
    running: (client, filter) =>
      all(
        paginateListHyperParameterTuningJobs({ client }, { ...filter, StatusEquals: "InProgress" }),
        ({ HyperParameterTuningJobSummaries = [] }) =>
          HyperParameterTuningJobSummaries.map((each) => each.HyperParameterTuningJobName),
      ),
    stop: (client, HyperParameterTuningJobName) =>
      client.send(new StopHyperParameterTuningJobCommand({ HyperParameterTuningJobName })),
  },
  "training job": {
    running: (client, filter) =>
      all(
        paginateListTrainingJobs({ client }, { ...filter, StatusEquals: "InProgress" }),
        ({ TrainingJobSummaries = [] }) => TrainingJobSummaries.map((each) => each.TrainingJobName),
      ),
    stop: (client, TrainingJobName) => client.send(new StopTrainingJobCommand({ TrainingJobName })),
  },
  "processing job": {
    running: (client, filter) =>
      all(
        paginateListProcessingJobs({ client }, { ...filter, StatusEquals: "InProgress" }),
        ({ ProcessingJobSummaries = [] }) => ProcessingJobSummaries.map((each) => each.ProcessingJobName),
      ),
    stop: (client, ProcessingJobName) => client.send(new StopProcessingJobCommand({ ProcessingJobName })),
  },
  "transform job": {
    running: (client, filter) =>
      all(
        paginateListTransformJobs({ client }, { ...filter, StatusEquals: "InProgress" }),
        ({ TransformJobSummaries = [] }) => TransformJobSummaries.map((each) => each.TransformJobName),
      ),
    stop: (client, TransformJobName) => client.send(new StopTransformJobCommand({ TransformJobName })),
  },
};

/**
 * What runs of a team. `prefix`: of the names of its jobs and pipelines; undefined where the account is the team's alone.
 * Rejects with AWS's error.
 */
export async function findWork(prefix: string | undefined, sagemaker: SageMakerClient): Promise<Work[]> {
  const filter = prefix === undefined ? {} : { NameContains: prefix };
  const found = await Promise.all(
    workKinds.map(async (kind) => {
      const ids = await calls[kind].running(sagemaker, filter);
      return ids
        .filter((id) => prefix === undefined || nameIn(kind, id).startsWith(prefix))
        .map((id) => ({ kind, id }));
    }),
  );
  return Promise.all(found.flat().map((each) => withStarter(each, sagemaker)));
}

/** docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribePipelineExecution.html, CreatedBy */
async function withStarter(work: Work, sagemaker: SageMakerClient): Promise<Work> {
  if (work.kind !== "pipeline execution") return work;
  const { CreatedBy } = await sagemaker.send(new DescribePipelineExecutionCommand({ PipelineExecutionArn: work.id }));
  return { ...work, ...(CreatedBy?.UserProfileName && { startedBy: CreatedBy.UserProfileName }) };
}

/** Asks AWS to stop it, which takes a while. What has ended meanwhile is no error. */
export async function stopWork({ kind, id }: Work, sagemaker: SageMakerClient): Promise<void> {
  try {
    await calls[kind].stop(sagemaker, id);
  } catch (error) {
    const { name, message } = error as Error;
    // "… because the training job is in status Stopped": github.com/awslabs/benchmark-ai/issues/928; not looked up of other kinds.
    const hasEnded = name === "ValidationException" && /in status|not found/.test(message);
    if (!/NotFound/.test(name) && !hasEnded) throw error;
  }
}

/** An execution's ARN names its pipeline: arn:aws:sagemaker:eu-central-1:111122223333:pipeline/<name>/execution/<id>. */
const nameIn = (kind: WorkKind, id: string): string =>
  kind === "pipeline execution" ? (/:pipeline\/([^/]+)\//.exec(id)?.[1] ?? "") : id;

async function all<Page>(
  pages: AsyncIterable<Page>,
  namesIn: (page: Page) => readonly (string | undefined)[],
): Promise<string[]> {
  const found: string[] = [];
  for await (const page of pages) found.push(...namesIn(page).flatMap((name) => name ?? []));
  return found;
}
