# Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateFeatureGroup.html
import json

import boto3
import pandas as pd

from lookup import role
from sagemaker.core.resources import FeatureGroup
from sagemaker.core.shapes import OnlineStoreConfig, OnlineStoreSecurityConfig
from sagemaker.mlops.feature_store import FeatureGroupManager
from sagemaker.mlops.feature_store.feature_utils import ingest_dataframe, load_feature_definitions_from_dataframe

with open("/opt/ml/metadata/resource-metadata.json") as file:
    domain = json.load(file)["DomainId"]
key = boto3.client("sagemaker").describe_domain(DomainId=domain)["KmsKeyId"]
name = "customers-online"
frame = pd.DataFrame(
    {"customer_id": ["a", "b"], "orders": [3, 5], "event_time": ["2026-01-01T00:00:00Z"] * 2}
)

FeatureGroupManager.create(
    feature_group_name=name,
    record_identifier_feature_name="customer_id",
    event_time_feature_name="event_time",
    feature_definitions=load_feature_definitions_from_dataframe(frame),
    online_store_config=OnlineStoreConfig(
        enable_online_store=True, security_config=OnlineStoreSecurityConfig(kms_key_id=key)
    ),
    role_arn=role,
)
FeatureGroup.get(feature_group_name=name)
ingest_dataframe(feature_group_name=name, data_frame=frame, max_workers=2, max_processes=1)
FeatureGroup.get(feature_group_name=name).delete()
