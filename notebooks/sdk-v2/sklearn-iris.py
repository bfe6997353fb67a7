# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/scikit_learn_iris/scikit_learn_estimator_example_with_batch_transform_outputs.ipynb
import boto3
import sagemaker
from sagemaker.s3 import S3Downloader
from sagemaker.sklearn.estimator import SKLearn

from lookup import placeholder, role

prefix = "DEMO-scikit-iris"
session = sagemaker.Session()

boto3.client("s3").download_file(
    "sagemaker-sample-files", "datasets/tabular/iris/iris.data", placeholder("data/iris.csv")
)
train = session.upload_data("data", key_prefix=f"{prefix}/data")

placeholder("scikit_learn_iris.py")
sklearn = SKLearn(
    entry_point="scikit_learn_iris.py",
    framework_version="1.2-1",
    instance_type="ml.c4.xlarge",
    role=role,
    sagemaker_session=session,
    hyperparameters={"max_leaf_nodes": 30},
)
sklearn.fit({"train": train})

predictor = sklearn.deploy(initial_instance_count=1, instance_type="ml.m5.xlarge")
predictor.predict([[5.1, 3.5, 1.4, 0.2]])
predictor.delete_endpoint()

transformer = sklearn.transformer(instance_count=1, instance_type="ml.m5.xlarge")
placeholder("batch_data/X/iris-1.csv")
transformer.transform(
    session.upload_data("batch_data/X", key_prefix=f"{prefix}/batch_input"), content_type="text/csv"
)
transformer.wait()
S3Downloader.download(transformer.output_path, "batch_data/output")
