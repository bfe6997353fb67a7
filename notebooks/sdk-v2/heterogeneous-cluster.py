# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-heterogeneous_clusters_for_model_training/sm-heterogeneous_clusters_for_model_training.ipynb
import datetime

import boto3
import sagemaker
from sagemaker.instance_group import InstanceGroup
from sagemaker.pytorch import PyTorch

from lookup import bucket, placeholder, role

session = sagemaker.Session()
placeholder("code/launcher.py")

estimator = PyTorch(
    framework_version="1.11.0",
    py_version="py38",
    role=role,
    entry_point="launcher.py",
    source_dir="code",
    volume_size=10,
    max_run=4800,
    disable_profiler=True,
    debugger_hook_config=False,
    hyperparameters={
        "batch-size": 8192,
        "num-data-workers": 4,
        "grpc-workers": 4,
        "num-dnn-workers": 4,
        "pin-memory": True,
        "iterations": 100,
        "region": session.boto_region_name,
    },
    instance_groups=[
        InstanceGroup("data_group", "ml.c5.9xlarge", 1),
        InstanceGroup("dnn_group", "ml.p3.2xlarge", 1),
    ],
)

s3 = boto3.client("s3")
for name in ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"]:
    s3.download_file(
        f"sagemaker-example-files-prod-{session.boto_region_name}",
        f"datasets/image/MNIST/{name}-ubyte.gz",
        placeholder(f"data/{name}-ubyte.gz"),
    )
location = session.upload_data(path="./data", bucket=bucket, key_prefix="DEMO-MNIST")

estimator.fit(
    inputs={"training": location, "testing": location},
    job_name="pt-hetero-H-T-" + datetime.datetime.utcnow().strftime("%Y%m%dT%H%M%SZ"),
)
