# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/inference-examples/huggingface-example.ipynb
import json
import uuid

from sagemaker.core.resources import EndpointConfig
from sagemaker.serve.builder.schema_builder import SchemaBuilder
from sagemaker.serve.model_builder import ModelBuilder
from sagemaker.serve.spec.inference_spec import InferenceSpec
from sagemaker.serve.utils.types import ModelServer

unique = str(uuid.uuid4())[:8]


class Spec(InferenceSpec):
    def __init__(self):
        self.model_name = "microsoft/DialoGPT-small"

    def get_model(self):
        return self.model_name

    def load(self, model_dir):
        return {"model": self.model_name}

    def invoke(self, input_object, model):
        return [{"generated_text": str(input_object)}]


builder = ModelBuilder(
    inference_spec=Spec(),
    model_server=ModelServer.MMS,
    schema_builder=SchemaBuilder(
        {"inputs": "Hello, how are you?"}, [{"generated_text": "Hello, how are you? I'm doing well!"}]
    ),
)
model = builder.build(model_name=f"hf-v3-example-model-{unique}")
endpoint = builder.deploy(endpoint_name=f"hf-v3-example-endpoint-{unique}")
endpoint.invoke(body=json.dumps({"inputs": "Hello, how are you today?"}), content_type="application/json")

config = EndpointConfig.get(endpoint_config_name=endpoint.endpoint_name)
model.delete()
endpoint.delete()
config.delete()
