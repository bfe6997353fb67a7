# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/sagemaker-featurestore/sagemaker_featurestore_fraud_detection_python_sdk.ipynb
import time

import boto3
import pandas as pd
import sagemaker
from sagemaker.estimator import Estimator
from sagemaker.feature_store.feature_group import FeatureGroup
from sagemaker.session import Session

from lookup import bucket, placeholder, role

region = boto3.Session().region_name
boto_session = boto3.Session(region_name=region)
client = boto_session.client(service_name="sagemaker", region_name=region)
runtime = boto_session.client(service_name="sagemaker-featurestore-runtime", region_name=region)
session = Session(
    boto_session=boto_session, sagemaker_client=client, sagemaker_featurestore_runtime_client=runtime
)
prefix = "sagemaker-featurestore-demo"
stamp = time.strftime("%d-%H-%M-%S", time.gmtime())

s3 = boto3.client("s3", region_name=region)
for name in ["sampled_identity.csv", "sampled_transactions.csv"]:
    s3.get_object(
        Bucket=f"sagemaker-example-files-prod-{region}",
        Key=f"datasets/tabular/fraud_detection/synthethic_fraud_detection_SA/{name}",
    )["Body"].read()

frame = pd.DataFrame({"TransactionID": [2990130], "card1": [1], "EventTime": [float(round(time.time()))]})
groups = [FeatureGroup(name=f"{name}-feature-group-{stamp}", sagemaker_session=session)
          for name in ["identity", "transaction"]]
for group in groups:
    group.load_feature_definitions(data_frame=frame)
    group.create(
        s3_uri=f"s3://{bucket}/{prefix}",
        record_identifier_name="TransactionID",
        event_time_feature_name="EventTime",
        role_arn=role,
        enable_online_store=True,
    )
    group.describe()
client.list_feature_groups()
for group in groups:
    group.ingest(data_frame=frame, max_workers=3, wait=True)
    runtime.get_record(FeatureGroupName=group.name, RecordIdentifierValueAsString="2990130")
runtime.batch_get_record(
    Identifiers=[
        {"FeatureGroupName": group.name, "RecordIdentifiersValueAsString": ["2990130"]} for group in groups
    ]
)

boto3.client("sts").get_caller_identity()
s3.list_objects(Bucket=bucket, Prefix=f"{prefix}/offline-store")
identity, transaction = [group.athena_query() for group in groups]
identity.run(
    query_string=f'SELECT * FROM "{transaction.table_name}" LEFT JOIN "{identity.table_name}" '
    f'ON "{transaction.table_name}".transactionid = "{identity.table_name}".transactionid',
    output_location=f"s3://{bucket}/{prefix}/query_results/",
)
identity.wait()
identity.as_dataframe()
identity.get_query_execution()

s3.upload_file(placeholder("dataset.csv"), bucket, f"{prefix}/training_input/dataset.csv")
estimator = Estimator(
    sagemaker.image_uris.retrieve("xgboost", region, "1.0-1"),
    role,
    instance_count=1,
    instance_type="ml.m5.2xlarge",
    volume_size=5,
    max_run=3600,
    input_mode="File",
    output_path=f"s3://{bucket}/{prefix}/training_output",
    sagemaker_session=session,
)
estimator.set_hyperparameters(objective="binary:logistic", num_round=50)
estimator.fit(
    inputs={
        "train": sagemaker.inputs.TrainingInput(
            f"s3://{bucket}/{prefix}/training_input/",
            distribution="FullyReplicated",
            content_type="text/csv",
            s3_data_type="S3Prefix",
        )
    },
    logs=True,
)
predictor = estimator.deploy(initial_instance_count=1, instance_type="ml.m5.xlarge")
runtime.get_record(FeatureGroupName=groups[1].name, RecordIdentifierValueAsString="3450774")
predictor.predict("1,2,3", initial_args={"ContentType": "text/csv"})
predictor.delete_endpoint()
for group in groups:
    group.delete()
