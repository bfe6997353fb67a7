# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: prepare_data/sm-feature_store_introduction/sm-feature_store_introduction.ipynb
import time

import pandas as pd
import sagemaker
from sagemaker.feature_store.feature_definition import StringFeatureDefinition
from sagemaker.feature_store.feature_group import FeatureGroup
from sagemaker.feature_store.inputs import FeatureParameter

from lookup import bucket, role

session = sagemaker.Session()
region = session.boto_region_name
prefix = "sagemaker-featurestore-introduction"
stamp = time.strftime("%d-%H-%M-%S", time.gmtime())
now = float(round(time.time()))

frames = {
    "customers": pd.DataFrame({"customer_id": [573291, 109382], "city_code": [1, 2], "EventTime": [now, now]}),
    "orders": pd.DataFrame({"customer_id": [573291, 109382], "order_value": [10.5, 12.0], "EventTime": [now, now]}),
}
groups = {}
for name, frame in frames.items():
    group = FeatureGroup(name=f"{name}-feature-group-{stamp}", sagemaker_session=session)
    group.load_feature_definitions(data_frame=frame)
    group.create(
        s3_uri=f"s3://{bucket}/{prefix}",
        record_identifier_name="customer_id",
        event_time_feature_name="EventTime",
        role_arn=role,
        enable_online_store=True,
    )
    group.describe()
    groups[name] = group
customers = groups["customers"]

client = session.boto_session.client("sagemaker", region_name=region)
client.list_feature_groups()
customers.update_feature_metadata(
    feature_name="customer_id",
    description="The ID of a customer. It is also used in orders_feature_group.",
    parameter_additions=[FeatureParameter("idType", "primaryKey")],
)
customers.describe_feature_metadata(feature_name="customer_id")
client.search(
    Resource="FeatureMetadata",
    SearchExpression={
        "Filters": [
            {"Name": "FeatureGroupName", "Operator": "Contains", "Value": "customers-feature-group-"},
            {"Name": "Parameters.idType", "Operator": "Equals", "Value": "primaryKey"},
        ]
    },
)

for name, group in groups.items():
    group.ingest(data_frame=frames[name], max_workers=3, wait=True)

runtime = session.boto_session.client("sagemaker-featurestore-runtime", region_name=region)
runtime.get_record(FeatureGroupName=customers.name, RecordIdentifierValueAsString="573291")
runtime.batch_get_record(
    Identifiers=[
        {"FeatureGroupName": group.name, "RecordIdentifiersValueAsString": ["573291", "109382"]}
        for group in groups.values()
    ]
)
customers.update(feature_additions=[StringFeatureDefinition("email"), StringFeatureDefinition("name")])
customers.describe()
customers.ingest(data_frame=frames["customers"], max_workers=3, wait=True)
for group in groups.values():
    group.delete()
