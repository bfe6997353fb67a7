# Source: aws/sagemaker-python-sdk@a24812666d25: docs/ml_ops/index.rst
import pandas as pd

from lookup import bucket, role
from sagemaker.core.resources import FeatureGroup
from sagemaker.core.shapes import OfflineStoreConfig, OnlineStoreConfig, S3StorageConfig
from sagemaker.mlops.feature_store import (
    FeatureDefinition,
    FeatureGroupManager,
    FeatureTypeEnum,
    ingest_dataframe,
    list_records,
)
from sagemaker.mlops.feature_store.feature_group_manager import IcebergProperties, LakeFormationConfig

FeatureGroupManager.create(
    feature_group_name="customer-features",
    record_identifier_feature_name="customer_id",
    event_time_feature_name="event_time",
    feature_definitions=[
        FeatureDefinition(feature_name="customer_id", feature_type=FeatureTypeEnum.STRING),
        FeatureDefinition(feature_name="purchase_count", feature_type=FeatureTypeEnum.INTEGRAL),
        FeatureDefinition(feature_name="avg_order_value", feature_type=FeatureTypeEnum.FRACTIONAL),
        FeatureDefinition(feature_name="event_time", feature_type=FeatureTypeEnum.STRING),
    ],
    online_store_config=OnlineStoreConfig(enable_online_store=True),
    offline_store_config=OfflineStoreConfig(
        s3_storage_config=S3StorageConfig(s3_uri=f"s3://{bucket}/feature-store/"), table_format="Iceberg"
    ),
    role_arn=role,
    lake_formation_config=LakeFormationConfig(
        enabled=True, hybrid_access_mode_enabled=True, acknowledge_risk=True
    ),
    iceberg_properties=IcebergProperties(
        properties={
            "write.target-file-size-bytes": "536870912",
            "history.expire.min-snapshots-to-keep": "3",
        }
    ),
)
FeatureGroup.get(feature_group_name="customer-features")
print([group.feature_group_name for group in FeatureGroup.get_all()])

ingest_dataframe(
    feature_group_name="customer-features",
    data_frame=pd.DataFrame(
        {
            "customer_id": ["cust-1", "cust-2", "cust-3"],
            "purchase_count": [10, 25, 3],
            "avg_order_value": [45.99, 120.50, 15.00],
            "event_time": ["2026-01-01T00:00:00Z"] * 3,
        }
    ),
    max_workers=4,
    max_processes=2,
    use_batch_write_record=True,
)
list_records(feature_group_name="customer-features", max_results=10)
