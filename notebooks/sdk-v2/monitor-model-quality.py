# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-model_monitor_model_quality_monitoring/sm-model_monitor_model_quality_monitoring.ipynb
from datetime import datetime

from sagemaker import Session, image_uris
from sagemaker.model import Model
from sagemaker.model_monitor import (
    CronExpressionGenerator,
    DataCaptureConfig,
    EndpointInput,
    ModelQualityMonitor,
)
from sagemaker.model_monitor.dataset_format import DatasetFormat
from sagemaker.predictor import Predictor
from sagemaker.s3 import S3Downloader, S3Uploader
from sagemaker.serializers import CSVSerializer

from lookup import bucket, placeholder, role

session = Session()
region = session.boto_region_name
prefix = "sagemaker/Churn-ModelQualityMonitor-20201201"
stamp = f"{datetime.utcnow():%Y-%m-%d-%H%M}"
base = f"s3://{bucket}/{prefix}"
truth = f"{base}/ground_truth_data/{datetime.now():%Y-%m-%d-%H-%M-%S}"

S3Uploader.upload(placeholder("test_data/upload-test-file.txt"), f"s3://{bucket}/test_upload")
model = Model(
    image_uri=image_uris.retrieve(framework="xgboost", version="0.90-1", region=region),
    model_data=S3Uploader.upload(placeholder("model/xgb-churn-prediction-model.tar.gz"), base),
    role=role,
    sagemaker_session=session,
)
name = f"DEMO-xgb-churn-model-quality-monitor-{stamp}"
model.deploy(
    initial_instance_count=1,
    instance_type="ml.m4.xlarge",
    endpoint_name=name,
    data_capture_config=DataCaptureConfig(
        enable_capture=True, sampling_percentage=100, destination_s3_uri=f"{base}/datacapture"
    ),
)
predictor = Predictor(endpoint_name=name, sagemaker_session=session, serializer=CSVSerializer())
predictor.predict("186,0.1,137.8")

monitor = ModelQualityMonitor(
    role=role,
    instance_count=1,
    instance_type="ml.m5.xlarge",
    volume_size_in_gb=20,
    max_runtime_in_seconds=1800,
    sagemaker_session=session,
)
job = monitor.suggest_baseline(
    job_name=f"DEMO-xgb-churn-model-baseline-job-{stamp}",
    baseline_dataset=S3Uploader.upload(
        placeholder("test_data/validation_with_predictions.csv"), f"{base}/baselining/data"
    ),
    dataset_format=DatasetFormat.csv(header=True),
    output_s3_uri=f"{base}/baselining/results",
    problem_type="BinaryClassification",
    inference_attribute="prediction",
    probability_attribute="probability",
    ground_truth_attribute="label",
)
job.wait(logs=False)
baseline = monitor.latest_baselining_job
baseline.baseline_statistics()

session.sagemaker_runtime_client.invoke_endpoint(
    EndpointName=name, ContentType="text/csv", Body="186,0.1,137.8", InferenceId="0"
)
for captured in S3Downloader.list(f"{base}/datacapture/{name}")[-1:]:
    S3Downloader.read_file(captured)
S3Uploader.upload_string_as_file_body("{}", f"{truth}/{datetime.utcnow():%Y/%m/%d/%H/%M%S}.jsonl")

monitor.create_monitoring_schedule(
    monitor_schedule_name=f"DEMO-xgb-churn-monitoring-schedule-{stamp}",
    endpoint_input=EndpointInput(
        endpoint_name=name,
        probability_attribute="0",
        probability_threshold_attribute=0.5,
        destination="/opt/ml/processing/input_data",
    ),
    output_s3_uri=f"{base}/baselining/results",
    problem_type="BinaryClassification",
    ground_truth_input=truth,
    constraints=baseline.suggested_constraints(),
    schedule_cron_expression=CronExpressionGenerator.hourly(),
    enable_cloudwatch_metrics=True,
)
monitor.describe_schedule()
for execution in monitor.list_executions()[-1:]:
    execution.describe()
    execution.wait(logs=False)
    execution.constraint_violations()

cloudwatch = session.boto_session.client("cloudwatch")
dimensions = [
    {"Name": "Endpoint", "Value": name},
    {"Name": "MonitoringSchedule", "Value": f"DEMO-xgb-churn-monitoring-schedule-{stamp}"},
]
list(
    cloudwatch.get_paginator("list_metrics").paginate(
        Namespace="aws/sagemaker/Endpoints/model-metrics", Dimensions=dimensions
    )
)
cloudwatch.put_metric_alarm(
    AlarmName="MODEL_QUALITY_F2_SCORE",
    AlarmDescription="Trigger an CloudWatch alarm when the f2 score drifts away from the baseline constraints",
    ActionsEnabled=True,
    MetricName="f2",
    Namespace="aws/sagemaker/Endpoints/model-metrics",
    Statistic="Average",
    Dimensions=dimensions,
    Period=600,
    EvaluationPeriods=1,
    DatapointsToAlarm=1,
    Threshold=1.0,
    ComparisonOperator="LessThanOrEqualToThreshold",
    TreatMissingData="breaching",
)
monitor.delete_monitoring_schedule()
predictor.delete_model()
predictor.delete_endpoint()
