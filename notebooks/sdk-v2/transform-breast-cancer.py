# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/Batch Transform - breast cancer prediction with high level SDK.ipynb
import time

import boto3
import sagemaker

from lookup import bucket, placeholder, role

session = sagemaker.Session()
region = session.boto_region_name
prefix = "DEMO-breast-cancer-prediction-xgboost-highlevel"

s3 = boto3.client("s3")
s3.download_file(f"sagemaker-example-files-prod-{region}", "datasets/tabular/breast_cancer/wdbc.csv", "wdbc.csv")
for folder, name in [
    ("train", "train_data.csv"),
    ("validation", "validation_data.csv"),
    ("batch", "batch_data.csv"),
    ("batch", "batch_data_noID.csv"),
]:
    session.upload_data(placeholder(name), key_prefix=f"{prefix}/{folder}")

job_name = "xgb-" + time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())
estimator = sagemaker.estimator.Estimator(
    sagemaker.image_uris.retrieve(framework="xgboost", region=region, version="1.7-1"),
    role,
    instance_count=1,
    instance_type="ml.m5.4xlarge",
    volume_size=50,
    input_mode="File",
    output_path=f"s3://{bucket}/{prefix}/output/{job_name}",
    sagemaker_session=session,
)
estimator.set_hyperparameters(
    objective="binary:logistic",
    max_depth=5,
    eta=0.2,
    gamma=4,
    min_child_weight=6,
    subsample=0.8,
    verbosity=0,
    num_round=100,
)
estimator.fit(
    inputs={
        channel: sagemaker.inputs.TrainingInput(
            f"s3://{bucket}/{prefix}/{channel}",
            distribution="FullyReplicated",
            content_type="text/csv",
            s3_data_type="S3Prefix",
        )
        for channel in ["train", "validation"]
    },
    logs=True,
)

transformer = estimator.transformer(1, "ml.m4.xlarge")


def transform(name, **how):
    transformer.transform(
        f"s3://{bucket}/{prefix}/batch/{name}", split_type="Line", content_type="text/csv", **how
    )
    transformer.wait()
    output_bucket, output_prefix = transformer.output_path.removeprefix("s3://").split("/", 1)
    s3.download_file(output_bucket, f"{output_prefix}/{name}.out", f"{name}.out")


transform("batch_data_noID.csv")
transformer.assemble_with = "Line"
transformer.accept = "text/csv"
transform("batch_data.csv", input_filter="$[1:]", join_source="Input")
transform("batch_data.csv", input_filter="$[1:]", join_source="Input", output_filter="$[0,-1]")
