# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/inference-examples/optimize-example.ipynb
import json
import time
import uuid

import boto3

from lookup import bucket
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.resources import EndpointConfig
from sagemaker.serve.builder.schema_builder import SchemaBuilder
from sagemaker.serve.model_builder import ModelBuilder

region = Session().boto_region_name
Session().account_id()
unique = str(uuid.uuid4())[:8]

builder = ModelBuilder(
    model="meta-textgeneration-llama-3-8b-instruct",
    schema_builder=SchemaBuilder(
        {"inputs": "What are falcons?", "parameters": {"max_new_tokens": 32}},
        [{"generated_text": "Falcons are small to medium-sized birds of prey."}],
    ),
    sagemaker_session=Session(boto_session=boto3.Session(region_name=region)),
)
model = builder.optimize(
    instance_type="ml.g5.2xlarge",
    image_uri=f"763104351884.dkr.ecr.{region}.amazonaws.com/djl-inference:0.31.0-lmi13.0.0-cu124",
    output_path=f"s3://{bucket}/optimize-output/jumpstart-{unique}/",
    quantization_config={"OverrideEnvironment": {"OPTION_QUANTIZE": "awq"}},
    accept_eula=True,
    job_name=f"js-optimize-{int(time.time())}",
    model_name=f"jumpstart-optimize-example-{unique}",
)
endpoint = builder.deploy(
    endpoint_name=f"jumpstart-optimize-example-endpoint-{unique}", initial_instance_count=1
)
endpoint.invoke(
    body=json.dumps({"inputs": "What are the benefits of machine learning?"}), content_type="application/json"
)

config = EndpointConfig.get(endpoint_config_name=endpoint.endpoint_name)
model.delete()
endpoint.delete()
config.delete()
