# Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateFeatureGroup.html
import json
import time

import boto3

client = boto3.client("sagemaker")
with open("/opt/ml/metadata/resource-metadata.json") as file:
    domain = json.load(file)["DomainId"]
key = client.describe_domain(DomainId=domain)["KmsKeyId"]
name = "customers-online"
now = str(round(time.time()))

client.create_feature_group(
    FeatureGroupName=name,
    RecordIdentifierFeatureName="customer_id",
    EventTimeFeatureName="event_time",
    FeatureDefinitions=[
        {"FeatureName": "customer_id", "FeatureType": "String"},
        {"FeatureName": "event_time", "FeatureType": "Fractional"},
        {"FeatureName": "orders", "FeatureType": "Integral"},
    ],
    OnlineStoreConfig={"EnableOnlineStore": True, "SecurityConfig": {"KmsKeyId": key}},
    Tags=[{"Key": "source", "Value": "orders"}],
)
client.describe_feature_group(FeatureGroupName=name)
client.update_feature_group(
    FeatureGroupName=name, FeatureAdditions=[{"FeatureName": "city", "FeatureType": "String"}]
)
client.update_feature_metadata(FeatureGroupName=name, FeatureName="orders", Description="Of the last month.")
client.describe_feature_metadata(FeatureGroupName=name, FeatureName="orders")

runtime = boto3.client("sagemaker-featurestore-runtime")
runtime.put_record(
    FeatureGroupName=name,
    Record=[
        {"FeatureName": "customer_id", "ValueAsString": "573291"},
        {"FeatureName": "event_time", "ValueAsString": now},
        {"FeatureName": "orders", "ValueAsString": "3"},
    ],
)
runtime.get_record(FeatureGroupName=name, RecordIdentifierValueAsString="573291")
runtime.batch_get_record(Identifiers=[{"FeatureGroupName": name, "RecordIdentifiersValueAsString": ["573291"]}])
runtime.delete_record(FeatureGroupName=name, RecordIdentifierValueAsString="573291", EventTime=now)
client.delete_feature_group(FeatureGroupName=name)
