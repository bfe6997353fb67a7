# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/pytorch-sagemaker-huggingface/huggingface_text_classification.ipynb
import time

import sagemaker
from sagemaker.huggingface import HuggingFace
from sagemaker.processing import ProcessingOutput
from sagemaker.pytorch.processing import PyTorchProcessor

from lookup import bucket, placeholder, role

session = sagemaker.Session(default_bucket=bucket)
prefix = "huggingface-text-classification"
output = f"s3://{bucket}/{prefix}"

placeholder("scripts/preprocess/preprocessing.py")
processor = PyTorchProcessor(
    role=role, instance_type="ml.m5.xlarge", instance_count=1, framework_version="1.13", py_version="py39"
)
processor.run(
    code="preprocessing.py",
    source_dir="scripts/preprocess",
    job_name=f"{prefix}-{time.strftime('%d-%H-%M-%S', time.gmtime())}",
    outputs=[
        ProcessingOutput(
            output_name=name, destination=f"{output}/{name}", source=f"/opt/ml/processing/{name}"
        )
        for name in ["train", "test"]
    ],
)
processor.jobs[-1].describe()

placeholder("scripts/train/train.py")
estimator = HuggingFace(
    entry_point="train.py",
    source_dir="./scripts/train",
    instance_type="ml.p3.2xlarge",
    instance_count=1,
    role=role,
    transformers_version="4.26",
    pytorch_version="1.13",
    py_version="py39",
    hyperparameters={
        "epochs": 1,
        "train_batch_size": 32,
        "model_name": "distilbert-base-uncased",
        "learning_rate": 0.00003,
    },
)
estimator.fit({"train": f"{output}/train", "test": f"{output}/test"})

predictor = estimator.deploy(initial_instance_count=1, instance_type="ml.g4dn.xlarge")
predictor.predict({"inputs": "This is the best movie ever made in history."})
predictor.delete_model()
predictor.delete_endpoint()
