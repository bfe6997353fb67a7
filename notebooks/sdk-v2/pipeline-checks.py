# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_clarify_model_monitor_integration/sm-pipelines_clarify_model_monitor_integration.ipynb
import json

import sagemaker
from sagemaker.clarify import BiasConfig, DataConfig, ModelConfig, ModelPredictedLabelConfig, SHAPConfig
from sagemaker.drift_check_baselines import DriftCheckBaselines
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput, TransformInput
from sagemaker.model import Model
from sagemaker.model_metrics import FileSource, MetricsSource, ModelMetrics
from sagemaker.model_monitor.dataset_format import DatasetFormat
from sagemaker.processing import ProcessingInput, ProcessingOutput, ScriptProcessor
from sagemaker.sklearn.processing import SKLearnProcessor
from sagemaker.transformer import Transformer
from sagemaker.workflow.check_job_config import CheckJobConfig
from sagemaker.workflow.clarify_check_step import (
    ClarifyCheckStep,
    DataBiasCheckConfig,
    ModelBiasCheckConfig,
    ModelExplainabilityCheckConfig,
)
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import ConditionLessThanOrEqualTo
from sagemaker.workflow.execution_variables import ExecutionVariables
from sagemaker.workflow.functions import Join, JsonGet
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.parameters import ParameterBoolean, ParameterInteger, ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.quality_check_step import DataQualityCheckConfig, ModelQualityCheckConfig, QualityCheckStep
from sagemaker.workflow.steps import ProcessingStep, TrainingStep, TransformStep

from lookup import bucket, placeholder, role

plain = sagemaker.Session()
region = plain.boto_region_name
session = PipelineSession()
prefix = "model-monitor-clarify"
group = "model-monitor-clarify-group"

instances = ParameterInteger(name="ProcessingInstanceCount", default_value=1)
instance_type = ParameterString(name="TrainingInstanceType", default_value="ml.m5.xlarge")
approval = ParameterString(name="ModelApprovalStatus", default_value="PendingManualApproval")
data = ParameterString(
    name="InputDataUrl",
    default_value=f"s3://sagemaker-example-files-prod-{region}/datasets/tabular/uci_abalone/abalone.csv",
)


names = ["DataQuality", "DataBias", "ModelQuality", "ModelBias", "ModelExplainability"]
skip = {name: ParameterBoolean(name=f"Skip{name}Check", default_value=False) for name in names}
renew = {name: ParameterBoolean(name=f"RegisterNew{name}Baseline", default_value=False) for name in names}
statistics = {
    name: ParameterString(name=f"{name}SuppliedStatistics", default_value="") for name in names if "Quality" in name
}
constraints = {
    name: ParameterString(
        name=f"{name}Supplied{'' if name in statistics else 'Baseline'}Constraints", default_value=""
    )
    for name in names
}


def results(step):
    return Join(on="/", values=["s3:/", bucket, prefix, ExecutionVariables.PIPELINE_EXECUTION_ID, step])


process = ProcessingStep(
    name="PreprocessAbaloneData",
    step_args=SKLearnProcessor(
        framework_version="0.23-1",
        instance_type="ml.m5.xlarge",
        instance_count=instances,
        base_job_name=f"{prefix}/sklearn-abalone-preprocess",
        sagemaker_session=session,
        role=role,
    ).run(
        outputs=[
            ProcessingOutput(output_name=name, source=f"/opt/ml/processing/{name}")
            for name in ["train", "validation", "test"]
        ],
        code=placeholder("code/preprocess.py"),
        arguments=["--input-data", data],
    ),
)
processed = process.properties.ProcessingOutputConfig.Outputs
job = CheckJobConfig(
    role=role, instance_count=1, instance_type="ml.c5.xlarge", volume_size_in_gb=120, sagemaker_session=plain
)


def bias_data(step):
    return DataConfig(
        s3_data_input_path=processed["train"].S3Output.S3Uri,
        s3_output_path=results(step),
        label=0,
        dataset_type="text/csv",
        s3_analysis_config_output_path=f"s3://{bucket}/{prefix}/{step}/analysis_cfg",
    )


def checks(name):
    supplied = {"supplied_baseline_constraints": constraints[name]}
    if name in statistics:
        supplied["supplied_baseline_statistics"] = statistics[name]
    return {
        "check_job_config": job,
        "skip_check": skip[name],
        "register_new_baseline": renew[name],
        "model_package_group_name": group,
        **supplied,
    }


bias = BiasConfig(label_values_or_threshold=[15.0], facet_name=[8], facet_values_or_threshold=[[0.5]])

data_quality = QualityCheckStep(
    name="DataQualityCheckStep",
    quality_check_config=DataQualityCheckConfig(
        baseline_dataset=processed["train"].S3Output.S3Uri,
        dataset_format=DatasetFormat.csv(header=False, output_columns_position="START"),
        output_s3_uri=results("dataqualitycheckstep"),
    ),
    **checks("DataQuality"),
)
data_bias = ClarifyCheckStep(
    name="DataBiasCheckStep",
    clarify_check_config=DataBiasCheckConfig(data_config=bias_data("databiascheckstep"), data_bias_config=bias),
    **checks("DataBias"),
)

image = sagemaker.image_uris.retrieve(
    framework="xgboost", region=region, version="1.0-1", py_version="py3", instance_type="ml.m5.xlarge"
)
estimator = Estimator(
    image_uri=image,
    instance_type=instance_type,
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
            name: TrainingInput(s3_data=processed[name].S3Output.S3Uri, content_type="text/csv")
            for name in ["train", "validation"]
        }
    ),
    depends_on=[data_bias.name, data_quality.name],
)
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
        accept="text/csv",
        assemble_with="Line",
        output_path=f"s3://{bucket}/AbaloneTransform",
    ),
    inputs=TransformInput(
        data=processed["test"].S3Output.S3Uri,
        input_filter="$[1:]",
        join_source="Input",
        output_filter="$[0,-1]",
        content_type="text/csv",
        split_type="Line",
    ),
)
model_quality = QualityCheckStep(
    name="ModelQualityCheckStep",
    quality_check_config=ModelQualityCheckConfig(
        baseline_dataset=transform.properties.TransformOutput.S3OutputPath,
        dataset_format=DatasetFormat.csv(header=False),
        output_s3_uri=results("modelqualitycheckstep"),
        problem_type="Regression",
        inference_attribute="_c0",
        ground_truth_attribute="_c1",
    ),
    **checks("ModelQuality"),
)
model_config = ModelConfig(
    model_name=create.properties.ModelName, instance_count=1, instance_type="ml.m5.xlarge"
)
bias_check = ModelBiasCheckConfig(
    data_config=bias_data("modelbiascheckstep"),
    data_bias_config=bias,
    model_config=model_config,
    model_predicted_label_config=ModelPredictedLabelConfig(),
)
model_bias = ClarifyCheckStep(
    name="ModelBiasCheckStep",
    clarify_check_config=bias_check,
    **checks("ModelBias"),
)
explainability_check = ModelExplainabilityCheckConfig(
    data_config=bias_data("modelexplainabilitycheckstep"),
    model_config=model_config,
    explainability_config=SHAPConfig(seed=123, num_samples=10),
)
explainability = ClarifyCheckStep(
    name="ModelExplainabilityCheckStep",
    clarify_check_config=explainability_check,
    **checks("ModelExplainability"),
)


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
            ProcessingInput(
                source=train.properties.ModelArtifacts.S3ModelArtifacts, destination="/opt/ml/processing/model"
            ),
            ProcessingInput(source=processed["test"].S3Output.S3Uri, destination="/opt/ml/processing/test"),
        ],
        outputs=[ProcessingOutput(output_name="evaluation", source="/opt/ml/processing/evaluation")],
        code=placeholder("code/evaluate.py"),
    ),
    property_files=[report],
)


def calculated(step, what="Constraints"):
    return MetricsSource(
        s3_uri=getattr(step.properties, f"CalculatedBaseline{what}"), content_type="application/json"
    )


def used(step, what="Constraints"):
    return MetricsSource(
        s3_uri=getattr(step.properties, f"BaselineUsedForDriftCheck{what}"), content_type="application/json"
    )


def analysis(check):
    return FileSource(s3_uri=check.monitoring_analysis_config_uri, content_type="application/json")


register = ModelStep(
    name="RegisterAbaloneModel",
    step_args=model.register(
        content_types=["text/csv"],
        response_types=["text/csv"],
        inference_instances=["ml.t2.medium", "ml.m5.large"],
        transform_instances=["ml.m5.large"],
        model_package_group_name=group,
        approval_status=approval,
        model_metrics=ModelMetrics(
            model_data_statistics=calculated(data_quality, "Statistics"),
            model_data_constraints=calculated(data_quality),
            bias_pre_training=calculated(data_bias),
            model_statistics=calculated(model_quality, "Statistics"),
            model_constraints=calculated(model_quality),
            bias_post_training=calculated(model_bias),
            explainability=calculated(explainability),
        ),
        drift_check_baselines=DriftCheckBaselines(
            model_data_statistics=used(data_quality, "Statistics"),
            model_data_constraints=used(data_quality),
            bias_pre_training_constraints=used(data_bias),
            bias_config_file=analysis(bias_check),
            model_statistics=used(model_quality, "Statistics"),
            model_constraints=used(model_quality),
            bias_post_training_constraints=used(model_bias),
            explainability_constraints=used(explainability),
            explainability_config_file=analysis(explainability_check),
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
    name="model-monitor-clarify-pipeline",
    parameters=[
        instances,
        instance_type,
        approval,
        data,
        *skip.values(),
        *renew.values(),
        *statistics.values(),
        *constraints.values(),
    ],
    steps=[
        process,
        data_quality,
        data_bias,
        train,
        create,
        transform,
        model_quality,
        model_bias,
        explainability,
        evaluate,
        condition,
    ],
    sagemaker_session=session,
)
json.loads(pipeline.definition())
pipeline.upsert(role_arn=role)
pipeline.start(
    parameters={parameter.name: True for parameter in (*skip.values(), *renew.values())}
).wait()
