# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/inference-examples/inference-spec-example.ipynb
import json
import os
import uuid

import torch

from sagemaker.core.resources import EndpointConfig
from sagemaker.serve.builder.schema_builder import SchemaBuilder
from sagemaker.serve.model_builder import ModelBuilder
from sagemaker.serve.spec.inference_spec import InferenceSpec
from sagemaker.serve.utils.types import ModelServer

unique = str(uuid.uuid4())[:8]


class SimpleModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(4, 2)

    def forward(self, x):
        return torch.softmax(self.linear(x), dim=1)


os.makedirs("model")
torch.jit.save(torch.jit.trace(SimpleModel(), torch.tensor([[0.1, 0.2, 0.3, 0.4]])), "model/model.pth")


class Spec(InferenceSpec):
    def load(self, model_dir):
        path = os.path.join(model_dir, "model.pth")
        return torch.jit.load(path, map_location="cpu") if os.path.exists(path) else SimpleModel()

    def invoke(self, input_object, model):
        return model(torch.tensor(input_object)).tolist()


builder = ModelBuilder(
    inference_spec=Spec(),
    model_path="model",
    model_server=ModelServer.TORCHSERVE,
    schema_builder=SchemaBuilder([[0.1, 0.2, 0.3, 0.4]], [[0.9, 0.1]]),
)
model = builder.build(model_name=f"custom-spec-model-{unique}")
endpoint = builder.deploy(endpoint_name=f"custom-spec-endpoint-{unique}")
endpoint.invoke(body=json.dumps([[0.1, 0.2, 0.3, 0.4]]), content_type="application/json")

config = EndpointConfig.get(endpoint_config_name=endpoint.endpoint_name)
model.delete()
endpoint.delete()
config.delete()
