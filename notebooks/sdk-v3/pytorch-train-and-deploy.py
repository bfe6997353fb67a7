# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/inference-examples/train-inference-e2e-example.ipynb
import json
import uuid

import boto3

from lookup import placeholder
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.resources import Endpoint, EndpointConfig
from sagemaker.serve.builder.schema_builder import SchemaBuilder
from sagemaker.serve.model_builder import ModelBuilder
from sagemaker.serve.spec.inference_spec import InferenceSpec
from sagemaker.serve.utils.types import ModelServer
from sagemaker.train.configs import SourceCode
from sagemaker.train.model_trainer import ModelTrainer

region = Session().boto_region_name
image = f"763104351884.dkr.ecr.{region}.amazonaws.com/pytorch-training:1.13.1-cpu-py39"
unique = str(uuid.uuid4())[:8]

placeholder("code/train.py")
placeholder("code/requirements.txt", "torch>=1.13.0,<2.0.0\n")
trainer = ModelTrainer(
    sagemaker_session=Session(boto_session=boto3.Session(region_name=region)),
    training_image=image,
    source_code=SourceCode(source_dir="code", entry_script="train.py", requirements="requirements.txt"),
    base_job_name=f"e2e-v3-pytorch-{unique}",
)
trainer.train()


class Spec(InferenceSpec):
    def load(self, model_dir):
        import torch

        return torch.jit.load(f"{model_dir}/model.pth")

    def invoke(self, input_object, model):
        import torch

        return model(torch.tensor(input_object)).tolist()


builder = ModelBuilder(
    model=trainer,
    schema_builder=SchemaBuilder([[0.1, 0.2, 0.3, 0.4]], [[0.8, 0.2]]),
    model_server=ModelServer.TORCHSERVE,
    inference_spec=Spec(),
    image_uri=image.replace("training", "inference"),
    dependencies={"auto": False},
)
model = builder.build(model_name=f"train-inf-v3-example-model-{unique}", region=region)
endpoint = builder.deploy(
    endpoint_name=f"train-inf-v3-example-endpoint-{unique}", initial_instance_count=1
)
endpoint.invoke(body=json.dumps([[0.1, 0.2, 0.3, 0.4]]), content_type="application/json")

config = EndpointConfig.get(
    endpoint_config_name=Endpoint.get(endpoint_name=endpoint.endpoint_name).endpoint_config_name
)
model.delete()
endpoint.delete()
config.delete()
