# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/inference-examples/inference-pipeline-modelbuilder-vs-core-example.ipynb
import uuid

import boto3

from lookup import bucket, placeholder, role
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.image_uris import retrieve
from sagemaker.core.resources import Endpoint, EndpointConfig, Model
from sagemaker.core.shapes import ContainerDefinition, InferenceExecutionConfig, ProductionVariant
from sagemaker.core.utils import repack_model
from sagemaker.serve import ModelBuilder
from sagemaker.train.configs import InputData, SourceCode
from sagemaker.train.model_trainer import ModelTrainer

session = Session()
region = session.boto_region_name
unique = str(uuid.uuid4())[:8]
prefix = f"inference-pipeline-v3/{unique}"

key = f"{prefix}/data/train.csv"
boto3.client("s3").upload_file(placeholder("train.csv"), bucket, key)
data = [InputData(channel_name="train", data_source=f"s3://{bucket}/{key}")]

placeholder("sklearn/train.py")
sklearn = ModelTrainer(
    training_image=retrieve(framework="sklearn", region=region, version="1.4-2", py_version="py3"),
    source_code=SourceCode(source_dir="sklearn", entry_script="train.py"),
    base_job_name="sklearn-preprocess",
    role=role,
    sagemaker_session=session,
)
sklearn.train(input_data_config=data)

placeholder("xgboost/train.py")
xgboost = ModelTrainer(
    training_image=retrieve(framework="xgboost", region=region, version="3.0-5"),
    source_code=SourceCode(source_dir="xgboost", entry_script="train.py"),
    hyperparameters={"num-round": 100, "max-depth": 5, "eta": 0.2},
    base_job_name="xgboost-classifier",
    role=role,
    sagemaker_session=session,
)
xgboost.train(input_data_config=data)

placeholder("inference/inference.py")
repacked = f"s3://{bucket}/{prefix}/sklearn/repacked/model.tar.gz"
repack_model(
    inference_script="inference.py",
    source_directory="inference",
    dependencies=[],
    model_uri=sklearn._latest_training_job.model_artifacts.s3_model_artifacts,
    repacked_model_uri=repacked,
    sagemaker_session=session,
)

containers = {
    "preprocessing": {
        "image": retrieve(framework="sklearn", region=region, version="1.4-2"),
        "model_data_url": repacked,
        "environment": {
            "SAGEMAKER_PROGRAM": "inference.py",
            "SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code",
        },
    },
    "inference": {
        "image": retrieve(framework="xgboost", region=region, version="3.0-5"),
        "model_data_url": xgboost._latest_training_job.model_artifacts.s3_model_artifacts,
    },
}
models = [
    Model.create(
        model_name=f"{name}-model-{unique}",
        primary_container=ContainerDefinition(**containers[container]),
        execution_role_arn=role,
    )
    for name, container in [("sklearn", "preprocessing"), ("xgboost", "inference")]
]

builder = ModelBuilder(model=models, role_arn=role, sagemaker_session=session)
built = builder.build()
endpoint = builder.deploy(
    endpoint_name=f"pipeline-mb-{unique}", instance_type="ml.m5.large", initial_instance_count=1
)
endpoint.invoke(body="100,50,0.5,1000", content_type="text/csv", accept="text/csv")
for resource in (endpoint, *models, built):
    resource.delete()

model = Model.create(
    model_name=f"pipeline-model-{unique}",
    containers=[ContainerDefinition(container_hostname=name, **rest) for name, rest in containers.items()],
    inference_execution_config=InferenceExecutionConfig(mode="Serial"),
    execution_role_arn=role,
)
config = EndpointConfig.create(
    endpoint_config_name=f"pipeline-config-{unique}",
    production_variants=[
        ProductionVariant(
            variant_name="AllTraffic",
            model_name=model.model_name,
            initial_instance_count=1,
            instance_type="ml.m5.large",
        )
    ],
)
endpoint = Endpoint.create(
    endpoint_name=f"pipeline-endpoint-{unique}", endpoint_config_name=f"pipeline-config-{unique}"
)
endpoint.wait_for_status(target_status="InService")
endpoint.invoke(body="100,50,0.5,1000", content_type="text/csv", accept="text/csv")
for resource in (endpoint, config, model):
    resource.delete()
