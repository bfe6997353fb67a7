/** The action of a call of MLflow's REST API, which has no model in botocore. */
import { actionNamed, type NeededAction } from "../calls/iam-actions";

/** Paths whose words do not give the action's name. Page: docs.aws.amazon.com/sagemaker/latest/dg/mlflow-create-tracking-server-iam.html ("IAM actions supported for MLflow") */
const named: Readonly<Record<string, string>> = {
  "experiments/get-by-name": "GetExperimentByName",
  "experiments/search": "SearchExperiments",
  "model-versions/get-download-uri": "GetDownloadURIForModelVersionArtifacts",
  "model-versions/search": "SearchModelVersions",
  "registered-models/search": "SearchRegisteredModels",
  "runs/log-batch": "LogBatch",
  "runs/log-inputs": "LogInputs",
  "runs/log-metric": "LogMetric",
  "runs/log-model": "LogModel",
  "runs/log-parameter": "LogParam",
  "runs/search": "SearchRuns",
  "runs/set-tag": "SetTag",
};

const objects: Readonly<Record<string, string>> = {
  experiments: "Experiment",
  "model-versions": "ModelVersion",
  "registered-models": "RegisteredModel",
  runs: "Run",
};

/** @param operation `<method> <path>`. Throws Undecided where no action has that name. */
export function mlflowAction(operation: string): NeededAction {
  const path = operation.replace(/^\w+ /, "");
  const [object = "", verb = ""] = path.split("/");
  const name = named[path] ?? `${verb.charAt(0).toUpperCase()}${verb.slice(1)}${objects[object] ?? object}`;
  return actionNamed(`sagemaker-mlflow:${name}`, `sagemaker-mlflow:${operation}`);
}
