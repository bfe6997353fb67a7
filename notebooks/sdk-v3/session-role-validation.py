# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/iam_role_validation.ipynb
import boto3
from sagemaker.core.helper import IamRoleResolver, RoleValidationError, resolve_and_validate_role
from sagemaker.serve.model_builder import ModelBuilder
from sagemaker.train.model_trainer import ModelTrainer

from lookup import bucket, role

account = boto3.client("sts").get_caller_identity()["Account"]
region = boto3.Session().region_name
missing = "sdk-does-not-exist"

try:
    ModelTrainer(training_image=f"{account}.dkr.ecr.{region}.amazonaws.com/img:latest", role=missing).train()
except (RoleValidationError, ValueError) as error:
    print(error)

try:
    ModelBuilder(model="meta-textgeneration-llama-3-8b", role_arn=missing).build()
except (RoleValidationError, ValueError) as error:
    print(error)

print(IamRoleResolver().get_required_actions("training"))
print(resolve_and_validate_role(provided_role=role, role_type="training"), bucket)
