"""SageMaker Studio: domains, user profiles, spaces, apps, lifecycle configurations, images, tracking servers and feature groups, with AWS's refusals; and calls that are no kind's."""

import secrets

from .. import network
from ..call import Call
from ..handlers import handlers
from ..kinds import WORLD, Record
from .apps import APP, delete_app
from .domains import DOMAIN
from .feature_groups import FEATURE_GROUP, update_group
from .images import APP_IMAGE_CONFIG, IMAGE, IMAGE_VERSION, delete_version, describe_version, list_aliases
from .kind import not_found
from .lifecycle_configs import LIFECYCLE_CONFIG
from .spaces import SPACE
from .tracking_servers import TRACKING_SERVER, delete_server
from .user_profiles import USER_PROFILE


def create_presigned_domain_url(call: Call) -> Record:
    domain = DOMAIN.find(call)
    if domain["AuthMode"] != "IAM":
        raise network.invalid("CreatePresignedDomainUrl is not available for domains in SSO mode.")
    USER_PROFILE.find(call)
    return {"AuthorizedUrl": f"{domain['Url']}/auth?token={secrets.token_urlsafe(32)}"}


def tags_of(call: Call) -> dict[str, str]:
    found = WORLD.tags.get(call.params["ResourceArn"])
    if found is None:
        raise not_found(f"Resource {call.params['ResourceArn']}")
    return found


def list_tags(call: Call) -> Record:
    return {"Tags": [{"Key": key, "Value": value} for key, value in sorted(tags_of(call).items())]}


def add_tags(call: Call) -> Record:
    tags_of(call).update({tag["Key"]: tag["Value"] for tag in call.params["Tags"]})
    return list_tags(call)


def delete_tags(call: Call) -> Record:
    for key in call.params["TagKeys"]:
        tags_of(call).pop(key, None)
    return {}


STUDIO = (DOMAIN, USER_PROFILE, SPACE, APP, LIFECYCLE_CONFIG, IMAGE, IMAGE_VERSION, APP_IMAGE_CONFIG, TRACKING_SERVER, FEATURE_GROUP)

HANDLERS = handlers(STUDIO) | {
    ("sagemaker", "DeleteApp"): delete_app,
    ("sagemaker", "CreatePresignedDomainUrl"): create_presigned_domain_url,
    ("sagemaker", "DescribeImageVersion"): describe_version,
    ("sagemaker", "DeleteImageVersion"): delete_version,
    ("sagemaker", "ListAliases"): list_aliases,
    ("sagemaker", "DeleteMlflowTrackingServer"): delete_server,
    ("sagemaker", "UpdateFeatureGroup"): update_group,
    ("sagemaker", "ListTags"): list_tags,
    ("sagemaker", "AddTags"): add_tags,
    ("sagemaker", "DeleteTags"): delete_tags,
}
