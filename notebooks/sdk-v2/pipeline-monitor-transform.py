# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-model_monitor_batch_transform_data_quality_with_pipelines_on_demand/sm-model_monitor_batch_transform_data_quality_with_pipelines_on_demand.ipynb
import time

import boto3
from sagemaker.image_uris import retrieve
from sagemaker.model import Model
from sagemaker.model_monitor import DefaultModelMonitor, MonitoringExecution
from sagemaker.model_monitor.dataset_format import DatasetFormat
from sagemaker.transformer import Transformer
from sagemaker.workflow.check_job_config import CheckJobConfig
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.monitor_batch_transform_step import MonitorBatchTransformStep
from sagemaker.workflow.parameters import ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.quality_check_step import DataQualityCheckConfig

from lookup import bucket, placeholder, role

region = boto3.Session().region_name
session = PipelineSession()
prefix = f"sagemaker/demo-model-monitor-batch-transform/data-quality/{int(time.time())}"
archive = "xgb-churn-prediction-model.tar.gz"

s3 = boto3.client("s3")
for local, key in [
    (f"model/{archive}", archive),
    ("test_data/validation.csv", "transform_input/validation/validation.csv"),
    ("test_data/training-dataset-with-header.csv", "baselining/data/training-dataset-with-header.csv"),
]:
    s3.upload_file(placeholder(local), bucket, f"{prefix}/{key}")

model = Model(
    image_uri=retrieve("xgboost", region, "0.90-1"),
    model_data=f"https://{bucket}.s3-{region}.amazonaws.com/{prefix}/{archive}",
    role=role,
    sagemaker_session=session,
)
create = ModelStep(name="CreateXGBoostModelStep", step_args=model.create())
data = ParameterString(
    name="transform_input", default_value=f"s3://{bucket}/{prefix}/transform_input/validation"
)
transformer = Transformer(
    model_name=create.properties.ModelName,
    instance_count=1,
    instance_type="ml.m5.xlarge",
    accept="text/csv",
    assemble_with="Line",
    output_path=f"s3://{bucket}/{prefix}/transform-outputs",
    sagemaker_session=session,
)

monitor = DefaultModelMonitor(
    role=role, instance_count=1, instance_type="ml.m5.xlarge", volume_size_in_gb=20, max_runtime_in_seconds=3600
)
baseline = f"s3://{bucket}/{prefix}/baselining"
monitor.suggest_baseline(
    baseline_dataset=f"{baseline}/data/training-dataset-with-header.csv",
    dataset_format=DatasetFormat.csv(header=True),
    output_s3_uri=f"{baseline}/results",
    wait=True,
    logs=False,
)
s3.list_objects(Bucket=bucket, Prefix=f"{prefix}/baselining/results")

step = MonitorBatchTransformStep(
    name="MonitorCustomerChurnDataQuality",
    transform_step_args=transformer.transform(
        data, content_type="text/csv", split_type="Line", input_filter="$[1:]"
    ),
    monitor_configuration=DataQualityCheckConfig(
        baseline_dataset=data,
        dataset_format=DatasetFormat.csv(header=False),
        output_s3_uri=f"s3://{bucket}/{prefix}/reports",
    ),
    check_job_configuration=CheckJobConfig(role=role),
    monitor_before_transform=True,
    fail_on_violation=False,
    supplied_baseline_statistics=f"{baseline}/results/statistics.json",
    supplied_baseline_constraints=f"{baseline}/results/constraints.json",
)
pipeline = Pipeline(
    name="MonitorDataQualityBatchTransformPipeline", parameters=[data], steps=[create, step]
)
pipeline.upsert(role_arn=role)
execution = pipeline.start()
execution.wait()
for step in [step for step in execution.list_steps() if "QualityCheck" in step["Metadata"]][:1]:
    MonitoringExecution.from_processing_arn(
        sagemaker_session=session, processing_job_arn=step["Metadata"]["QualityCheck"]["CheckJobArn"]
    ).constraint_violations(file_name="constraint_violations.json")
