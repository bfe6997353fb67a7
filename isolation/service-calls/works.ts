/** What SageMaker does with the execution role by itself, for each kind of work: its name, its trust, its logs and metrics, each with the page that says so. */
import { logs, metrics, read, trust } from "./pages";

/** A kind of work that SageMaker does under a name. `<prefix>` is the first part of a team's names, `<name>` the work's own. */
export interface Work {
  /** Completes "SageMaker works for ...". */
  readonly what: string;
  /** Without `<prefix>` where SageMaker alone gives the name: no policy can tell then whose it is. */
  readonly name: string;
  /** What aws:SourceArn names as it becomes the role, behind the account. Undefined: with the work that this is a part of. */
  readonly becomes?: string;
  /** Below /aws/sagemaker/. Undefined: it has no logs of its own. */
  readonly logs?: { readonly group: string; readonly streams: readonly string[] };
  /** Namespace. */
  readonly metrics?: string;
  /** Of all of this. */
  readonly sources: readonly string[];
}

const ofTraining = {
  logs: { group: "TrainingJobs", streams: ["<name>/algo-1-1700000000"] },
  metrics: "/aws/sagemaker/TrainingJobs",
};
const ofProcessing = {
  logs: { group: "ProcessingJobs", streams: ["<name>/algo-1-1700000000"] },
  metrics: "/aws/sagemaker/ProcessingJobs",
};

export const works: readonly Work[] = [
  // @remote, notebook jobs and @step are training jobs: the recordings show their CreateTrainingJob.
  {
    what: "a training job",
    name: "<prefix>one",
    becomes: "training-job/<name>",
    ...ofTraining,
    sources: [trust, logs, metrics],
  },
  {
    what: "a training job of a tuning job",
    name: "<prefix>tune-009-4c7a3059",
    becomes: "training-job/<name>",
    ...ofTraining,
    sources: [trust, logs, `${read("kubernetes-sagemaker-jobs.html")}: <tuning job>-<number>-<hash>`],
  },
  {
    what: "a candidate of an AutoML job",
    name: "<prefix>churnE9-244-7490a1c0",
    becomes: "training-job/<name>",
    ...ofTraining,
    sources: [trust, logs, `${read("autopilot-deploy-models-batch.html")}: ModelDataUrl of a candidate of test-job1`],
  },
  {
    what: "an analysis of an AutoML job's data",
    name: "<prefix>churn-dpp0-1-e569ff7ad77f4e55a7e549a",
    becomes: "processing-job/<name>",
    ...ofProcessing,
    sources: [trust, logs, `${read("autopilot-deploy-models-batch.html")}: data-processor-models of test-job1`],
  },
  {
    what: "a processing job",
    name: "<prefix>one",
    becomes: "processing-job/<name>",
    ...ofProcessing,
    sources: [trust, logs, metrics],
  },
  {
    what: "a batch transform job",
    name: "<prefix>one",
    becomes: "transform-job/<name>",
    logs: {
      group: "TransformJobs",
      streams: ["<name>/i-0123456789abcdef0-1700000000", "<name>/i-0123456789abcdef0-1700000000/data-log"],
    },
    metrics: "/aws/sagemaker/TransformJobs",
    sources: [trust, logs, metrics],
  },
  {
    what: "an endpoint",
    name: "<prefix>one",
    // "arn:aws:sagemaker:us-west-2:123456789012:*": neither the model nor the endpoint.
    becomes: "*",
    logs: {
      group: "Endpoints/<name>",
      streams: [
        "AllTraffic/i-0123456789abcdef0",
        "AllTraffic/i-0123456789abcdef0/data-log",
        "AllTraffic/i-0123456789abcdef0/container-1",
      ],
    },
    metrics: "/aws/sagemaker/Endpoints",
    sources: [
      trust,
      `${logs}: of real-time, asynchronous and pipeline endpoints; multi-model ones have no others`,
      metrics,
    ],
  },
  {
    what: "an inference component",
    name: "<prefix>one",
    logs: { group: "InferenceComponents/<name>", streams: ["AllTraffic/i-0123456789abcdef0"] },
    metrics: "/aws/sagemaker/InferenceComponents",
    sources: [
      metrics,
      "github.com/aws-samples/sagemaker-genai-hosting-examples reads this log group; AWS's table of logs does not list it, and the names of its streams were not looked up",
    ],
  },
  {
    what: "a pipeline's execution",
    name: "<prefix>one",
    becomes: "pipeline/<name>/execution/abcdefghijkl",
    sources: [trust],
  },
  {
    what: "a training job of a pipeline that names no jobs",
    name: "pipelines-4r83jejmhorv-TrainAbaloneModel-xw869y8C4a",
    becomes: "training-job/<name>",
    ...ofTraining,
    sources: [trust, logs, `${read("automating-sagemaker-with-eventbridge.html")}: ModelDataUrl`],
  },
  {
    what: "a processing job of a pipeline that names no jobs",
    name: "pipelines-p4jn9xou8a8s-myprocessingstep1-tmgxry49ug",
    becomes: "processing-job/<name>",
    ...ofProcessing,
    sources: [trust, logs, `${read("automating-sagemaker-with-eventbridge.html")}: processing-job/pipelines-…`],
  },
  {
    what: "an execution of a monitoring schedule",
    name: "groundtruth-merge-202105062300-de32d8acceeef6a1626b8fa6",
    becomes: "processing-job/<name>",
    ...ofProcessing,
    sources: [
      trust,
      logs,
      "github.com/aws/sagemaker-python-sdk issue 4783: base_job_name does not name the executions of a schedule; the name is from AWS's example of model quality monitoring as a public repository ran it",
    ],
  },
];
