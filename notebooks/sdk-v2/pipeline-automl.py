# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_launching_autopilot_with_auto_ml_step/sm-pipelines_launching_autopilot_with_auto_ml_step.ipynb
import json

import boto3
from sagemaker import AutoML, AutoMLInput, MetricsSource, ModelMetrics, ModelPackage
from sagemaker.predictor import Predictor
from sagemaker.processing import ProcessingInput, ProcessingOutput
from sagemaker.s3 import S3Downloader, S3Uploader
from sagemaker.serializers import CSVSerializer
from sagemaker.sklearn.processing import SKLearnProcessor
from sagemaker.transformer import Transformer
from sagemaker.workflow.automl_step import AutoMLStep
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import ConditionGreaterThanOrEqualTo
from sagemaker.workflow.functions import Join, JsonGet
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.parameters import ParameterFloat, ParameterInteger, ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.steps import ProcessingStep, TransformStep

from lookup import bucket, placeholder, role

session = PipelineSession()
sagemaker = boto3.client("sagemaker")
region = boto3.session.Session().region_name

instances = ParameterInteger(name="InstanceCount", default_value=1)
instance_type = ParameterString(name="InstanceType", default_value="ml.m5.xlarge")
max_runtime = ParameterInteger(name="MaxAutoMLRuntime", default_value=3600)
approval = ParameterString(name="ModelApprovalStatus", default_value="Approved")
group = ParameterString(name="ModelPackageName", default_value="AutoMLModelPackageGroup")
threshold = ParameterFloat(name="ModelRegistrationMetricThreshold", default_value=0.5)
s3_bucket = ParameterString(name="S3Bucket", default_value=bucket)
target = ParameterString(name="TargetAttributeName", default_value="class")

for name in ["adult.data", "adult.test"]:
    S3Downloader.download(
        f"s3://sagemaker-example-files-prod-{region}/datasets/tabular/uci_adult/{name}", ".", sagemaker_session=session
    )
for name in ["train_val.csv", "x_test.csv", "y_test.csv"]:
    S3Uploader.upload(placeholder(name), f"s3://{bucket}/data", sagemaker_session=session)

automl = AutoML(
    role=role,
    target_attribute_name=target,
    sagemaker_session=session,
    total_job_runtime_in_seconds=max_runtime,
    mode="ENSEMBLING",
)
training = AutoMLStep(
    name="AutoMLTrainingStep",
    step_args=automl.fit(
        inputs=[
            AutoMLInput(
                inputs=f"s3://{bucket}/data/train_val.csv", target_attribute_name=target, channel_type="training"
            )
        ]
    ),
)
best = training.get_best_auto_ml_model(role, sagemaker_session=session)
create = ModelStep(name="ModelCreationStep", step_args=best.create(instance_type=instance_type))
transformer = Transformer(
    model_name=create.properties.ModelName,
    instance_count=instances,
    instance_type=instance_type,
    output_path=Join(on="/", values=["s3:/", s3_bucket, "auto-ml-training", "transform"]),
    sagemaker_session=session,
)
transform = TransformStep(
    name="BatchTransformStep",
    step_args=transformer.transform(data=f"s3://{bucket}/data/x_test.csv", content_type="text/csv"),
)
report = PropertyFile(name="evaluation", output_name="evaluation_metrics", path="evaluation_metrics.json")
evaluate = ProcessingStep(
    name="ModelEvaluationStep",
    step_args=SKLearnProcessor(
        role=role,
        framework_version="1.0-1",
        instance_count=instances,
        instance_type=instance_type.default_value,
        sagemaker_session=session,
    ).run(
        inputs=[
            ProcessingInput(
                source=transform.properties.TransformOutput.S3OutputPath,
                destination="/opt/ml/processing/input/predictions",
            ),
            ProcessingInput(
                source=f"s3://{bucket}/data/y_test.csv", destination="/opt/ml/processing/input/true_labels"
            ),
        ],
        outputs=[
            ProcessingOutput(
                output_name="evaluation_metrics",
                source="/opt/ml/processing/evaluation",
                destination=Join(on="/", values=["s3:/", s3_bucket, "auto-ml-training", "evaluation"]),
            )
        ],
        code=placeholder("evaluation.py"),
    ),
    property_files=[report],
)
paths = training.properties.BestCandidateProperties
register = ModelStep(
    name="ModelRegistrationStep",
    step_args=best.register(
        content_types=["text/csv"],
        response_types=["text/csv"],
        inference_instances=[instance_type],
        transform_instances=[instance_type],
        model_package_group_name=group,
        approval_status=approval,
        model_metrics=ModelMetrics(
            model_statistics=MetricsSource(
                s3_uri=paths.ModelInsightsJsonReportPath, content_type="application/json"
            ),
            explainability=MetricsSource(
                s3_uri=paths.ExplainabilityJsonReportPath, content_type="application/json"
            ),
        ),
    ),
)
condition = ConditionStep(
    name="ConditionalRegistrationStep",
    conditions=[
        ConditionGreaterThanOrEqualTo(
            left=JsonGet(
                step_name=evaluate.name,
                property_file=report,
                json_path="classification_metrics.weighted_f1.value",
            ),
            right=threshold,
        )
    ],
    if_steps=[register],
    else_steps=[],
)

pipeline = Pipeline(
    name="AutoMLTrainingPipeline",
    parameters=[instances, instance_type, max_runtime, approval, group, threshold, s3_bucket, target],
    steps=[training, create, transform, evaluate, condition],
    sagemaker_session=session,
)
json.loads(pipeline.definition())
pipeline.upsert(role_arn=role)
execution = pipeline.start()
execution.describe()
execution.wait(delay=30, max_attempts=180)
execution.list_steps()

found = sagemaker.list_model_packages(
    MaxResults=1,
    ModelApprovalStatus="Approved",
    ModelPackageGroupName=group.default_value,
    SortBy="CreationTime",
    SortOrder="Descending",
)["ModelPackageSummaryList"][0]["ModelPackageArn"]
sagemaker.describe_model_package(ModelPackageName=found)
model = ModelPackage(role=role, model_package_arn=found)
model.deploy(initial_instance_count=1, instance_type="ml.m5.xlarge")
Predictor(endpoint_name=model.endpoint_name, sagemaker_session=session, serializer=CSVSerializer()).predict(
    "25, Private,226802, 11th,7"
)
sagemaker.delete_endpoint(EndpointName=model.endpoint_name)
