# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_step_decorator_with_classic_training_step/sm-pipelines_step_decorator_with_classic_training_step.ipynb
import os

from lookup import placeholder, role

placeholder("requirements.txt", "sagemaker>=2.199.0,<3\n")
placeholder(
    "config.yaml",
    """SchemaVersion: "1.0"
SageMaker:
  PythonSDK:
    Modules:
      RemoteFunction:
        InstanceType: ml.m5.xlarge
        Dependencies: ./requirements.txt
        IncludeLocalWorkDir: true
        CustomFileFilter:
          IgnoreNamePatterns: ["*.ipynb"]
""",
)
os.environ["SAGEMAKER_USER_CONFIG_OVERRIDE"] = os.getcwd()

from sagemaker.sklearn import SKLearn
from sagemaker.workflow.function_step import step
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.steps import TrainingStep

train = TrainingStep(
    name="my-train",
    display_name="TrainingStep",
    description="description for Training step",
    estimator=SKLearn(
        framework_version="1.2-1",
        entry_point=placeholder("dummy_train.py"),
        instance_type="ml.m5.large",
        keep_alive_period_in_seconds=600,
        role=role,
    ),
)


@step(name="my-evaluate")
def evaluate(model_path):
    return model_path


pipeline = Pipeline(
    name="ClassicTraining-StepDecorator",
    steps=[evaluate(train.properties.ModelArtifacts.S3ModelArtifacts)],
)
pipeline.upsert(role_arn=role)
execution = pipeline.start(parallelism_config={"MaxParallelExecutionSteps": 10})
execution.wait()
execution.list_steps()
pipeline.delete()
