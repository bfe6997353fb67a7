# Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceSpec.html
import json

import boto3
from lookup import role

# Administrators make it: environments/<environment>/teams/<team>.yaml names its last part.
team = role.split("/")[-1].split("-", 1)[1].removesuffix("-execution")
image = f"{team}-lab"

# An app's own file: which domain it is of, and whose it is.
with open("/opt/ml/metadata/resource-metadata.json") as file:
    own = json.load(file)
domain, profile = own["DomainId"], own["UserProfileName"]

client = boto3.client("sagemaker")
client.describe_image(ImageName=image)
newest = client.list_image_versions(ImageName=image, SortBy="VERSION", SortOrder="DESCENDING")["ImageVersions"][0]
client.describe_image_version(ImageName=image, Version=newest["Version"])

resources = {
    "InstanceType": "ml.t3.medium",
    "SageMakerImageArn": newest["ImageArn"],
    "SageMakerImageVersionArn": newest["ImageVersionArn"],
}
client.create_space(
    DomainId=domain,
    SpaceName="own-image",
    OwnershipSettings={"OwnerUserProfileName": profile},
    SpaceSharingSettings={"SharingType": "Private"},
    SpaceSettings={"AppType": "JupyterLab", "JupyterLabAppSettings": {"DefaultResourceSpec": resources}},
)
client.create_app(
    DomainId=domain, SpaceName="own-image", AppType="JupyterLab", AppName="default", ResourceSpec=resources
)
client.describe_app(DomainId=domain, SpaceName="own-image", AppType="JupyterLab", AppName="default")
client.delete_app(DomainId=domain, SpaceName="own-image", AppType="JupyterLab", AppName="default")
client.delete_space(DomainId=domain, SpaceName="own-image")
