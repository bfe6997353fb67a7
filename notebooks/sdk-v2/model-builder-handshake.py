# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-model_builder/model_builder_handshake.ipynb
import numpy as np
import pandas as pd
from sagemaker import Session, image_uris
from sagemaker.async_inference.async_inference_config import AsyncInferenceConfig
from sagemaker.batch_inference.batch_transform_inference_config import BatchTransformInferenceConfig
from sagemaker.compute_resource_requirements.resource_requirements import ResourceRequirements
from sagemaker.modules.train.model_trainer import ModelTrainer
from sagemaker.serve import ModelBuilder
from sagemaker.serve.builder.schema_builder import SchemaBuilder
from sagemaker.serve.spec.inference_spec import InferenceSpec
from sagemaker.serverless.serverless_inference_config import ServerlessInferenceConfig
from sagemaker_core.main.shapes import Channel, DataSource, OutputDataConfig, S3DataSource, StoppingCondition

from lookup import bucket, placeholder, role

session = Session()
prefix = "DEMO-scikit-iris"
placeholder("data/train.csv")
placeholder("data/test.csv")
session.upload_data("data", bucket=bucket, key_prefix=f"{prefix}/data")

image = image_uris.retrieve(framework="xgboost", region="us-west-2", image_scope="training")
trainer = ModelTrainer(
    base_job_name="user-mb-handshake",
    hyperparameters={"objective": "multi:softmax", "num_class": "3", "num_round": "10", "eval_metric": "merror"},
    training_image=image,
    training_input_mode="File",
    role=role,
    output_data_config=OutputDataConfig(s3_output_path=f"s3://{bucket}/{prefix}/output"),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=600),
)
trainer.train(
    input_data_config=[
        Channel(
            channel_name="train",
            content_type="csv",
            compression_type="None",
            record_wrapper_type="None",
            data_source=DataSource(
                s3_data_source=S3DataSource(
                    s3_data_type="S3Prefix",
                    s3_uri=f"s3://{bucket}/{prefix}/data/train.csv",
                    s3_data_distribution_type="FullyReplicated",
                )
            ),
        )
    ]
)


class Spec(InferenceSpec):
    def load(self, model_dir):
        return model_dir

    def invoke(self, input_object, model):
        return input_object


frame = pd.DataFrame({"Name": ["Alice", "Bob", "Charlie"]})
builder = ModelBuilder(
    model=trainer,
    role_arn=role,
    image_uri=image,
    inference_spec=Spec(),
    schema_builder=SchemaBuilder(sample_input=frame, sample_output=frame),
    instance_type="ml.c6i.xlarge",
)
builder.build()
builder.deploy(endpoint_name="user-xgboost-deploy-realtime").predict(np.array([1.0, 2.0, 3.0, 4.0]))
builder.deploy(
    endpoint_name="user-xgboost-deploy-serverless", inference_config=ServerlessInferenceConfig(memory_size_in_mb=2048)
)
builder.deploy(
    endpoint_name="user-xgboost-deploy-async",
    inference_config=AsyncInferenceConfig(output_path=f"s3://{bucket}/async_inference/output"),
)
builder.deploy(
    endpoint_name="user-xgboost-deploy-batch",
    inference_config=BatchTransformInferenceConfig(
        instance_count=1,
        instance_type="ml.m5.large",
        output_path=f"s3://{bucket}/batch_inference/output",
        test_data_s3_path=f"s3://{bucket}/{prefix}/data/test.csv",
    ),
)
builder.deploy(
    endpoint_name="user-xgboost-deploy-multi-model",
    inference_config=ResourceRequirements(requests={"num_cpus": 0.5, "memory": 512, "copies": 2}, limits={}),
)
