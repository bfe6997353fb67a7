# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/ml-ops-examples/v3-feature-store-examples/iceberg-metadata-management/v3-feature-store-iceberg-properties-example.ipynb
import pandas as pd

from lookup import bucket, role
from sagemaker.core.utils import unique_name_from_base
from sagemaker.mlops.feature_store import FeatureGroupManager, OfflineStoreConfig, S3StorageConfig
from sagemaker.mlops.feature_store.feature_group_manager import IcebergProperties
from sagemaker.mlops.feature_store.feature_utils import load_feature_definitions_from_dataframe

name = unique_name_from_base("iceberg-properties-example")
frame = pd.DataFrame(
    {
        "record_id": ["id-0", "id-1"],
        "feature_1": [0.0, 1.5],
        "feature_2": [0, 2],
        "event_time": ["2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"],
    }
)
properties = IcebergProperties(
    properties={
        "write.metadata.delete-after-commit.enabled": "true",
        "write.metadata.previous-versions-max": "5",
        "history.expire.max-snapshot-age-ms": "86400000",
    }
)
properties.validate_property_keys()
group = FeatureGroupManager.create(
    feature_group_name=name,
    record_identifier_feature_name="record_id",
    event_time_feature_name="event_time",
    feature_definitions=load_feature_definitions_from_dataframe(frame),
    role_arn=role,
    offline_store_config=OfflineStoreConfig(
        s3_storage_config=S3StorageConfig(s3_uri=f"s3://{bucket}/feature-store"), table_format="Iceberg"
    ),
    iceberg_properties=properties,
)
FeatureGroupManager.get(feature_group_name=name, include_iceberg_properties=True)
group.update(
    iceberg_properties=IcebergProperties(
        properties={
            "write.metadata.previous-versions-max": "10",
            "write.target-file-size-bytes": "536870912",
        }
    )
)
group.delete()
