"""Feature groups of SageMaker's Feature Store: what they are made of must exist, in whatever account it is.

What AWS refuses: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateFeatureGroup.html; its words where the
provider repeats a call for them (hashicorp/terraform-provider-aws, internal/service/sagemaker/feature_group.go); the others are
not known. A deletion takes the online records with it and leaves the offline ones: API_DeleteFeatureGroup.html.
"""

import re

from moto.iam.models import iam_backends
from moto.s3.models import s3_backends
from moto.utilities.utils import get_partition

from .. import network
from ..call import Call
from ..kinds import Kind, Record, arn, now, operations
from ..shapes import output
from .kind import in_use, not_found

S3_URI = re.compile(r"s3://([^/]+)(/.*)?")


def check_new_group(call: Call, record: Record) -> None:
    names = [feature["FeatureName"] for feature in record["FeatureDefinitions"]]
    if len(set(names)) < len(names):
        raise network.invalid("Feature names must be unique.")
    for member in ("RecordIdentifierFeatureName", "EventTimeFeatureName"):
        if record[member] not in names:
            raise network.invalid(f"{member} {record[member]} is not one of the feature definitions.")
    types = {feature["FeatureName"]: feature["FeatureType"] for feature in record["FeatureDefinitions"]}
    if types[record["EventTimeFeatureName"]] == "Integral":
        raise network.invalid("The event time feature must be a String or a Fractional.")
    online, offline = record.get("OnlineStoreConfig", {}), record.get("OfflineStoreConfig")
    if not online.get("EnableOnlineStore") and offline is None:
        raise network.invalid("At least one of OnlineStoreConfig and OfflineStoreConfig must be given.")
    if offline is not None:
        check_offline_store(call, record, offline["S3StorageConfig"])
    for config in (online.get("SecurityConfig", {}), (offline or {}).get("S3StorageConfig", {})):
        if "KmsKeyId" in config:
            network.require_key(call, config["KmsKeyId"])


def check_offline_store(call: Call, record: Record, storage: Record) -> None:
    if record.get("RoleArn") not in {role.arn for role in iam_backends[call.account][call.partition].roles.values()}:
        raise network.invalid(f"The execution role ARN is invalid. Please ensure that the role exists: {record.get('RoleArn')}")
    found = S3_URI.fullmatch(storage["S3Uri"])
    # A bucket may be another account's.
    if found is None or found.group(1) not in all_buckets(call):
        raise network.invalid(f"Invalid S3Uri provided: {storage['S3Uri']}")


def all_buckets(call: Call) -> set[str]:
    partition = get_partition(call.region)
    return {name for backends in s3_backends.values() for name in backends[partition].buckets}


def complete_group(call: Call, record: Record) -> Record:
    name = record["FeatureGroupName"]
    added: Record = {"FeatureGroupArn": arn(call, f"feature-group/{name.lower()}"), "FeatureGroupStatus": "Created"}
    if "OfflineStoreConfig" in record:
        storage = record["OfflineStoreConfig"]["S3StorageConfig"]
        place = f"{call.account}/sagemaker/{call.region}/offline-store/{name}-{int(now())}/data"
        storage.setdefault("ResolvedOutputS3Uri", f"{storage['S3Uri'].rstrip('/')}/{place}")
        added["OfflineStoreStatus"] = {"Status": "Active"}
    return added


FEATURE_GROUP = Kind(
    service="sagemaker",
    name="FeatureGroup",
    identity=("FeatureGroupName",),
    arn_member="FeatureGroupArn",
    list_member="FeatureGroupSummaries",
    filters={"NameContains": "FeatureGroupName", "FeatureGroupStatusEquals": "FeatureGroupStatus"},
    not_found=not_found("FeatureGroup {0}"),
    exists=in_use("A feature group of this name already exists. Choose a different name."),
    operations=operations("FeatureGroup", "create", "describe", "delete", "list"),
    computed=complete_group,
    before_create=(check_new_group,),
)


def update_group(call: Call) -> Record:
    """Adds features, or changes how long online records live; nothing else can be changed: API_UpdateFeatureGroup.html."""
    record = FEATURE_GROUP.find(call)
    additions = call.params.get("FeatureAdditions", [])
    names = {feature["FeatureName"] for feature in record["FeatureDefinitions"]}
    for feature in additions:
        if feature["FeatureName"] in names:
            raise network.invalid(f"Feature {feature['FeatureName']} exists already.")
    record["FeatureDefinitions"] = [*record["FeatureDefinitions"], *additions]
    if "OnlineStoreConfig" in call.params:
        record["OnlineStoreConfig"] = record.get("OnlineStoreConfig", {}) | call.params["OnlineStoreConfig"]
    record["LastModifiedTime"] = now()
    return output(call, FEATURE_GROUP, record)
