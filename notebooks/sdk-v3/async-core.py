# Source: aws/sagemaker-python-sdk@a24812666d25: sagemaker-core/example_notebooks/inference_and_resource_chaining.ipynb
import contextlib
import time

import boto3

from lookup import bucket, placeholder, role
from sagemaker.core import image_uris
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.resources import Endpoint, EndpointConfig, Model, TrainingJob
from sagemaker.core.shapes import (
    AlgorithmSpecification,
    AsyncInferenceClientConfig,
    AsyncInferenceConfig,
    AsyncInferenceOutputConfig,
    Channel,
    ContainerDefinition,
    DataSource,
    OutputDataConfig,
    ProductionVariant,
    ResourceConfig,
    S3DataSource,
    StoppingCondition,
)

session = Session()
region = session.boto_region_name
prefix = "DEMO-scikit-iris"
image = image_uris.retrieve(framework="xgboost", region=region, version="latest")

placeholder("data/train.csv")
session.upload_data("data", bucket=bucket, key_prefix=f"{prefix}/data")
job = TrainingJob.create(
    training_job_name="xgboost-iris-" + time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime()),
    hyper_parameters={"objective": "multi:softmax", "num_class": "3", "num_round": "10", "eval_metric": "merror"},
    algorithm_specification=AlgorithmSpecification(training_image=image, training_input_mode="File"),
    role_arn=role,
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
    ],
    output_data_config=OutputDataConfig(s3_output_path=f"s3://{bucket}/{prefix}/output"),
    resource_config=ResourceConfig(instance_type="ml.m4.xlarge", instance_count=1, volume_size_in_gb=30),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=600),
)
job.wait()


def deployed(name, url, variant, **how):
    model = Model.create(
        model_name=name,
        primary_container=ContainerDefinition(image=image, model_data_url=url),
        execution_role_arn=role,
    )
    config = EndpointConfig.create(
        endpoint_config_name=name,
        production_variants=[
            ProductionVariant(
                variant_name=variant, initial_instance_count=1, instance_type="ml.m5.xlarge", model_name=model
            )
        ],
        **how,
    )
    endpoint = Endpoint.create(endpoint_name=name, endpoint_config_name=config)
    endpoint.wait_for_status("InService")
    return endpoint, config, model


name = "xgboost-iris-" + time.strftime("%H-%M-%S", time.gmtime())
realtime = deployed(name, job.model_artifacts.s3_model_artifacts, name)
realtime[0].invoke(body="5.1,3.5,1.4,0.2", content_type="text/csv", accept="text/csv")
with contextlib.suppress(AttributeError):
    realtime[0].invoke_with_response_stream(
        body="5.1,3.5,1.4,0.2", content_type="text/csv", accept="application/csv"
    )

s3 = boto3.client("s3")
examples = f"sagemaker-example-files-prod-{region}"
for path in ["input/test_point_0.libsvm", "model/demo-xgboost-model.tar.gz"]:
    placeholder(path)
for item in s3.list_objects(Bucket=examples, Prefix="models/async-inference/input-files/")["Contents"]:
    s3.download_file(examples, item["Key"], "input/" + item["Key"].split("/")[-1])
s3.download_file(
    examples, "models/async-inference/demo-xgboost-model.tar.gz", "model/demo-xgboost-model.tar.gz"
)

archive = session.upload_data("model/demo-xgboost-model.tar.gz", bucket, "async-inference-demo")
asynchronous = deployed(
    f"{name}-async",
    archive,
    "variant1",
    async_inference_config=AsyncInferenceConfig(
        output_config=AsyncInferenceOutputConfig(s3_output_path=f"s3://{bucket}/async-inference-demo/output"),
        client_config=AsyncInferenceClientConfig(max_concurrent_invocations_per_instance=4),
    ),
)
location = session.upload_data(
    "input/test_point_0.libsvm",
    bucket=bucket,
    key_prefix="async-inference-demo/input",
    extra_args={"ContentType": "text/libsvm"},
)
asynchronous[0].invoke_async(input_location=location)
session.read_s3_file(bucket=bucket, key_prefix="async-inference-demo/output/answer.out")
for resource in (*realtime, *asynchronous):
    resource.delete()
