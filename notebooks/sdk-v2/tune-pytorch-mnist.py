# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-hyperparameter_tuning_pytorch/sm-hyperparameter_tuning_pytorch.ipynb
import numpy as np
import sagemaker
from sagemaker.pytorch import PyTorch
from sagemaker.tuner import CategoricalParameter, ContinuousParameter, HyperparameterTuner

from lookup import bucket, placeholder, role

session = sagemaker.Session()
placeholder("data/MNIST/raw/t10k-images-idx3-ubyte.gz")
data = session.upload_data(path="data", bucket=bucket, key_prefix="sagemaker/DEMO-pytorch-mnist")

placeholder("mnist.py")
estimator = PyTorch(
    entry_point="mnist.py",
    role=role,
    py_version="py3",
    framework_version="1.8.0",
    instance_count=1,
    instance_type="ml.c5.2xlarge",
    hyperparameters={"epochs": 1, "backend": "gloo"},
)
estimator.fit({"training": data})

tuner = HyperparameterTuner(
    estimator,
    "average test loss",
    {"lr": ContinuousParameter(0.001, 0.1), "batch-size": CategoricalParameter([32, 64, 128, 256, 512])},
    [{"Name": "average test loss", "Regex": "Test set: Average loss: ([0-9\\.]+)"}],
    max_jobs=9,
    max_parallel_jobs=3,
    objective_type="Minimize",
)
tuner.fit({"training": data})

predictor = tuner.deploy(initial_instance_count=1, instance_type="ml.m4.xlarge")
predictor.predict(np.zeros((1, 1, 28, 28), dtype="float32"))
tuner.delete_endpoint()
