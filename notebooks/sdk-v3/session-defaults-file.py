# Source: aws/sagemaker-python-sdk@a24812666d25: sagemaker-core/example_notebooks/intelligent_defaults_and_logging.ipynb
import json
import os
import time

from lookup import bucket, placeholder, role
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.resources import Cluster, TrainingJob
from sagemaker.core.shapes import (
    AlgorithmSpecification,
    Channel,
    ClusterInstanceGroupSpecification,
    ClusterLifeCycleConfig,
    DataSource,
    S3DataSource,
    StoppingCondition,
)

session = Session()
region = session.boto_region_name

defaults = {
    "SchemaVersion": "1.0",
    "SageMaker": {
        "PythonSDK": {
            "Resources": {
                "GlobalDefaults": {"vpc_config": {"subnets": ["subnet-1"], "security_group_ids": ["sg-1"]}},
                "TrainingJob": {
                    "role_arn": role,
                    "output_data_config": {"s3_output_path": f"s3://{bucket}"},
                    "resource_config": {
                        "instance_type": "ml.m4.xlarge",
                        "instance_count": 1,
                        "volume_size_in_gb": 30,
                    },
                },
            }
        }
    },
}
os.environ["SAGEMAKER_CORE_ADMIN_CONFIG_OVERRIDE"] = placeholder("config.json", json.dumps(defaults))

image = f"492215442770.dkr.ecr.{region}.amazonaws.com/xgboost:1.7-1"
job = TrainingJob.create(
    training_job_name="xgboost-iris-" + time.strftime("%H-%M-%S", time.gmtime()),
    hyper_parameters={"objective": "multi:softmax", "num_class": "3", "num_round": "10", "eval_metric": "merror"},
    algorithm_specification=AlgorithmSpecification(training_image=image, training_input_mode="File"),
    input_data_config=[
        Channel(
            channel_name="train",
            content_type="csv",
            compression_type="None",
            record_wrapper_type="None",
            data_source=DataSource(
                s3_data_source=S3DataSource(
                    s3_data_type="S3Prefix",
                    s3_uri=session.upload_data(placeholder("train.csv"), bucket),
                    s3_data_distribution_type="FullyReplicated",
                )
            ),
        )
    ],
    stopping_condition=StoppingCondition(max_runtime_in_seconds=600),
)
