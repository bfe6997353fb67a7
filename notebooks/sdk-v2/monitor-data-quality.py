# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-model_monitor_introduction/sm-model_monitor_introduction.ipynb
import time

import boto3
from sagemaker import session
from sagemaker.image_uris import retrieve
from sagemaker.model import Model
from sagemaker.model_monitor import CronExpressionGenerator, DataCaptureConfig, DefaultModelMonitor
from sagemaker.model_monitor.dataset_format import DatasetFormat
from sagemaker.predictor import Predictor
from sagemaker.serializers import CSVSerializer

from lookup import bucket, placeholder, role

region = boto3.Session().region_name
prefix = "sagemaker/DEMO-ModelMonitor"
stamp = time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())
session.Session(boto3.Session())

s3 = boto3.Session().client("s3")
objects = boto3.Session().resource("s3").Bucket(bucket)
archive = "xgb-churn-prediction-model.tar.gz"
with open(placeholder(f"model/{archive}"), "rb") as file:
    objects.Object(f"{prefix}/{archive}").upload_fileobj(file)

name = f"DEMO-xgb-churn-pred-model-monitor-{stamp}"
model = Model(
    image_uri=retrieve("xgboost", region, "0.90-1"),
    model_data=f"https://{bucket}.s3-{region}.amazonaws.com/{prefix}/{archive}",
    role=role,
)
model.deploy(
    initial_instance_count=1,
    instance_type="ml.m4.xlarge",
    endpoint_name=name,
    data_capture_config=DataCaptureConfig(
        enable_capture=True, sampling_percentage=100, destination_s3_uri=f"s3://{bucket}/{prefix}/datacapture"
    ),
)
predictor = Predictor(endpoint_name=name, serializer=CSVSerializer())
predictor.predict(data="186,0.1,137.8")
captured = s3.list_objects(Bucket=bucket, Prefix=f"{prefix}/datacapture/{name}")["Contents"]
s3.get_object(Bucket=bucket, Key=captured[-1]["Key"])["Body"].read()

training_data = "training-dataset-with-header.csv"
with open(placeholder(f"test_data/{training_data}"), "rb") as file:
    objects.Object(f"{prefix}/baselining/data/{training_data}").upload_fileobj(file)
monitor = DefaultModelMonitor(
    role=role, instance_count=1, instance_type="ml.m5.xlarge", volume_size_in_gb=20, max_runtime_in_seconds=3600
)
monitor.suggest_baseline(
    baseline_dataset=f"s3://{bucket}/{prefix}/baselining/data/{training_data}",
    dataset_format=DatasetFormat.csv(header=True),
    output_s3_uri=f"s3://{bucket}/{prefix}/baselining/results",
    wait=True,
)
s3.list_objects(Bucket=bucket, Prefix=f"{prefix}/baselining/results")

for script in ["preprocessor.py", "postprocessor.py"]:
    objects.Object(f"{prefix}/code/{script}").upload_file(placeholder(script))
monitor.create_monitoring_schedule(
    monitor_schedule_name=f"DEMO-xgb-churn-pred-model-monitor-schedule-{stamp}",
    endpoint_input=name,
    post_analytics_processor_script=f"s3://{bucket}/{prefix}/code/postprocessor.py",
    output_s3_uri=f"s3://{bucket}/{prefix}/reports",
    statistics=monitor.baseline_statistics(),
    constraints=monitor.suggested_constraints(),
    schedule_cron_expression=CronExpressionGenerator.hourly(),
    enable_cloudwatch_metrics=True,
)
monitor.describe_schedule()
for execution in monitor.list_executions()[-1:]:
    execution.wait(logs=False)
    execution.describe()
    monitor.latest_monitoring_constraint_violations()
s3.list_objects(Bucket=bucket, Prefix=f"{prefix}/reports")
monitor.stop_monitoring_schedule()
monitor.delete_monitoring_schedule()
predictor.delete_model()
predictor.delete_endpoint()
