# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-host_pretrained_model_bert/sm-host_pretrained_model_bert.ipynb
import tarfile
import time

import sagemaker
from sagemaker.pytorch import PyTorchModel

from lookup import placeholder, role

placeholder("model/config.json", "{}")
placeholder("code/inference_code.py")
with tarfile.open("model/model.tar.gz", "w:gz") as archive:
    archive.add("model/config.json")
    archive.add("code/")

endpoint_name = "bert-base-" + time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())
model = PyTorchModel(
    entry_point="code/inference_code.py",
    model_data="model/model.tar.gz",
    role=role,
    framework_version="1.5",
    py_version="py3",
)
predictor = model.deploy(
    initial_instance_count=1, instance_type="ml.m5.xlarge", endpoint_name=endpoint_name
)
sagemaker.Session().sagemaker_runtime_client.invoke_endpoint(
    EndpointName=endpoint_name, Body=b"The best part of Amazon SageMaker", ContentType="text/csv"
)
predictor.delete_model()
predictor.delete_endpoint()
