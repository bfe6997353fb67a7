# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/inference-examples/jumpstart-e2e-training-example.ipynb
import json
import uuid

from sagemaker.core.jumpstart.configs import JumpStartConfig
from sagemaker.core.resources import EndpointConfig
from sagemaker.serve.model_builder import ModelBuilder
from sagemaker.train.model_trainer import ModelTrainer

unique = str(uuid.uuid4())[:8]
trainer = ModelTrainer.from_jumpstart_config(
    jumpstart_config=JumpStartConfig(model_id="huggingface-spc-bert-base-cased"),
    base_job_name=f"js-training-{unique}",
    hyperparameters={"epochs": 1},
)
trainer.train()

builder = ModelBuilder(model=trainer, dependencies={"auto": False})
model = builder.build(model_name=f"js-e2e-example-model-{unique}")
endpoint = builder.deploy(endpoint_name=f"js-e2e-example-endpoint-{unique}")
endpoint.invoke(body=json.dumps(["The weather is sunny today", "It is not raining"]),
                content_type="application/list-text")

config = EndpointConfig.get(endpoint_config_name=endpoint.endpoint_name)
model.delete()
endpoint.delete()
config.delete()
