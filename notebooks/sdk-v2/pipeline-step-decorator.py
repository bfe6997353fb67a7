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
        CustomFileFilter:
          IgnoreNamePatterns: ["*.ipynb"]
""",
)
os.environ["SAGEMAKER_USER_CONFIG_OVERRIDE"] = os.getcwd()

from sagemaker.workflow.function_step import step
from sagemaker.workflow.parameters import ParameterString
from sagemaker.workflow.pipeline import Pipeline


@step(keep_alive_period_in_seconds=300)
def generate():
    return random.randint(0, 10)


@step(name="reduce", keep_alive_period_in_seconds=300)
def my_reduce(stat, first, second):
    return (first + second) / 2.0 if stat == "avg" else first + second


stat = ParameterString(name="stat", default_value="avg")
pipeline = Pipeline(
    name="CalculatorPipeline", steps=[my_reduce(stat, generate(), generate())], parameters=[stat]
)
pipeline.upsert(role_arn=role)

execution = pipeline.start(parallelism_config={"MaxParallelExecutionSteps": 10})
execution.describe()
execution.wait()
execution.list_steps()
pipeline.start(parameters={"stat": "sum"}, parallelism_config={"MaxParallelExecutionSteps": 10}).wait()
pipeline.list_executions()
pipeline.delete()
