# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_step_caching/sm-pipelines_step_caching.ipynb
import json

import boto3
import sagemaker
from sagemaker.dataset_definition.inputs import S3Input
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.processing import ProcessingInput, ProcessingOutput
from sagemaker.sklearn.processing import SKLearnProcessor
from sagemaker.workflow.parameters import ParameterInteger, ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.steps import CacheConfig, ProcessingStep, TrainingStep

from lookup import bucket, placeholder, role

region = sagemaker.session.Session().boto_region_name
session = PipelineSession()
cache = CacheConfig(enable_caching=True, expire_after="T12H")

local = placeholder("artifacts/abalone-dataset.csv")
boto3.resource("s3").Bucket(f"sagemaker-example-files-prod-{region}").download_file(
    "datasets/tabular/uci_abalone/abalone.csv", local
)
instances = ParameterInteger(name="ProcessingInstanceCount", default_value=1)
instance_type = ParameterString(name="TrainingInstanceType", default_value="ml.m5.xlarge")

processor = SKLearnProcessor(
    framework_version="0.23-1",
    instance_type="ml.m5.xlarge",
    instance_count=instances,
    base_job_name="sklearn-abalone-process",
    role=role,
    sagemaker_session=session,
)
estimator = Estimator(
    image_uri=sagemaker.image_uris.retrieve(
        framework="xgboost", region=region, version="1.0-1", py_version="py3", instance_type="ml.m5.xlarge"
    ),
    instance_type=instance_type,
    instance_count=1,
    output_path=f"s3://{bucket}/AbaloneTrain",
    role=role,
    sagemaker_session=session,
)


def steps(script, **hyperparameters):
    process = ProcessingStep(
        name="AbaloneProcess",
        step_args=processor.run(
            inputs=[
                ProcessingInput(
                    source=local,
                    input_name="abalone-dataset",
                    s3_input=S3Input(
                        local_path="/opt/ml/processing/input",
                        s3_uri=local,
                        s3_data_type="S3Prefix",
                        s3_input_mode="File",
                        s3_data_distribution_type="FullyReplicated",
                        s3_compression_type="None",
                    ),
                )
            ],
            outputs=[
                ProcessingOutput(output_name=name, source=f"/opt/ml/processing/{name}")
                for name in ["train", "validation", "test"]
            ],
            code=placeholder(f"artifacts/code/processing/{script}"),
        ),
        cache_config=cache,
    )
    estimator.set_hyperparameters(objective="reg:linear", eta=0.2, min_child_weight=6, **hyperparameters)
    train = TrainingStep(
        name="AbaloneTrain",
        step_args=estimator.fit(
            inputs={
                name: TrainingInput(
                    s3_data=process.properties.ProcessingOutputConfig.Outputs[name].S3Output.S3Uri,
                    content_type="text/csv",
                )
                for name in ["train", "validation"]
            }
        ),
        cache_config=cache,
    )
    return [process, train]


def run():
    execution = pipeline.start()
    execution.describe()
    execution.wait()
    execution.list_steps()


first = {"num_round": 50, "max_depth": 5, "gamma": 4, "subsample": 0.7}
pipeline = Pipeline(
    name="AbaloneBetaPipelineCaching",
    parameters=[instances, instance_type],
    steps=steps("preprocessing.py", **first),
)
json.loads(pipeline.definition())
pipeline.upsert(role_arn=role)
run()

processor.instance_type = "ml.m5.large"
estimator.instance_type = "ml.m5.large"
pipeline.steps = steps("preprocessing.py", **first)
pipeline.update(role)
run()

pipeline.steps = steps("preprocessing_2.py", num_round=30, max_depth=4, gamma=5, subsample=0.6)
pipeline.update(role)
run()
