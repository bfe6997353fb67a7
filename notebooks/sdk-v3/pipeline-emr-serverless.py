# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/ml-ops-examples/v3-emr-serverless-step-example.ipynb
import json

import boto3

from lookup import bucket, placeholder, role
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.workflow.parameters import ParameterString
from sagemaker.core.workflow.pipeline_context import PipelineSession
from sagemaker.mlops.workflow.emr_serverless_step import EMRServerlessJobConfig, EMRServerlessStep
from sagemaker.mlops.workflow.pipeline import Pipeline

plain = Session()
session = PipelineSession()
prefix = "v3-emr-serverless-pipeline"
emr_role = f"arn:aws:iam::{plain.account_id()}:role/EMRServerlessExecutionRole"

script = f"{prefix}/scripts/spark_job.py"
boto3.client("s3").upload_file(placeholder("code/spark_job.py"), bucket, script)
boto3.resource("s3").meta.client.copy(
    {"Bucket": "sagemaker-sample-files", "Key": "datasets/tabular/uci_abalone/abalone.csv"},
    bucket,
    f"{prefix}/input/abalone.csv",
)

step = EMRServerlessStep(
    name="EMRServerlessSparkJob",
    display_name="EMR Serverless Spark Job",
    description="Run a PySpark job with a newly created EMR Serverless application",
    job_config=EMRServerlessJobConfig(
        job_driver={
            "sparkSubmit": {
                "entryPoint": f"s3://{bucket}/{script}",
                "entryPointArguments": [
                    "--input",
                    f"s3://{bucket}/{prefix}/input/abalone.csv",
                    "--output",
                    f"s3://{bucket}/{prefix}/output/",
                ],
            }
        },
        execution_role_arn=emr_role,
        configuration_overrides={
            "monitoringConfiguration": {"s3MonitoringConfiguration": {"logUri": f"s3://{bucket}/{prefix}/logs/"}}
        },
    ),
    application_config={
        "name": "sagemaker-pipeline-spark-app",
        "releaseLabel": "emr-6.15.0",
        "type": "SPARK",
        "autoStartConfiguration": {"enabled": True},
        "autoStopConfiguration": {"enabled": True, "idleTimeoutMinutes": 15},
    },
)
pipeline = Pipeline(
    name="EMRServerlessPipeline",
    parameters=[
        ParameterString(name="EMRServerlessExecutionRole", default_value=emr_role),
        ParameterString(name="SparkScriptUri", default_value=f"s3://{bucket}/{script}"),
    ],
    steps=[step],
    sagemaker_session=session,
)
json.loads(pipeline.definition())
pipeline.upsert(role_arn=role)
execution = pipeline.start()
execution.describe()
execution.list_steps()
plain.sagemaker_client.delete_pipeline(PipelineName="EMRServerlessPipeline")
