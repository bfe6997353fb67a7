# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: prepare_data/sm-feature_store_feature_processor/sm-feature_store_feature_processor.ipynb
import sagemaker
import sagemaker.feature_store.feature_processor as processors
from sagemaker.feature_store.feature_definition import FeatureDefinition, FeatureTypeEnum
from sagemaker.feature_store.feature_group import FeatureGroup
from sagemaker.feature_store.feature_processor import (
    CSVDataSource,
    FeatureGroupDataSource,
    TransformationCode,
    feature_processor,
)
from sagemaker.remote_function import remote
from sagemaker.remote_function.spark_config import SparkConfig
from sagemaker.s3 import S3Uploader

from lookup import bucket, placeholder, role

session = sagemaker.Session()
account = session.account_id()
region = session.boto_region_name
prefix = "feature-store/feature-processing"
raw = S3Uploader.upload(placeholder("data/car_data.csv"), f"s3://{bucket}/{prefix}/data-sets")


def feature_group(name, identifier, *features):
    group = FeatureGroup(
        name=name,
        feature_definitions=[
            *[
                FeatureDefinition(feature_name=feature, feature_type=FeatureTypeEnum.STRING)
                for feature in (identifier, *features)
            ],
            FeatureDefinition(feature_name="ingest_time", feature_type=FeatureTypeEnum.FRACTIONAL),
        ],
        sagemaker_session=session,
    )
    group.create(
        record_identifier_name=identifier,
        event_time_feature_name="ingest_time",
        s3_uri=f"s3://{bucket}/{prefix}/offline-store",
        enable_online_store=True,
        role_arn=role,
    )
    return group, f"arn:aws:sagemaker:{region}:{account}:feature-group/{name}"


cars, cars_arn = feature_group("car-data", "id", "model", "model_year", "status", "mileage", "price", "msrp")
aggregated, aggregated_arn = feature_group("car-data-aggregated", "model_year_status", "avg_mileage", "max_mileage")
placeholder("requirements.txt", "sagemaker==2.257.7\n")
job = {"spark_config": SparkConfig(), "instance_type": "ml.m5.2xlarge", "dependencies": "./requirements.txt"}


@remote(**job)
@feature_processor(inputs=[CSVDataSource(raw)], output=cars_arn, target_stores=["OfflineStore"])
def transform(raw_s3_data_as_df):
    return raw_s3_data_as_df


@remote(**job)
@feature_processor(
    inputs=[FeatureGroupDataSource(cars_arn)], output=aggregated_arn, target_stores=["OfflineStore"]
)
def aggregate(source_feature_group, spark):
    return source_feature_group


code = f"s3://{bucket}/transformation_code/car-data-ingestion.py"
S3Uploader.upload(local_path=placeholder("car-data-ingestion.py"), desired_s3_uri=code)
processors.to_pipeline(
    pipeline_name="car-data-ingestion-pipeline",
    step=transform,
    transformation_code=TransformationCode(s3_uri=code),
)
processors.execute(pipeline_name="car-data-ingestion-pipeline")
processors.describe(pipeline_name="car-data-ingestion-pipeline")

name = "car-data-aggregated-ingestion-pipeline"
processors.to_pipeline(pipeline_name=name, step=aggregate)
processors.execute(pipeline_name=name)
processors.schedule(pipeline_name=name, schedule_expression="rate(24 hours)", state="ENABLED")
processors.describe(pipeline_name=name)
processors.list_pipelines()
processors.schedule(pipeline_name=name, schedule_expression="rate(24 hours)", state="DISABLED")
cars.delete()
aggregated.delete()
