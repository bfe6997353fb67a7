# Source: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html
import boto3
from lookup import role, workgroup

# Administrators name the group after environment and team.
group = f"{workgroup}-churn"
client = boto3.client("sagemaker")
client.describe_model_package_group(ModelPackageGroupName=group)
versions = client.list_model_packages(
    ModelPackageGroupName=group, ModelApprovalStatus="Approved", SortBy="CreationTime", SortOrder="Descending"
)
version = versions["ModelPackageSummaryList"][0]["ModelPackageArn"]
client.describe_model_package(ModelPackageName=version)

client.create_model(ModelName="churn", ExecutionRoleArn=role, Containers=[{"ModelPackageName": version}])
client.create_endpoint_config(
    EndpointConfigName="churn",
    ProductionVariants=[
        {
            "InstanceType": "ml.m5.large",
            "InitialInstanceCount": 1,
            "ModelName": "churn",
            "VariantName": "AllTraffic",
        }
    ],
)
client.create_endpoint(EndpointName="churn", EndpointConfigName="churn")
