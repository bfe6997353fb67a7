# Source: https://docs.aws.amazon.com/sagemaker/latest/dg/train-remote-decorator-private.html
import numpy as np
from sagemaker.remote_function import remote
from sagemaker.remote_function.errors import RemoteFunctionError

from lookup import bucket, placeholder, role


@remote(
    instance_type="ml.m5.large",
    image_uri=f"{role.split(':')[4]}.dkr.ecr.eu-central-1.amazonaws.com/my_base_python:latest",
    dependencies=placeholder("./environment.yml", "name: remote\ndependencies: [numpy]\n"),
    pre_execution_commands=[
        "conda config --add channels 's3://" + bucket + "/my-conda-repository/conda-env'",
        "conda config --remove channels 'defaults'",
    ],
)
def matrix_multiply(a, b):
    return np.matmul(a, b)


try:
    matrix_multiply(np.eye(2), np.eye(2))
except RemoteFunctionError as error:  # what the job answers is not part of the example
    print(error)
