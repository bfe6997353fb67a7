# Source: https://docs.aws.amazon.com/sagemaker/latest/dg/train-remote-decorator-private.html
import numpy as np
from sagemaker.remote_function import remote
from sagemaker.remote_function.errors import RemoteFunctionError

from lookup import placeholder, role


@remote(
    instance_type="ml.m5.large",
    image_uri=f"{role.split(':')[4]}.dkr.ecr.eu-central-1.amazonaws.com/my_base_python:latest",
    dependencies=placeholder("./requirements.txt", "numpy\n"),
    pre_execution_commands=[
        "aws codeartifact login --tool pip --domain my-org --domain-owner 111122223333 "
        "--repository my-codeartifact-python-repo "
        "--endpoint-url https://vpce-xxxxx.api.codeartifact.eu-central-1.vpce.amazonaws.com"
    ],
)
def matrix_multiply(a, b):
    return np.matmul(a, b)


try:
    matrix_multiply(np.eye(2), np.eye(2))
except RemoteFunctionError as error:  # what the job answers is not part of the example
    print(error)
