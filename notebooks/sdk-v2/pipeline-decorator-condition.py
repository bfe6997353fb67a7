# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_step_decorator_with_condition_step/sm-pipelines_step_decorator_with_condition_step.ipynb
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
        CustomFileFilter:
          IgnoreNamePatterns: ["*.ipynb"]
""",
)
os.environ["SAGEMAKER_USER_CONFIG_OVERRIDE"] = os.getcwd()

from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import ConditionLessThan
from sagemaker.workflow.fail_step import FailStep
from sagemaker.workflow.function_step import step
from sagemaker.workflow.pipeline import Pipeline


@step(name="Evaluate", keep_alive_period_in_seconds=300)
def my_evaluate_model():
    return {"rmse": random.randrange(0, 10)}


@step(name="Register", keep_alive_period_in_seconds=300)
def my_register_model():
    print("Registered!")


pipeline = Pipeline(
    name="Dummy-ML-Pipeline",
    steps=[
        ConditionStep(
            name="ConditionallyRegister",
            conditions=[ConditionLessThan(left=my_evaluate_model()["rmse"], right=5)],
            if_steps=[my_register_model()],
            else_steps=[FailStep(name="Fail", error_message="Model performance is not good enough")],
        )
    ],
)
pipeline.upsert(role_arn=role)
execution = pipeline.start(parallelism_config={"MaxParallelExecutionSteps": 10})
execution.wait()
execution.list_steps()
pipeline.delete()
