# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_step_decorator/sm-pipelines_step_decorator.ipynb
import os
import random

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
""",
)
os.environ["SAGEMAKER_USER_CONFIG_OVERRIDE"] = os.getcwd()

from sagemaker.workflow.function_step import step
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.triggers import PipelineSchedule


@step(keep_alive_period_in_seconds=300)
def generate():
    return random.randint(0, 10)


pipeline = Pipeline(name="CalculatorPipeline", steps=[generate()])
pipeline.upsert(role_arn=role)

schedule = PipelineSchedule(name="calculator-rate-schedule", rate=(5, "minutes"))
pipeline.put_triggers(triggers=[schedule], role_arn=role)
pipeline.describe_trigger(trigger_name=schedule.name)
pipeline.delete_triggers(trigger_names=[schedule.name])
