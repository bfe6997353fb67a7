# Source: aws/sagemaker-python-sdk@a24812666d25: sagemaker-core/example_notebooks/get_started.ipynb
import time
from io import StringIO

import pandas as pd

from lookup import bucket, placeholder, role
from sagemaker.core import image_uris
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.resources import (
    Endpoint,
    EndpointConfig,
    HyperParameterTuningJob,
    Model,
    TrainingJob,
    TransformJob,
)
from sagemaker.core.shapes import (
    AlgorithmSpecification,
    AutoParameter,
    Autotune,
    Channel,
    ContainerDefinition,
    DataSource,
    HyperParameterAlgorithmSpecification,
    HyperParameterTrainingJobDefinition,
    HyperParameterTuningJobConfig,
    HyperParameterTuningJobObjective,
    OutputDataConfig,
    ParameterRanges,
    ProductionVariant,
    ResourceConfig,
    ResourceLimits,
    S3DataSource,
    StoppingCondition,
    TransformDataSource,
    TransformInput,
    TransformOutput,
    TransformResources,
    TransformS3DataSource,
)

session = Session()
region = session.boto_region_name
pd.read_csv(
    StringIO(session.read_s3_file(f"sagemaker-example-files-prod-{region}", "datasets/tabular/synthetic/churn.txt"))
)
uris = {name: session.upload_data(placeholder(f"{name}.csv"), bucket) for name in ["train", "validation", "test"]}
image = image_uris.retrieve(framework="xgboost", region=region, version="1.7-1")


def stamped(name):
    return name + time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())


channels = [
    Channel(
        channel_name=name,
        content_type="csv",
        data_source=DataSource(
            s3_data_source=S3DataSource(
                s3_data_type="S3Prefix", s3_uri=uris[name], s3_data_distribution_type="FullyReplicated"
            )
        ),
    )
    for name in ["train", "validation"]
]
output = OutputDataConfig(s3_output_path=f"s3://{bucket}")
resources = ResourceConfig(instance_type="ml.m4.xlarge", instance_count=1, volume_size_in_gb=30)

job = TrainingJob.create(
    training_job_name=stamped("xgboost-churn-"),
    hyper_parameters={
        "max_depth": "5",
        "eta": "0.2",
        "gamma": "4",
        "min_child_weight": "6",
        "subsample": "0.8",
        "verbosity": "0",
        "objective": "binary:logistic",
        "num_round": "100",
    },
    algorithm_specification=AlgorithmSpecification(training_image=image, training_input_mode="File"),
    role_arn=role,
    input_data_config=channels,
    output_data_config=output,
    resource_config=resources,
    stopping_condition=StoppingCondition(max_runtime_in_seconds=600),
)
job.wait()

hints = {"max_depth": "5", "eta": "0.1", "gamma": "8", "min_child_weight": "2", "subsample": "0.5", "num_round": "50"}
tuning = HyperParameterTuningJob.create(
    hyper_parameter_tuning_job_name=stamped("xgboost-tune-"),
    autotune=Autotune(mode="Enabled"),
    training_job_definition=HyperParameterTrainingJobDefinition(
        role_arn=role,
        algorithm_specification=HyperParameterAlgorithmSpecification(training_image=image, training_input_mode="File"),
        input_data_config=channels,
        output_data_config=output,
        stopping_condition=StoppingCondition(max_runtime_in_seconds=3600),
        resource_config=resources,
    ),
    hyper_parameter_tuning_job_config=HyperParameterTuningJobConfig(
        strategy="Bayesian",
        hyper_parameter_tuning_job_objective=HyperParameterTuningJobObjective(
            type="Maximize", metric_name="validation:auc"
        ),
        resource_limits=ResourceLimits(
            max_number_of_training_jobs=50, max_parallel_training_jobs=5, max_runtime_in_seconds=3600
        ),
        training_job_early_stopping_type="Auto",
        parameter_ranges=ParameterRanges(
            auto_parameters=[AutoParameter(name=name, value_hint=hint) for name, hint in hints.items()]
        ),
    ),
)
tuning.wait()

best = TrainingJob.get(tuning.best_training_job.training_job_name)
model = Model.create(
    model_name="customer-churn-xgboost",
    primary_container=ContainerDefinition(image=image, model_data_url=best.model_artifacts.s3_model_artifacts),
    execution_role_arn=role,
)
transform = TransformJob.create(
    transform_job_name=stamped("churn-prediction"),
    model_name="customer-churn-xgboost",
    transform_input=TransformInput(
        data_source=TransformDataSource(
            s3_data_source=TransformS3DataSource(s3_data_type="S3Prefix", s3_uri=uris["test"])
        ),
        content_type="text/csv",
    ),
    transform_output=TransformOutput(s3_output_path=f"s3://{bucket}/transform"),
    transform_resources=TransformResources(instance_type="ml.m4.xlarge", instance_count=1),
)
transform.wait()
session.read_s3_file(bucket, "transform/test.csv.out")

config = EndpointConfig.create(
    endpoint_config_name="churn-prediction-endpoint-config",
    production_variants=[
        ProductionVariant(
            variant_name="AllTraffic",
            model_name="customer-churn-xgboost",
            instance_type="ml.m4.xlarge",
            initial_instance_count=1,
        )
    ],
)
endpoint = Endpoint.create(
    endpoint_name="customer-churn-endpoint", endpoint_config_name="churn-prediction-endpoint-config"
)
endpoint.wait_for_status(target_status="InService")
endpoint.invoke(body="186,0.1,137.8", content_type="text/csv")
for resource in (endpoint, config, model):
    resource.delete()
