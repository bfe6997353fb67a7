# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/sagemaker-script-mode/sagemaker-script-mode.ipynb
import os

import boto3
import numpy as np
import sagemaker
from sagemaker.deserializers import JSONDeserializer
from sagemaker.pytorch import PyTorch
from sagemaker.serializers import CSVSerializer, JSONSerializer
from sagemaker.sklearn.estimator import SKLearn
from sagemaker.xgboost import XGBoost

from lookup import bucket, placeholder, role

session = sagemaker.Session()
prefix = "script-mode-workflow"

uploads = boto3.Session().resource("s3").Bucket(bucket)
for key in ["csv/train.csv", "csv/test.csv", "numpy/train/x_train.npy", "numpy/train/y_train.npy", "numpy/test/x_test.npy",
            "numpy/test/y_test.npy"]:
    uploads.Object(f"{prefix}/{key}").upload_file(placeholder(f"data/{os.path.basename(key)}"))

csv = f"s3://{bucket}/{prefix}/csv"
numpy = f"s3://{bucket}/{prefix}/numpy"


def deployed(estimator, inputs, endpoint_name):
    estimator.fit(inputs)
    session.sagemaker_client.list_endpoints(NameContains=endpoint_name, MaxResults=30)
    return estimator.deploy(initial_instance_count=1, instance_type="ml.m5.xlarge", endpoint_name=endpoint_name)


placeholder("scikitlearn_script/train_deploy_scikitlearn_without_dependencies.py")
sklearn = deployed(
    SKLearn(
        entry_point="train_deploy_scikitlearn_without_dependencies.py",
        source_dir="scikitlearn_script",
        framework_version="1.2-1",
        py_version="py3",
        instance_type="ml.c5.xlarge",
        instance_count=1,
        hyperparameters={"max_depth": 20, "n_jobs": 4, "n_estimators": 120},
        role=role,
        base_job_name="randomforestregressor-model",
    ),
    {"train": f"{csv}/train", "test": f"{csv}/test"},
    "randomforestregressor-endpoint",
)

placeholder("pytorch_script/train_deploy_pytorch_without_dependencies.py")
pytorch = deployed(
    PyTorch(
        entry_point="train_deploy_pytorch_without_dependencies.py",
        source_dir="pytorch_script",
        instance_type="ml.c5.xlarge",
        instance_count=1,
        hyperparameters={"epochs": 25, "batch_size": 128, "learning_rate": 0.01},
        role=role,
        base_job_name="pytorch-model",
        framework_version="1.5",
        py_version="py3",
    ),
    {"train": f"{numpy}/train", "test": f"{numpy}/test"},
    "pytorch-endpoint",
)
pytorch.serializer = JSONSerializer()
pytorch.deserializer = JSONDeserializer()
pytorch.predict(np.zeros(4))

placeholder("xgboost_script/train_deploy_xgboost_with_dependencies.py")
placeholder("my_custom_library/__init__.py")
xgboost = deployed(
    XGBoost(
        entry_point="train_deploy_xgboost_with_dependencies.py",
        source_dir="xgboost_script",
        dependencies=["my_custom_library"],
        instance_type="ml.c5.xlarge",
        instance_count=1,
        hyperparameters={"num_round": 6, "K": 5},
        role=role,
        base_job_name="xgboost-model",
        framework_version="1.0-1",
        py_version="py3",
    ),
    {"train": csv},
    "xgboost-endpoint",
)
xgboost.serializer = CSVSerializer()
xgboost.deserializer = JSONDeserializer()
xgboost.predict(np.zeros(4))

for predictor in (sklearn, pytorch, xgboost):
    session.sagemaker_client.list_endpoints(NameContains=predictor.endpoint_name, MaxResults=30)
    predictor.delete_endpoint(delete_endpoint_config=True)
