# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-serverless_inference_huggingface_text_classification/sm-serverless_inference_huggingface_text_classification.ipynb
import boto3
import sagemaker
from sagemaker.huggingface import HuggingFace
from sagemaker.serverless.serverless_inference_config import ServerlessInferenceConfig

from lookup import bucket, placeholder, role

session = sagemaker.Session()
prefix = "huggingface_serverless/20_newsgroups"

for channel in ["train", "test"]:
    boto3.client("s3").upload_file(placeholder(f"{channel}/dataset.arrow"), bucket, f"{prefix}/{channel}/dataset.arrow")

placeholder("code/train.py")
estimator = HuggingFace(
    entry_point="train.py",
    source_dir="./code",
    instance_type="ml.p3.2xlarge",
    instance_count=1,
    volume_size=256,
    role=role,
    transformers_version="4.6",
    pytorch_version="1.7",
    py_version="py36",
    hyperparameters={"epochs": 1, "model_name": "distilbert-base-uncased", "num_labels": 6},
    metric_definitions=[
        {"Name": "loss", "Regex": "'loss': ([0-9]+(.|e\\-)[0-9]+),?"},
        {"Name": "eval_accuracy", "Regex": "'eval_accuracy': ([0-9]+(.|e\\-)[0-9]+),?"},
    ],
)
estimator.fit({"train": f"s3://{bucket}/{prefix}/train", "test": f"s3://{bucket}/{prefix}/test"})

predictor = estimator.deploy(
    serverless_inference_config=ServerlessInferenceConfig(memory_size_in_mb=6144, max_concurrency=1)
)
predictor.predict({"inputs": "The modem is an internal 8-bit card."})
predictor.delete_endpoint()
