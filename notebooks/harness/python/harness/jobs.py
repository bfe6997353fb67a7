"""Answers about jobs, pipelines and monitoring schedules, which are called as SageMaker calls them."""

import copy

from harness.generated import MOMENT, arn
from harness.memory import remembered
from harness.settings import account, prefix, region, settings

RESOURCES = {"InstanceType", "InstanceCount", "VolumeSizeInGB", "VolumeKmsKeyId"}


def _tuned() -> dict:
    """What the jobs of the last tuning job were told."""
    for job in reversed(remembered.all("HyperParameterTuningJob")):
        definition = copy.deepcopy(job.get("TrainingJobDefinition") or (job.get("TrainingJobDefinitions") or [{}])[0])
        return {**definition, "HyperParameters": definition.pop("StaticHyperParameters", {})}
    return {}


def _best_job(tuning_job: str) -> dict:
    """A training job of a tuning job, called as SageMaker calls it."""
    name = f"{tuning_job}-001-0a1b2c3d"
    return {
        "TrainingJobName": name,
        "TrainingJobArn": f"arn:aws:sagemaker:{region}:{account}:training-job/{name}",
        "CreationTime": MOMENT,
        "TrainingStartTime": MOMENT,
        "TrainingEndTime": MOMENT,
        "TrainingJobStatus": "Completed",
        "TunedHyperParameters": {},
        "FinalHyperParameterTuningJobObjectiveMetric": {"MetricName": "some-metric", "Value": 1.0},
        "ObjectiveStatus": "Succeeded",
    }


def _tuning_job(parameters: dict, answer: dict) -> dict:
    """SageMaker adds the objective to what the training jobs are told."""
    job = parameters["HyperParameterTuningJobName"].rsplit("/", 1)[-1]
    sent = next((one for one in remembered.all("HyperParameterTuningJob") if one["HyperParameterTuningJobName"] == job), {})
    for either in ("TrainingJobDefinition", "TrainingJobDefinitions"):
        if sent and either not in sent:
            answer.pop(either, None)
    answer["BestTrainingJob"] = _best_job(parameters["HyperParameterTuningJobName"])
    answer.pop("OverallBestTrainingJob", None)
    definitions = [answer.get("TrainingJobDefinition"), *(answer.get("TrainingJobDefinitions") or [])]
    for definition in definitions:
        if definition:
            # The SDK sends the one and reads the other when it attaches to a job, which its tests against AWS do.
            if sent := definition.get("HyperParameterTuningResourceConfig"):
                definition["ResourceConfig"] = {key: value for key, value in sent.items() if key in RESOURCES}
            definition.setdefault("AlgorithmSpecification", {}).setdefault("MetricDefinitions", [])
            static = definition.setdefault("StaticHyperParameters", {})
            static["_tuning_objective_metric"] = "some-metric"
    if not remembered.knows("HyperParameterTuningJob", parameters["HyperParameterTuningJobName"]):
        return {}
    return {key: answer[key] for key in ("TrainingJobDefinition", "TrainingJobDefinitions") if answer.get(key)}


def _training_job(parameters: dict, answer: dict) -> dict:
    told = {} if remembered.knows("TrainingJob", parameters["TrainingJobName"]) else _tuned()
    answer.update({key: value for key, value in told.items() if key in answer})
    output = {"KmsKeyId": "", "S3OutputPath": f"s3://{settings['bucket']}/", **answer.get("OutputDataConfig", {})}
    algorithm = {"MetricDefinitions": [], "TrainingInputMode": "File", **answer.get("AlgorithmSpecification", {})}
    resources = {"VolumeSizeInGB": 30, **answer.get("ResourceConfig", {})}
    return {
        "TrainingJobStatus": "Completed",
        "SecondaryStatus": "Completed",
        "SecondaryStatusTransitions": [],
        "ModelArtifacts": {"S3ModelArtifacts": f"{output['S3OutputPath'].rstrip('/')}/{parameters['TrainingJobName']}/output/model.tar.gz"},
        "HyperParameters": {**({"_tuning_objective_metric": "some-metric"} if told else {}), **(answer.get("HyperParameters") or {})},
        "OutputDataConfig": output,
        "AlgorithmSpecification": algorithm,
        "ResourceConfig": resources,
    }


def _automl_job(parameters: dict, answer: dict) -> dict:
    """Candidates are called after their job: docs.aws.amazon.com/sagemaker/latest/APIReference/API_AutoMLCandidate.html"""
    for candidate in [answer.get("BestCandidate"), *answer.get("Candidates", [])]:
        if candidate:
            candidate["CandidateName"] = f"{parameters['AutoMLJobName']}-001-0a1b2c3d"
    return {}


def _steps(parameters: dict, answer: dict) -> dict:
    """A training step's job, called as SageMaker calls it: by the team's prefix where the step's arguments give one."""
    name = f"{prefix}abcdefghijkl-0a1b2c3d4e" if prefix else "pipelines-abcdefghijkl-step-0a1b2c3d4e"
    job = {"TrainingJob": {"Arn": f"arn:aws:sagemaker:{region}:{account}:training-job/{name}"}}
    return {"PipelineExecutionSteps": [{**step, "Metadata": job} for step in answer["PipelineExecutionSteps"]]}


def _contexts(parameters: dict, answer: dict) -> dict:
    """Contexts of the pipeline that the program made last."""
    of = arn("sagemaker", "Pipeline", {"PipelineName": remembered.last("PipelineName") or f"{prefix}some-name"})
    return {"ContextSummaries": [{**one, "Source": {"SourceUri": of}} for one in answer["ContextSummaries"]]}


def _processing_job(parameters: dict, answer: dict) -> dict:
    return {"ProcessingJobStatus": "Completed", "ExitMessage": ""}


def _schedules() -> list[dict]:
    """The monitoring schedules that the program made, as a list has them."""
    made = {one["MonitoringScheduleName"]: one["MonitoringScheduleConfig"] for one in remembered.all("MonitoringSchedule")}
    return [
        {
            "MonitoringScheduleName": name,
            "MonitoringScheduleArn": f"arn:aws:sagemaker:{region}:{account}:monitoring-schedule/{name}",
            "CreationTime": MOMENT,
            "LastModifiedTime": MOMENT,
            "MonitoringScheduleStatus": "Scheduled",
            "MonitoringType": config.get("MonitoringType", "DataQuality"),
        }
        for name, config in made.items()
    ]


ANSWERS = {
    "DescribeTrainingJob": _training_job,
    "DescribeAutoMLJob": _automl_job,
    "DescribeAutoMLJobV2": _automl_job,
    "ListCandidatesForAutoMLJob": _automl_job,
    "DescribeProcessingJob": _processing_job,
    "ListPipelineExecutionSteps": _steps,
    # A pipeline of a feature processor has a context, whose properties say when it was made.
    "DescribeContext": lambda p, a: {"Properties": {"LastUpdateTime": "1796115600", **(a.get("Properties") or {})}},
    "ListContexts": _contexts,
    "ListMonitoringSchedules": lambda p, a: {"MonitoringScheduleSummaries": _schedules()},
    "DescribeHyperParameterTuningJob": _tuning_job,
    "ListTrainingJobsForHyperParameterTuningJob": lambda p, a: {
        "TrainingJobSummaries": [_best_job(p["HyperParameterTuningJobName"])]
    },
}
