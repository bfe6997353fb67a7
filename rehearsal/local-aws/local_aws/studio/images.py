"""Images, their versions and what says how apps start with them.

AWS counts an image's versions. What keeps a version from being deleted, AWS does not say, but its model names ResourceInUse. So
this refuses whatever may be meant: a version that a domain, a profile, a space or an app names. An image goes with all of its
versions: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteImage.html. AWS's words, where they are known:
github.com/aws-samples/sagemaker-studio-custom-image-samples/issues/17.
"""

import re
from typing import Any

from .. import network
from ..call import Call
from ..errors import AwsError
from ..kinds import KINDS, WORLD, Record, arn
from ..shapes import output
from .kind import holders, in_use, kind, not_found
from .settings_values import values_of

# docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImageVersion.html, BaseImage.
BASE_IMAGE = re.compile(r"(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?/([a-z0-9._/-]+)(:[\w.-]+|@sha256:[0-9a-f]{64})?")
HOLDERS = ("Domain", "UserProfile", "Space", "App")


def check_new_image(call: Call, record: Record) -> None:
    network.require_role(call, record["RoleArn"])


def complete_image(call: Call, record: Record) -> Record:
    return {
        "ImageArn": arn(call, f"image/{record['ImageName'].lower()}"),
        "ImageStatus": "CREATED",
        "LastVersion": 0,
        "DisplayName": record.get("DisplayName") or record["ImageName"],
    }


def check_image_deletion(call: Call, record: Record) -> None:
    for version in versions_of(call, record):
        check_version_deletion(call, version)
    for holder in users_of(call, record["ImageName"]):
        raise in_use(f"Image {record['ImageName']} is in use by {holder}.")


def drop_versions(call: Call, record: Record) -> None:
    for version in versions_of(call, record):
        del WORLD.of(call, IMAGE_VERSION)[IMAGE_VERSION.key(version)]


def versions_of(call: Call, image: Record) -> list[Record]:
    return [version for version in IMAGE_VERSION.all(call) if version["ImageName"] == image["ImageName"]]


IMAGE = kind(
    "Image",
    identity=("ImageName",),
    not_found=AwsError("ResourceNotFound", "Image with ImageName {0} does not exist. Please provide a valid ImageName."),
    exists=in_use("The Image with that ImageName already exists. Please use a different ImageName."),
    computed=complete_image,
    before_create=(check_new_image,),
    before_delete=(check_image_deletion,),
    after_delete=(drop_versions,),
)


def check_new_version(call: Call, record: Record) -> None:
    IMAGE.find(call, record)
    found = BASE_IMAGE.fullmatch(record["BaseImage"])
    if found is None:
        raise network.invalid(f"{record['BaseImage']} is not an image of ECR.")
    if found.group(2) != call.region:
        raise network.invalid(f"{record['BaseImage']} is not in the region {call.region}.")


def complete_version(call: Call, record: Record) -> Record:
    image = IMAGE.find(call, record)
    image["LastVersion"] += 1
    name, number = record["ImageName"], image["LastVersion"]
    return {
        "Version": number,
        "ImageArn": image["ImageArn"],
        "ImageVersionArn": arn(call, f"image-version/{name.lower()}/{number}"),
        "ImageVersionStatus": "CREATED",
        "ContainerImage": record["BaseImage"],
    }


def find_version(call: Call) -> Record:
    """The version that the call names by its number or alias, or the latest."""
    versions = versions_of(call, IMAGE.find(call))
    number, alias = call.params.get("Version"), call.params.get("Alias")
    named = [
        version
        for version in versions
        if (number is None or version["Version"] == number) and (alias is None or alias in version.get("Aliases", []))
    ]
    if not named:
        latest = "Latest " if number is None and alias is None else f"{number or alias} "
        raise not_found(f"{latest}ImageVersion with ImageName {call.params['ImageName']}")
    return max(named, key=lambda version: int(version["Version"]))


def describe_version(call: Call) -> Record:
    return output(call, IMAGE_VERSION, find_version(call))


def check_version_deletion(call: Call, record: Record) -> None:
    for holder in users_of(call, record["ImageName"], record["Version"]):
        raise in_use(f"Version {record['Version']} of Image {record['ImageName']} is in use by {holder}.")


def delete_version(call: Call) -> Record:
    record = find_version(call)
    check_version_deletion(call, record)
    del WORLD.of(call, IMAGE_VERSION)[IMAGE_VERSION.key(record)]
    return {}


def list_aliases(call: Call) -> Record:
    aliases: list[str] = [alias for version in versions_of(call, IMAGE.find(call)) for alias in version.get("Aliases", [])]
    return {"SageMakerImageVersionAliases": aliases}


IMAGE_VERSION = kind(
    "ImageVersion",
    verbs=("create", "list"),
    identity=("ImageName", "Version"),
    not_found=not_found("ImageVersion {1} of Image {0}"),
    filters={"ImageName": "ImageName"},
    computed=complete_version,
    before_create=(check_new_version,),
)


# Its model names no ResourceInUse for a deletion, so that one that a profile names may go.
APP_IMAGE_CONFIG = kind(
    "AppImageConfig",
    identity=("AppImageConfigName",),
    not_found=not_found("AppImageConfig {0}"),
    exists=in_use("The ID or Name specified is already in use."),
    computed=lambda call, record: {"AppImageConfigArn": arn(call, f"app-image-config/{record['AppImageConfigName'].lower()}")},
)


def custom_images(settings: Any) -> list[Record]:
    """Every custom image below the settings."""
    if isinstance(settings, list):
        return [image for each in settings for image in custom_images(each)]
    if not isinstance(settings, dict):
        return []
    return [
        image
        for member, value in settings.items()
        for image in (value if member == "CustomImages" else custom_images(value))
    ]


def holders_of(call: Call, names: Any) -> list[str]:
    return [
        f"{holder_kind} {'/'.join(KINDS[holder_kind].key(holder))}"
        for holder_kind in HOLDERS
        for holder in holders(call, holder_kind)
        if any(names(image) for image in custom_images(holder))
    ]


def users_of(call: Call, name: str, version: int | None = None) -> list[str]:
    """What names the image, or the version of it: as a custom image, or by its ARN."""
    attached = holders_of(
        call, lambda image: image["ImageName"] == name and (version is None or image.get("ImageVersionNumber") == version)
    )
    ending = f"/{name.lower()}/{version}" if version is not None else f":image/{name.lower()}"
    running = [
        f"{holder_kind} {'/'.join(KINDS[holder_kind].key(holder))}"
        for holder_kind in ("Space", "App")
        for holder in holders(call, holder_kind)
        if any(value.endswith(ending) for value in image_arns(holder))
    ]
    return attached + running


def image_arns(settings: Any) -> list[str]:
    return list(values_of(settings, "SageMakerImageArn", "SageMakerImageVersionArn"))


def check_custom_images(call: Call, settings: Record) -> None:
    """What settings attach must exist; AWS's words are not known."""
    for image in custom_images(settings):
        found = WORLD.of(call, IMAGE).get((image["ImageName"],))
        if found is None:
            raise network.invalid(f"Image {image['ImageName']} does not exist")
        number = image.get("ImageVersionNumber")
        if number is not None and (image["ImageName"], str(number)) not in WORLD.of(call, IMAGE_VERSION):
            raise network.invalid(f"Version {number} of Image {image['ImageName']} does not exist")
        if (image["AppImageConfigName"],) not in WORLD.of(call, APP_IMAGE_CONFIG):
            raise network.invalid(f"AppImageConfig {image['AppImageConfigName']} does not exist")
