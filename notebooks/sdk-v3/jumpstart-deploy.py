# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/inference-examples/jumpstart-example.ipynb
import json
import uuid

from sagemaker.core.jumpstart.configs import JumpStartConfig
from sagemaker.core.resources import EndpointConfig
from sagemaker.serve.model_builder import ModelBuilder
from sagemaker.train.configs import Compute

unique = str(uuid.uuid4())[:8]
builder = ModelBuilder.from_jumpstart_config(
    jumpstart_config=JumpStartConfig(model_id="huggingface-llm-falcon-7b-bf16"),
    compute=Compute(instance_type="ml.g5.2xlarge"),
)
model = builder.build(model_name=f"js-v3-example-model-{unique}")
endpoint = builder.deploy(endpoint_name=f"js-v3-example-endpoint-{unique}")
endpoint.invoke(
    body=json.dumps({"inputs": "What are falcons?", "parameters": {"max_new_tokens": 32}}),
    content_type="application/json",
)

config = EndpointConfig.get(endpoint_config_name=endpoint.endpoint_name)
model.delete()
endpoint.delete()
config.delete()
