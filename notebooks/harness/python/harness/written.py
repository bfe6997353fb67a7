"""Answers that are written by hand: where an SDK looks at more than that a request went well."""

import copy
import io
import re

from harness import iceberg, jumpstart, lineage
from harness.generated import MOMENT, arn
from harness.memory import remembered
from harness.settings import account, prefix, region, role, settings

# Keys that no program finds anything under, because what looks there would go another way with what it found.
PLACES_THAT_HOLD_NOTHING: tuple[str, ...] = ()


# What Glue and Athena do not have until the program makes it: operation, the parameters that name it, the error code.
NOT_THERE_YET = {
    "GetDatabase": ("EntityNotFoundException", "CreateDatabase"),
    "GetTable": ("EntityNotFoundException", "CreateTable"),
}
RESOURCES = {"InstanceType", "InstanceCount", "VolumeSizeInGB", "VolumeKmsKeyId"}
COLUMNS = [{"Name": "id", "Type": "bigint"}, {"Name": "value", "Type": "string"}]
_made: set[tuple[str, str]] = set()


def failing(operation: str, parameters: dict) -> str | None:
    """The error code where AWS would say that something is not there yet; nothing where the request goes well."""
    _note(operation, parameters)
    if operation not in NOT_THERE_YET:
        return None
    if parameters.get("DatabaseName") == "sagemaker_featurestore":
        return None  # SageMaker makes a feature group's table.
    code, maker = NOT_THERE_YET[operation]
    return None if (maker, parameters["Name"]) in _made else code


def _note(operation: str, parameters: dict) -> None:
    if operation in ("CreateDatabase", "CreateTable"):
        _made.add((operation, parameters.get("DatabaseInput", parameters.get("TableInput"))["Name"]))
    query = parameters.get("QueryString", "") if operation == "StartQueryExecution" else ""
    if found := re.search(r"CREATE (?:EXTERNAL )?TABLE\s+(?:IF NOT EXISTS\s+)?[`\"]?(?:\w+[`\"]?\.)?[`\"]?(\w+)", query):
        _made.add(("CreateTable", found[1]))


def written(service: str, operation: str, parameters: dict, answer: dict) -> None:
    """Puts the hand-written members into an answer."""
    if change := ANSWERS.get(f"{service}.{operation}") or ANSWERS.get(operation):
        answer.update(change(parameters, answer))


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


def _feature_group(parameters: dict, answer: dict) -> dict:
    name, offline = parameters["FeatureGroupName"].rsplit("/", 1)[-1], answer.get("OfflineStoreConfig") or {}
    storage = offline.get("S3StorageConfig") or {}
    uri = storage.get("S3Uri", f"s3://{settings['bucket']}/offline")
    return {
        "FeatureGroupName": name,
        "FeatureGroupStatus": "Created",
        "OfflineStoreConfig": {
            **offline,
            "S3StorageConfig": {
                **storage,
                "S3Uri": uri,
                "ResolvedOutputS3Uri": f"{uri}/{account}/sagemaker/{region}/offline-store/{name}-1796115600/data",
            },
            "DataCatalogConfig": {
                "TableName": f"{name.replace('-', '_')}_1796115600",
                "Catalog": "AwsDataCatalog",
                "Database": "sagemaker_featurestore",
                **offline.get("DataCatalogConfig", {}),
            },
        },
    }


def _groups() -> list[dict]:
    """The offline stores of the feature groups that the program made."""
    made = [one for one in remembered.all("FeatureGroup") if "OfflineStoreConfig" in one]
    return [_feature_group({"FeatureGroupName": one["FeatureGroupName"]}, one)["OfflineStoreConfig"] for one in made]


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


def _tables() -> list[dict]:
    made = [one for one in remembered.all("Table") if "TableInput" in one]
    return [_table({"Name": one["TableInput"]["Name"], "DatabaseName": one["DatabaseName"]}, {})["Table"] for one in made]


def _table(parameters: dict, answer: dict) -> dict:
    sent = next((made for made in remembered.all("Table") if made.get("TableInput", {}).get("Name") == parameters["Name"]), {})
    table = {"Name": parameters["Name"], "DatabaseName": parameters["DatabaseName"], "TableType": "EXTERNAL_TABLE"}
    place = {"Location": f"s3://{settings['bucket']}/some/", "Columns": COLUMNS, "SerdeInfo": {"Parameters": {}}}
    group = next((one for one in _groups() if one["DataCatalogConfig"]["TableName"] == parameters["Name"]), None)
    if group:
        location = group["S3StorageConfig"]["ResolvedOutputS3Uri"]
        kinds = iceberg.parameters(location) if group.get("TableFormat") == "Iceberg" else {}
        table = {**table, "VersionId": "1", "StorageDescriptor": {**place, "Location": location}, "Parameters": kinds}
        return {"Table": {**table, "PartitionKeys": []}}
    return {"Table": {**table, "StorageDescriptor": place, "PartitionKeys": [], "Parameters": {}, **sent.get("TableInput", {})}}


def _query_results(parameters: dict, answer: dict) -> dict:
    columns = [{"Name": column["Name"], "Type": column["Type"].replace("string", "varchar"), "Label": column["Name"]} for column in COLUMNS]
    rows = [["id", "value"], ["1", "a"]]
    data = [{"Data": [{"VarCharValue": cell} for cell in row]} for row in rows]
    return {"ResultSet": {"Rows": data, "ResultSetMetadata": {"ColumnInfo": columns}}}


def _invoked(parameters: dict, answer: dict) -> dict:
    accepted = parameters.get("Accept") or "application/json"
    body = b"{}"
    if "npy" in accepted:
        import numpy

        target = io.BytesIO()
        numpy.save(target, numpy.array([[0.5, 0.5]]))
        body = target.getvalue()
    elif "csv" in accepted:
        body = b"0.5,0.5\n"
    return {"Body": body, "ContentType": accepted.split(",")[0], "CustomAttributes": ""}


ANSWERS = {
    "GetCallerIdentity": lambda p, a: {
        "Account": account,
        "UserId": "AROAEXAMPLE:SageMaker",
        "Arn": f"arn:aws:sts::{account}:assumed-role/{role.rsplit('/', 1)[-1]}/SageMaker",
    },
    "GetRole": lambda p, a: {"Role": {**a["Role"], "Arn": role, "RoleName": role.rsplit("/", 1)[-1]}},
    "DescribeDomain": lambda p, a: {
        "DomainArn": f"arn:aws:sagemaker:{region}:{account}:domain/{settings['domain']}",
        "SubnetIds": settings["subnets"],
        "KmsKeyId": settings["studioKey"],
        "DefaultUserSettings": {"ExecutionRole": role},
        "DefaultSpaceSettings": {"ExecutionRole": role},
        "Status": "InService",
    },
    "ListTags": lambda p, a: {
        "Tags": [{"Key": "jobs-security-group", "Value": settings["securityGroup"]}]
        if ":domain/" in p.get("ResourceArn", "")
        else []
    },
    "DescribeKey": lambda p, a: {"KeyMetadata": {**a["KeyMetadata"], "Arn": settings["dataKey"], "KeyId": settings["dataKey"].rsplit("/", 1)[-1]}},
    # A pipeline of a feature processor has a context, whose properties say when it was made.
    "DescribeContext": lambda p, a: {"Properties": {"LastUpdateTime": "1796115600", **(a.get("Properties") or {})}},
    "DescribeUserProfile": lambda p, a: {"UserSettings": {"ExecutionRole": role}},
    "DescribeFeatureGroup": _feature_group,
    "DescribeModelPackage": lambda p, a: {"ValidationSpecification": {"ValidationRole": role, "ValidationProfiles": []}},
    "DescribeTrainingJob": _training_job,
    "DescribeAutoMLJob": _automl_job,
    "DescribeAutoMLJobV2": _automl_job,
    "ListCandidatesForAutoMLJob": _automl_job,
    "DescribeProcessingJob": _processing_job,
    "DescribeLogStreams": lambda p, a: {"logStreams": []},
    "GetLogEvents": lambda p, a: {"events": []},
    "FilterLogEvents": lambda p, a: {"events": []},
    "CreateArtifact": lineage.create,
    "DescribeArtifact": lineage.describe,
    "ListArtifacts": lineage.listed,
    "ListContexts": _contexts,
    "ListPipelineExecutionSteps": _steps,
    "GetTable": _table,
    "GetTables": lambda p, a: {"TableList": _tables()},
    "SearchTables": lambda p, a: {"TableList": _tables()},
    "GetQueryExecution": lambda p, a: {
        "QueryExecution": {
            **a["QueryExecution"],
            "QueryExecutionId": p["QueryExecutionId"],
            "Status": {"State": "SUCCEEDED", "SubmissionDateTime": MOMENT, "CompletionDateTime": MOMENT},
            "Statistics": {"DataScannedInBytes": 0},
            "StatementType": "DML",
        }
    },
    "athena.GetQueryResults": _query_results,
    "ListMonitoringSchedules": lambda p, a: {"MonitoringScheduleSummaries": _schedules()},
    "DescribeHyperParameterTuningJob": _tuning_job,
    "ListTrainingJobsForHyperParameterTuningJob": lambda p, a: {
        "TrainingJobSummaries": [_best_job(p["HyperParameterTuningJobName"])]
    },
    "DescribeHubContent": lambda p, a: {
        "HubContentDocument": jumpstart.hub_document(p["HubContentName"]),
        "HubContentVersion": jumpstart.VERSION,
        "DocumentSchemaVersion": "2.3.0",
    },
    "GetPartitions": lambda p, a: {"Partitions": []},
    "GetMetricStatistics": lambda p, a: {"Datapoints": [{"Timestamp": MOMENT, "Average": 0.5}]},
    "InvokeEndpoint": _invoked,
    "InvokeEndpointAsync": lambda p, a: {"OutputLocation": f"s3://{settings['bucket']}/some/answer.out"},
}
