"""Answers of Glue and Athena, and about feature groups, whose offline stores are tables."""

import re

from harness import iceberg
from harness.generated import MOMENT
from harness.memory import remembered
from harness.settings import account, region, settings

# What Glue and Athena do not have until the program makes it: operation, the parameters that name it, the error code.
NOT_THERE_YET = {
    "GetDatabase": ("EntityNotFoundException", "CreateDatabase"),
    "GetTable": ("EntityNotFoundException", "CreateTable"),
}
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


ANSWERS = {
    "DescribeFeatureGroup": _feature_group,
    "GetTable": _table,
    "GetTables": lambda p, a: {"TableList": _tables()},
    "SearchTables": lambda p, a: {"TableList": _tables()},
    "GetPartitions": lambda p, a: {"Partitions": []},
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
}
