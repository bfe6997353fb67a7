# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_emr_step_with_running_emr_cluster.ipynb
import json

import sagemaker
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.model import Model
from sagemaker.model_metrics import MetricsSource, ModelMetrics
from sagemaker.processing import ProcessingInput, ProcessingOutput, ScriptProcessor
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import ConditionLessThanOrEqualTo
from sagemaker.workflow.emr_step import EMRStep, EMRStepConfig
from sagemaker.workflow.functions import JsonGet
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.parameters import ParameterInteger, ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.steps import ProcessingStep, TrainingStep

from lookup import bucket, placeholder, role

plain = sagemaker.Session()
region = plain.boto_region_name
session = PipelineSession(sagemaker_client=plain.sagemaker_client, default_bucket=bucket)
prefix = "emr-step-pipeline"

cluster = ParameterString(name="ClusterId", default_value="j-ABCDEFGHIJKLM")
instances = ParameterInteger(name="ProcessingInstanceCount", default_value=1)
approval = ParameterString(name="ModelApprovalStatus", default_value="PendingManualApproval")
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

image = sagemaker.image_uris.retrieve(
    framework="xgboost", region=region, version="1.0-1", py_version="py3", instance_type="ml.m5.xlarge"
)
estimator = Estimator(
    image_uri=image,
    instance_type="ml.m5.xlarge",
    instance_count=1,
    output_path=f"s3://{bucket}/{prefix}/AbaloneTrain",
    base_job_name=f"{prefix}/abalone-train",
    sagemaker_session=session,
    role=role,
)
estimator.set_hyperparameters(
    objective="reg:linear", num_round=50, max_depth=5, eta=0.2, gamma=4, min_child_weight=6, subsample=0.7, silent=0
)
train = TrainingStep(
    name="TrainAbaloneModel",
    step_args=estimator.fit(
        inputs={
            "train": TrainingInput(s3_data=f"{output}/train", content_type="text/csv"),
            "validation": TrainingInput(s3_data=f"{output}/valid", content_type="text/csv"),
        }
    ),
)
train.add_depends_on([prepare])

artifacts = train.properties.ModelArtifacts.S3ModelArtifacts
report = PropertyFile(name="AbaloneEvaluationReport", output_name="evaluation", path="evaluation.json")
evaluate = ProcessingStep(
    name="EvaluateAbaloneModel",
    step_args=ScriptProcessor(
        image_uri=image,
        command=["python3"],
        instance_type="ml.m5.xlarge",
        instance_count=1,
        base_job_name=f"{prefix}/script-abalone-eval",
        sagemaker_session=session,
        role=role,
    ).run(
        inputs=[
            ProcessingInput(source=artifacts, destination="/opt/ml/processing/model"),
            ProcessingInput(source=f"{output}/test", destination="/opt/ml/processing/test"),
        ],
        outputs=[ProcessingOutput(output_name="evaluation", source="/opt/ml/processing/evaluation")],
        code=placeholder("code/evaluate.py"),
    ),
    property_files=[report],
)
evaluate.add_depends_on([prepare])
evaluation = evaluate.arguments["ProcessingOutputConfig"]["Outputs"][0]["S3Output"]["S3Uri"]

register = ModelStep(
    name="RegisterAbaloneModel",
    step_args=Model(image_uri=image, model_data=artifacts, sagemaker_session=session, role=role).register(
        content_types=["text/csv"],
        response_types=["text/csv"],
        inference_instances=["ml.t2.medium", "ml.m5.large"],
        transform_instances=["ml.m5.large"],
        model_package_group_name="AbalonePackageGroup",
        approval_status=approval,
        model_metrics=ModelMetrics(
            model_statistics=MetricsSource(
                s3_uri=f"{evaluation}/evaluation.json", content_type="application/json"
            )
        ),
    ),
)
condition = ConditionStep(
    name="CheckMSEAbaloneEvaluation",
    conditions=[
        ConditionLessThanOrEqualTo(
            left=JsonGet(step_name=evaluate.name, property_file=report, json_path="regression_metrics.mse.value"),
            right=6.0,
        )
    ],
    if_steps=[register],
    else_steps=[],
)

pipeline = Pipeline(
    name="EMRStepPipeline",
    parameters=[cluster, "ml.m5.xlarge", instances, "ml.m5.xlarge", approval, data],
    steps=[prepare, train, evaluate, condition],
    sagemaker_session=session,
)
json.loads(pipeline.definition())
pipeline.upsert(role_arn=role)
pipeline.start().wait()
plain.sagemaker_client.delete_pipeline(PipelineName="EMRStepPipeline")
