# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/ml-ops-examples/v3-sagemaker-clarify.ipynb
import boto3

from lookup import bucket, placeholder, role
from sagemaker.core.clarify import BiasConfig, DataConfig, SageMakerClarifyProcessor
from sagemaker.core.helper.session_helper import Session

session = Session()
prefix = "clarify-test"

s3 = boto3.client("s3")
s3.upload_file(placeholder("test_data.csv"), bucket, f"{prefix}/data/test_data.csv")
s3.upload_file(placeholder("model.joblib"), bucket, f"{prefix}/model/model.joblib")

processor = SageMakerClarifyProcessor(
    role=role, instance_count=1, instance_type="ml.m5.large", sagemaker_session=session
)
processor.run_pre_training_bias(
    data_config=DataConfig(
        s3_data_input_path=f"s3://{bucket}/{prefix}/data/test_data.csv",
        s3_output_path=f"s3://{bucket}/{prefix}/output",
        label="target",
        headers=["feature_0", "gender", "target"],
        dataset_type="text/csv",
    ),
    data_bias_config=BiasConfig(
        label_values_or_threshold=[1], facet_name="gender", facet_values_or_threshold=[1]
    ),
    methods=["CI", "DPL"],
    wait=False,
    logs=False,
)
session.sagemaker_client.describe_processing_job(ProcessingJobName="Clarify-Pretraining-Bias-2025-11-09-02-39-36-699")
