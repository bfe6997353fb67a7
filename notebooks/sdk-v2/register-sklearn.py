# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/scikit_learn_model_registry_batch_transform.ipynb
import time

import boto3
import sagemaker
from sagemaker.s3 import S3Downloader
from sagemaker.sklearn.estimator import SKLearn

from lookup import bucket, placeholder, role

session = sagemaker.Session()
region = session.boto_session.region_name

boto3.client("s3").download_file(
    f"sagemaker-example-files-prod-{region}", "datasets/tabular/california_housing/cal_housing.tgz", "cal_housing.tgz"
)
train = session.upload_data(
    path=placeholder("california_housing_train.csv"), bucket=bucket, key_prefix="sagemaker/sklearn-train"
)
test = session.upload_data(
    path=placeholder("california_housing_test.csv"), bucket=bucket, key_prefix="sagemaker/sklearn-train"
)
session.upload_data(
    path=placeholder("california_housing_eval.csv"), bucket=bucket, key_prefix="sagemaker/sklearn-eval"
)

client = boto3.client("sagemaker")
group = client.create_model_package_group(
    ModelPackageGroupName=f"sklearn-california-housing-{round(time.time())}",
    ModelPackageGroupDescription="My sample sklearn model package group",
)["ModelPackageGroupArn"]

placeholder("script.py")
for number, trees, instance_type in [(1, 100, "ml.m5.xlarge"), (2, 300, "ml.c5.xlarge")]:
    estimator = SKLearn(
        entry_point="script.py",
        role=role,
        instance_count=1,
        instance_type="ml.c5.xlarge",
        framework_version="1.2-1",
        base_job_name=f"sklearn-california-housing-{number}",
        metric_definitions=[{"Name": "median-AE", "Regex": "AE-at-50th-percentile: ([0-9.]+).*$"}],
        hyperparameters={
            "n-estimators": trees,
            "min-samples-leaf": 3,
            "features": "longitude latitude housingMedianAge totalRooms",
            "target": "medianHouseValue",
        },
    )
    estimator.fit({"train": train, "test": test})
    package = estimator.register(
        model_package_group_name=group,
        inference_instances=[instance_type],
        transform_instances=[instance_type],
        content_types=["text/csv"],
        response_types=["text/csv"],
        approval_status="Approved",
    )
    found = client.list_model_packages(ModelPackageGroupName=group)["ModelPackageSummaryList"]
    client.describe_model_package(ModelPackageName=found[0]["ModelPackageArn"])
    transformer = package.transformer(instance_count=1, instance_type=instance_type)
    transformer.transform(f"s3://{bucket}/sagemaker/sklearn-eval/", split_type="Line", content_type="text/csv")
    S3Downloader.download(f"{transformer.output_path}/california_housing_eval.csv.out", ".")
