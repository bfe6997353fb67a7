# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_preprocess_train_evaluate_batch_transform/sm-pipelines_preprocess_train_evaluate_batch_transform.ipynb
import json

import boto3
import sagemaker
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput, TransformInput
from sagemaker.lineage.visualizer import LineageTableVisualizer
from sagemaker.model import Model
from sagemaker.model_metrics import MetricsSource, ModelMetrics
from sagemaker.processing import ProcessingInput, ProcessingOutput, ScriptProcessor
from sagemaker.sklearn.processing import SKLearnProcessor
from sagemaker.transformer import Transformer
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import ConditionLessThanOrEqualTo
from sagemaker.workflow.fail_step import FailStep
from sagemaker.workflow.functions import Join, JsonGet
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.parameters import ParameterFloat, ParameterInteger, ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.steps import ProcessingStep, TrainingStep, TransformStep

from lookup import bucket, placeholder, role

region = sagemaker.session.Session().boto_region_name
session = PipelineSession()

uploaded = {}
for source, key, name in [
    ("sagemaker-sample-files", "datasets/tabular/uci_abalone/abalone.csv", "abalone-dataset.csv"),
    (f"sagemaker-servicecatalog-seedcode-{region}", "dataset/abalone-dataset-batch", "abalone-dataset-batch"),
]:
    path = placeholder(f"data/{name}")
    boto3.resource("s3").Bucket(source).download_file(key, path)
    uploaded[name] = sagemaker.s3.S3Uploader.upload(local_path=path, desired_s3_uri=f"s3://{bucket}/abalone")

instances = ParameterInteger(name="ProcessingInstanceCount", default_value=1)
instance_type = ParameterString(name="TrainingInstanceType", default_value="ml.m5.xlarge")
approval = ParameterString(name="ModelApprovalStatus", default_value="PendingManualApproval")
input_data = ParameterString(name="InputData", default_value=uploaded["abalone-dataset.csv"])
batch_data = ParameterString(name="BatchData", default_value=uploaded["abalone-dataset-batch"])
threshold = ParameterFloat(name="MseThreshold", default_value=6.0)

processor = SKLearnProcessor(
    framework_version="0.23-1",
    instance_type="ml.m5.xlarge",
    instance_count=instances,
    base_job_name="sklearn-abalone-process",
    role=role,
    sagemaker_session=session,
)
process = ProcessingStep(
    name="AbaloneProcess",
    step_args=processor.run(
        inputs=[ProcessingInput(source=input_data, destination="/opt/ml/processing/input")],
        outputs=[
            ProcessingOutput(output_name=name, source=f"/opt/ml/processing/{name}")
            for name in ["train", "validation", "test"]
        ],
        code=placeholder("code/preprocessing.py"),
    ),
)
processed = {
    name: process.properties.ProcessingOutputConfig.Outputs[name].S3Output.S3Uri
    for name in ["train", "validation", "test"]
}

image = sagemaker.image_uris.retrieve(
    framework="xgboost", region=region, version="1.0-1", py_version="py3", instance_type="ml.m5.xlarge"
)
estimator = Estimator(
    image_uri=image,
    instance_type=instance_type,
    instance_count=1,
    output_path=f"s3://{bucket}/AbaloneTrain",
    role=role,
    sagemaker_session=session,
)
estimator.set_hyperparameters(
    objective="reg:linear", num_round=50, max_depth=5, eta=0.2, gamma=4, min_child_weight=6, subsample=0.7
)
train = TrainingStep(
    name="AbaloneTrain",
    step_args=estimator.fit(
        inputs={
            name: TrainingInput(s3_data=processed[name], content_type="text/csv") for name in ["train", "validation"]
        }
    ),
)

report = PropertyFile(name="EvaluationReport", output_name="evaluation", path="evaluation.json")
evaluate = ProcessingStep(
    name="AbaloneEval",
    step_args=ScriptProcessor(
        image_uri=image,
        command=["python3"],
        instance_type="ml.m5.xlarge",
        instance_count=1,
        base_job_name="script-abalone-eval",
        role=role,
        sagemaker_session=session,
    ).run(
        inputs=[
            ProcessingInput(
                source=train.properties.ModelArtifacts.S3ModelArtifacts, destination="/opt/ml/processing/model"
            ),
            ProcessingInput(source=processed["test"], destination="/opt/ml/processing/test"),
        ],
        outputs=[ProcessingOutput(output_name="evaluation", source="/opt/ml/processing/evaluation")],
        code=placeholder("code/evaluation.py"),
    ),
    property_files=[report],
)
evaluation = evaluate.arguments["ProcessingOutputConfig"]["Outputs"][0]["S3Output"]["S3Uri"]

model = Model(
    image_uri=image,
    model_data=train.properties.ModelArtifacts.S3ModelArtifacts,
    sagemaker_session=session,
    role=role,
)
create = ModelStep(
    name="AbaloneCreateModel",
    step_args=model.create(instance_type="ml.m5.large", accelerator_type="ml.eia1.medium"),
)
transform = TransformStep(
    name="AbaloneTransform",
    transformer=Transformer(
        model_name=create.properties.ModelName,
        instance_type="ml.m5.xlarge",
        instance_count=1,
        output_path=f"s3://{bucket}/AbaloneTransform",
    ),
    inputs=TransformInput(data=batch_data),
)
register = ModelStep(
    name="AbaloneRegisterModel",
    step_args=model.register(
        content_types=["text/csv"],
        response_types=["text/csv"],
        inference_instances=["ml.t2.medium", "ml.m5.xlarge"],
        transform_instances=["ml.m5.xlarge"],
        model_package_group_name="AbaloneModelPackageGroupName",
        approval_status=approval,
        model_metrics=ModelMetrics(
            model_statistics=MetricsSource(
                s3_uri=f"{evaluation}/evaluation.json", content_type="application/json"
            )
        ),
    ),
)
condition = ConditionStep(
    name="AbaloneMSECond",
    conditions=[
        ConditionLessThanOrEqualTo(
            left=JsonGet(step_name=evaluate.name, property_file=report, json_path="regression_metrics.mse.value"),
            right=threshold,
        )
    ],
    if_steps=[register, create, transform],
    else_steps=[
        FailStep(
            name="AbaloneMSEFail",
            error_message=Join(on=" ", values=["Execution failed due to MSE >", threshold]),
        )
    ],
)

pipeline = Pipeline(
    name="AbalonePipeline",
    parameters=[instances, instance_type, approval, input_data, batch_data, threshold],
    steps=[process, train, evaluate, condition],
)
json.loads(pipeline.definition())
pipeline.upsert(role_arn=role)
execution = pipeline.start()
execution.describe()
execution.wait()
sagemaker.s3.S3Downloader.read_file(f"{evaluation}/evaluation.json")
visualizer = LineageTableVisualizer(sagemaker.session.Session())
for step in reversed(execution.list_steps()):
    visualizer.show(pipeline_execution_step=step)
pipeline.start(parameters={"ModelApprovalStatus": "Approved"}).wait()
pipeline.start(parameters={"MseThreshold": 3.0}).list_steps()
