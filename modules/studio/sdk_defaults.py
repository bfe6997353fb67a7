"""Writes the SageMaker SDK's defaults file, so that a job started from a notebook lands inside the walls."""

import json
import os
import pathlib

import boto3

settings = json.loads(os.environ["ENCLAVE_SETTINGS"])
metadata = json.loads(pathlib.Path("/opt/ml/metadata/resource-metadata.json").read_text())
session = boto3.Session(region_name=settings["region"])

sagemaker = session.client("sagemaker")
domain = sagemaker.describe_domain(DomainId=metadata["DomainId"])
tags = {tag["Key"]: tag["Value"] for tag in sagemaker.list_tags(ResourceArn=domain["DomainArn"])["Tags"]}
data_key = session.client("kms").describe_key(KeyId=settings["dataKeyAlias"])["KeyMetadata"]["Arn"]

bucket, role, studio_key = settings["bucket"], settings["executionRole"], domain["KmsKeyId"]
network = {"Subnets": domain["SubnetIds"], "SecurityGroupIds": [tags["jobs-security-group"]]}
encrypted = {"EnableInterContainerTrafficEncryption": True}
code_in_bucket = {
    "RoleArn": role,
    "S3KmsKeyId": data_key,
    "VolumeKmsKeyId": studio_key,
    "VpcConfig": network,
}
monitoring = {
    "RoleArn": role,
    "MonitoringOutputConfig": {"KmsKeyId": data_key},
    "MonitoringResources": {"ClusterConfig": {"VolumeKmsKeyId": studio_key}},
    "NetworkConfig": {**encrypted, "VpcConfig": network},
}

# JSON is YAML. Schema: sagemaker.config.config_schema; an unknown key would break every session.
defaults = {
    "SchemaVersion": "1.0",
    "SageMaker": {
        "PythonSDK": {
            "Modules": {
                "TelemetryOptOut": True,
                "Session": {"DefaultS3Bucket": bucket, "DefaultS3ObjectKeyPrefix": "sagemaker"},
                "ModelTrainer": {"BaseJobName": settings["baseJobName"]},
                "RemoteFunction": {**code_in_bucket, **encrypted, "S3RootUri": f"s3://{bucket}/remote-function"},
                "NotebookJob": {**code_in_bucket, "S3RootUri": f"s3://{bucket}/notebook-jobs"},
            }
        },
        "TrainingJob": {
            **encrypted,
            "RoleArn": role,
            "OutputDataConfig": {"KmsKeyId": data_key},
            "ResourceConfig": {"VolumeKmsKeyId": studio_key},
            "ProfilerConfig": {"DisableProfiler": True},
            "VpcConfig": network,
        },
        "ProcessingJob": {
            "RoleArn": role,
            "NetworkConfig": {**encrypted, "VpcConfig": network},
            "ProcessingOutputConfig": {"KmsKeyId": data_key},
            "ProcessingResources": {"ClusterConfig": {"VolumeKmsKeyId": studio_key}},
        },
        "TransformJob": {
            "TransformOutput": {"KmsKeyId": data_key},
            "TransformResources": {"VolumeKmsKeyId": studio_key},
            "DataCaptureConfig": {"KmsKeyId": data_key},
        },
        "AutoMLJob": {
            "RoleArn": role,
            "AutoMLJobConfig": {
                "SecurityConfig": {**encrypted, "VolumeKmsKeyId": studio_key, "VpcConfig": network}
            },
            "OutputDataConfig": {"KmsKeyId": data_key},
        },
        "Model": {"ExecutionRoleArn": role, "VpcConfig": network},
        "EndpointConfig": {
            "KmsKeyId": studio_key,
            "DataCaptureConfig": {"KmsKeyId": data_key},
            "AsyncInferenceConfig": {"OutputConfig": {"KmsKeyId": data_key}},
        },
        "MonitoringSchedule": {"MonitoringScheduleConfig": {"MonitoringJobDefinition": monitoring}},
        "Pipeline": {"RoleArn": role},
    },
}

target = pathlib.Path.home() / ".config" / "sagemaker" / "config.yaml"
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(defaults, indent=2) + "\n")
print(f"studio-enclave: SageMaker SDK defaults written to {target}")
