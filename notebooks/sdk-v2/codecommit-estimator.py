# Source: aws/sagemaker-python-sdk@fc582aaa46fa: doc/overview.rst
import boto3
from sagemaker.pytorch import PyTorch

from lookup import bucket, role

region = boto3.Session().region_name
PyTorch(
    entry_point="mnist.py",
    role=role,
    source_dir="pytorch",
    framework_version="1.8.0",
    py_version="py3",
    git_config={
        "repo": f"https://git-codecommit.{region}.amazonaws.com/v1/repos/your_repo_name",
        "username": "username",
        "password": "passw0rd!",
    },
    instance_count=1,
    instance_type="ml.c4.xlarge",
).fit(f"s3://{bucket}/data")
