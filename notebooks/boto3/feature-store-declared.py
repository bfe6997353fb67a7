# Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_feature_store_PutRecord.html
import time

import boto3
from lookup import bucket

name = "customers"
now = str(round(time.time()))

boto3.client("sagemaker").describe_feature_group(FeatureGroupName=name)
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

# What SageMaker has written within some minutes.
s3 = boto3.client("s3")
for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="feature-store/"):
    for file in page.get("Contents", []):
        s3.get_object(Bucket=bucket, Key=file["Key"])["Body"].read()
