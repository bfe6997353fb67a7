# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_emr_step_with_running_emr_cluster.ipynb
import json

import sagemaker
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.workflow.emr_step import EMRStep, EMRStepConfig
from sagemaker.workflow.parameters import ParameterInteger, ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.steps import TrainingStep

from lookup import bucket, placeholder, role

plain = sagemaker.Session()
region = plain.boto_region_name
session = PipelineSession(sagemaker_client=plain.sagemaker_client, default_bucket=bucket)
prefix = "emr-step-pipeline"

cluster = ParameterString(name="ClusterId", default_value="j-ABCDEFGHIJKLM")
instances = ParameterInteger(name="ProcessingInstanceCount", default_value=1)
data = ParameterString(
    name="InputDataUrl",
    default_value=f"s3://sagemaker-example-files-prod-{region}/datasets/tabular/uci_abalone/abalone.csv",
)
output = f"s3://{bucket}/{prefix}/prep"

script = plain.upload_data(placeholder("code/preprocess.py"), key_prefix=f"{prefix}/app")
prepare = EMRStep(
    name="EMRStep",
    cluster_id=cluster,
    step_config=EMRStepConfig(
        jar="command-runner.jar",
        args=["spark-submit", "--deploy-mode", "cluster", script, "--input", data, "--output", output],
    ),
    display_name="Preprocess",
    description="preprocess data for XGBoost",
)

estimator = Estimator(
    image_uri=sagemaker.image_uris.retrieve(
        framework="xgboost", region=region, version="1.0-1", py_version="py3", instance_type="ml.m5.xlarge"
    ),
    instance_type="ml.m5.xlarge",
    instance_count=1,
    output_path=f"s3://{bucket}/{prefix}/AbaloneTrain",
    base_job_name=f"{prefix}/abalone-train",
    sagemaker_session=session,
    role=role,
)
train = TrainingStep(
    name="Train",
    step_args=estimator.fit(
        inputs={
            name: TrainingInput(s3_data=f"{output}/{name}", content_type="text/csv")
            for name in ["train", "validation"]
        }
    ),
    depends_on=[prepare],
)

pipeline = Pipeline(
    name="EMRStepPipeline",
    parameters=[cluster, instances, data],
    steps=[prepare, train],
    sagemaker_session=session,
)
json.loads(pipeline.definition())
pipeline.upsert(role_arn=role)
pipeline.start()
