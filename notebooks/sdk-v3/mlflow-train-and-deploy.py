# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/ml-ops-examples/v3-mlflow-train-inference-e2e-example.ipynb
import json
import uuid

import mlflow
from mlflow import MlflowClient

from lookup import placeholder, role
from sagemaker.core import image_uris
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.resources import EndpointConfig
from sagemaker.serve.builder.schema_builder import SchemaBuilder
from sagemaker.serve.mode.function_pointers import Mode
from sagemaker.serve.model_builder import ModelBuilder
from sagemaker.train.configs import SourceCode
from sagemaker.train.model_trainer import ModelTrainer

region = Session().boto_region_name
unique = str(uuid.uuid4())[:8]
server = f"arn:aws:sagemaker:{region}:{role.split(':')[4]}:mlflow-tracking-server/my-setup-test3"
registered = "pytorch-simple-classifier"

mlflow.set_tracking_uri(server)
mlflow.set_experiment("sagemaker-v3-e2e-training")

placeholder("code/train.py")
placeholder("code/requirements.txt", "mlflow==3.4.0\nsagemaker-mlflow==0.2.0\ncloudpickle==3.1.2\n")
ModelTrainer(
    training_image=image_uris.retrieve(
        framework="pytorch",
        region=region,
        version="2.5",
        py_version="py311",
        instance_type="ml.m5.xlarge",
        image_scope="training",
    ),
    source_code=SourceCode(source_dir="code", entry_script="train.py", requirements="requirements.txt"),
    base_job_name=f"mlflow-e2e-pytorch-{unique}",
).train()

latest = MlflowClient().search_model_versions(
    filter_string=f"name='{registered}'", order_by=["version_number DESC"], max_results=1
)[0]
builder = ModelBuilder(
    mode=Mode.SAGEMAKER_ENDPOINT,
    schema_builder=SchemaBuilder(sample_input=[[0.1, 0.2, 0.3, 0.4]], sample_output=[[0.8, 0.2]]),
    model_metadata={
        "MLFLOW_MODEL_PATH": f"models:/{registered}/{latest.version}",
        "MLFLOW_TRACKING_ARN": server,
    },
    dependencies={"auto": False, "custom": ["mlflow==3.4.0", "sagemaker==3.3.1", "numpy==2.4.1", "cloudpickle==3.1.2"]},
)
model = builder.build(model_name=f"mlflow-e2e-model-{unique}", region=region)
endpoint = builder.deploy(endpoint_name=f"mlflow-e2e-endpoint-{unique}", initial_instance_count=1)
endpoint.invoke(body=json.dumps([[0.1, 0.2, 0.3, 0.4]]), content_type="application/json")

config = EndpointConfig.get(endpoint_config_name=endpoint.endpoint_name)
model.delete()
endpoint.delete()
config.delete()
