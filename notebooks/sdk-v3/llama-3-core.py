# Source: aws/sagemaker-python-sdk@a24812666d25: sagemaker-core/example_notebooks/sagemaker-core-llama-3-8B.ipynb
import json
import time

from lookup import role
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.resources import Endpoint, EndpointConfig, Model
from sagemaker.core.shapes import ContainerDefinition, ProductionVariant, ProductionVariantRoutingConfig

session = Session()
session.default_bucket()
name = f"llama-3-8B-hugging-face-{time.strftime('%H-%M-%S', time.gmtime())}"

model = Model.create(
    model_name=name,
    primary_container=ContainerDefinition(
        image=f"763104351884.dkr.ecr.{session._region_name}.amazonaws.com/"
        "djl-inference:0.29.0-tensorrtllm0.11.0-cu124",
        environment={
            "HF_MODEL_ID": "meta-llama/Meta-Llama-3-8B",
            "OPTION_GPU_MEMORY_UTILIZATION": "0.85",
            "HF_TOKEN": "YourHFToken",
        },
    ),
    execution_role_arn=role,
)
config = EndpointConfig.create(
    endpoint_config_name=name,
    production_variants=[
        ProductionVariant(
            variant_name=name,
            initial_instance_count=1,
            instance_type="ml.g5.12xlarge",
            model_name=model,
            container_startup_health_check_timeout_in_seconds=3600,
            model_data_download_timeout_in_seconds=3600,
            routing_config=ProductionVariantRoutingConfig(routing_strategy="LEAST_OUTSTANDING_REQUESTS"),
        )
    ],
)
endpoint = Endpoint.create(endpoint_name=name, endpoint_config_name=config)
endpoint.wait_for_status("InService")
endpoint.invoke(
    body=json.dumps({"inputs": ["What is the capital of France?"], "max_new_tokens": 512, "temperature": 0.0}),
    content_type="application/json",
)
for resource in (endpoint, config, model):
    resource.delete()
