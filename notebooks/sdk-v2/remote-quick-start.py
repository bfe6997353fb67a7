# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-remote_function_quick_start/sm-remote_function_quick_start.ipynb
import os

from lookup import placeholder

placeholder("requirements.txt", "sagemaker>=2.156.0,<3\n")
placeholder("environment.yml", "name: remote_conda_env\nchannels: [defaults]\ndependencies: [python=3.10, pandas]\n")
placeholder(
    "config.yaml",
    """SchemaVersion: "1.0"
SageMaker:
  PythonSDK:
    Modules:
      RemoteFunction:
        InstanceType: ml.m5.xlarge
        Dependencies: ./requirements.txt
""",
)
os.environ["SAGEMAKER_USER_CONFIG_OVERRIDE"] = os.getcwd()

from sagemaker.remote_function import RemoteExecutor, remote
from sagemaker.remote_function.errors import RemoteFunctionError


def divide(x, y):
    return x / y


def started(run):
    """Runs, and lets pass what the job answers: that is not part of the example."""
    try:
        run()
    except RemoteFunctionError as error:
        print(error)


started(lambda: remote(divide)(3, 2))
started(lambda: remote(divide, instance_type="ml.m5.4xlarge")(3, 2))
started(lambda: remote(divide, dependencies="./environment.yml")(3, 2))
with RemoteExecutor(max_parallel_jobs=1, keep_alive_period_in_seconds=30) as executor:
    futures = [executor.submit(divide, x, 2) for x in [1, 2, 3]]
for future in futures:
    started(future.result)
