# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: prepare_data/sm-processing_introduction.ipynb
import boto3
import sagemaker
from sagemaker.processing import ProcessingInput, ProcessingOutput
from sagemaker.sklearn.processing import SKLearnProcessor

from lookup import bucket, placeholder, role

region = sagemaker.Session().boto_region_name
processor = SKLearnProcessor(
    framework_version="1.2-1", role=role, instance_type="ml.m5.xlarge", instance_count=1
)
boto3.client("s3").download_file(
    f"sagemaker-sample-data-{region}", "processing/census/census-income.csv", "census-income.csv"
)
processor.run(
    code=placeholder("preprocessing.py"),
    inputs=[ProcessingInput(source=placeholder("dataset.csv"), destination="/opt/ml/processing/input")],
    outputs=[
        ProcessingOutput(source="/opt/ml/processing/output/train"),
        ProcessingOutput(source="/opt/ml/processing/output/validation"),
        ProcessingOutput(source="/opt/ml/processing/output/test"),
    ],
)
boto3.client("s3").list_objects(Bucket=bucket, Prefix="sagemaker-scikit-learn")
