# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-model_monitor_bias_and_explainability_monitoring/sm-model_monitor_bias_and_explainability_monitoring.ipynb
from datetime import datetime

from sagemaker import Session, image_uris
from sagemaker.clarify import BiasConfig, DataConfig, ModelConfig, ModelPredictedLabelConfig, SHAPConfig
from sagemaker.model import Model
from sagemaker.model_monitor import (
    CronExpressionGenerator,
    DataCaptureConfig,
    EndpointInput,
    ModelBiasMonitor,
    ModelExplainabilityMonitor,
)
from sagemaker.predictor import Predictor
from sagemaker.s3 import S3Downloader, S3Uploader

from lookup import bucket, placeholder, role

session = Session()
region = session.boto_region_name
base = f"s3://{bucket}/sagemaker/DEMO-ClarifyModelMonitor-20200901"
truth = f"{base}/ground_truth_data/{datetime.now():%Y-%m-%d-%H-%M-%S}"
stamp = f"{datetime.utcnow():%Y-%m-%d-%H%M}"
headers = ["Churn", "Account Length", "Day Mins"]
validation = placeholder("test_data/validation-dataset-with-header.csv", ",".join(headers) + "\n1,100,2\n")

S3Uploader.upload(placeholder("test_data/upload-test-file.txt"), f"s3://{bucket}/test_upload")
model_name = f"DEMO-xgb-churn-pred-model-monitor-{stamp}"
endpoint_name = f"DEMO-xgb-churn-model-monitor-{stamp}"
Model(
    role=role,
    name=model_name,
    image_uri=image_uris.retrieve("xgboost", region, "0.90-1"),
    model_data=S3Uploader.upload(placeholder("model/xgb-churn-prediction-model.tar.gz"), base),
    sagemaker_session=session,
).deploy(
    initial_instance_count=1,
    instance_type="ml.m5.large",
    endpoint_name=endpoint_name,
    data_capture_config=DataCaptureConfig(
        enable_capture=True, sampling_percentage=100, destination_s3_uri=f"{base}/datacapture"
    ),
)
session.sagemaker_runtime_client.invoke_endpoint(
    EndpointName=endpoint_name, Body="100,2", ContentType="text/csv", InferenceId="0"
)
for captured in S3Downloader.list(f"{base}/datacapture/{endpoint_name}")[-1:]:
    S3Downloader.read_file(captured)
S3Uploader.upload_string_as_file_body("{}", f"{truth}/{datetime.utcnow():%Y/%m/%d/%H/%M%S}.jsonl")

model_config = ModelConfig(
    model_name=model_name,
    instance_count=1,
    instance_type="ml.m5.large",
    content_type="text/csv",
    accept_type="text/csv",
)


def data_config(folder):
    return DataConfig(
        s3_data_input_path=validation,
        s3_output_path=f"{base}/baselining/{folder}",
        label=headers[0],
        headers=headers,
        dataset_type="text/csv",
    )


def reported(monitor):
    for execution in monitor.list_executions()[-1:]:
        S3Downloader.list(execution.output.destination)
        execution.constraint_violations()


how = {"role": role, "sagemaker_session": session, "max_runtime_in_seconds": 1800}
bias = ModelBiasMonitor(**how)
bias.suggest_baseline(
    model_config=model_config,
    data_config=data_config("model_bias"),
    bias_config=BiasConfig(
        label_values_or_threshold=[1], facet_name="Account Length", facet_values_or_threshold=[100]
    ),
    model_predicted_label_config=ModelPredictedLabelConfig(probability_threshold=0.8),
)
bias.latest_baselining_job.wait(logs=False)
S3Downloader.read_file(bias.suggested_constraints().file_s3_uri)
bias.create_monitoring_schedule(
    output_s3_uri=f"{base}/reports",
    endpoint_input=EndpointInput(
        endpoint_name=endpoint_name,
        destination="/opt/ml/processing/input/endpoint",
        start_time_offset="-PT1H",
        end_time_offset="-PT0H",
        probability_threshold_attribute=0.8,
    ),
    ground_truth_input=truth,
    schedule_cron_expression=CronExpressionGenerator.hourly(),
)
bias.describe_schedule()
bias.stop_monitoring_schedule()
reported(bias)

explainability = ModelExplainabilityMonitor(**how)
explainability.suggest_baseline(
    data_config=data_config("model_explainability"),
    model_config=model_config,
    explainability_config=SHAPConfig(baseline=[[100, 2]], num_samples=100, agg_method="mean_abs", save_local_shap_values=False),
)
explainability.latest_baselining_job.wait(logs=False)
S3Downloader.read_file(explainability.suggested_constraints().file_s3_uri)
explainability.create_monitoring_schedule(
    output_s3_uri=f"{base}/reports",
    endpoint_input=endpoint_name,
    schedule_cron_expression=CronExpressionGenerator.hourly(),
)
explainability.describe_schedule()
explainability.stop_monitoring_schedule()
reported(explainability)

predictor = Predictor(endpoint_name, sagemaker_session=session)
for monitor in predictor.list_monitors():
    monitor.stop_monitoring_schedule()
    monitor.delete_monitoring_schedule()
predictor.delete_endpoint()
predictor.delete_model()
