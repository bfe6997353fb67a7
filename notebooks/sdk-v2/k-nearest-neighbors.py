# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-k_nearest_neighbors_multi_class_classification.ipynb
import io
import time

import boto3
import numpy as np
import sagemaker
import sagemaker.amazon.common as smac
from sagemaker.amazon.amazon_estimator import get_image_uri
from sagemaker.deserializers import JSONDeserializer
from sagemaker.serializers import CSVSerializer

from lookup import bucket, role

region = boto3.Session().region_name
prefix = "knn-blog-2018-04-17"

s3 = boto3.client("s3")
s3.download_file(f"sagemaker-example-files-prod-{region}", "datasets/tabular/uci_covtype/covtype.data.gz", "data.gz")
features = np.zeros((2, 54))


def upload(channel):
    buffer = io.BytesIO()
    smac.write_numpy_to_dense_tensor(buffer, features, np.zeros(2))
    buffer.seek(0)
    key = f"{prefix}/{channel}/recordio-pb-data"
    boto3.resource("s3").Bucket(bucket).Object(key).upload_fileobj(buffer)
    return f"s3://{bucket}/{key}"


channels = {"train": upload("train"), "test": upload("test")}


def trained(folder, **hyperparameters):
    estimator = sagemaker.estimator.Estimator(
        get_image_uri(region, "knn"),
        role,
        instance_count=1,
        instance_type="ml.m5.2xlarge",
        output_path=f"s3://{bucket}/{prefix}/{folder}/output",
        sagemaker_session=sagemaker.Session(),
    )
    estimator.set_hyperparameters(feature_dim=54, sample_size=200000, predictor_type="classifier", **hyperparameters)
    estimator.fit(channels)
    return estimator


def tried(estimator, instance_type, endpoint_name, accept):
    predictor = estimator.deploy(
        initial_instance_count=1, instance_type=instance_type, endpoint_name=endpoint_name
    )
    predictor.serializer = CSVSerializer()
    predictor.deserializer = JSONDeserializer()
    predictor.predict(features, initial_args={"ContentType": "text/csv", "Accept": accept})
    boto3.client("sagemaker").delete_endpoint(EndpointName=predictor.endpoint_name)


now = str(time.time()).replace(".", "-")
tried(trained("default_example", k=10), "ml.m4.xlarge", f"knn-ml-m4-xlarge-{now}", "application/json")
tried(trained("flat_l2", k=100), "ml.c5.xlarge", f"knn-latency-flat-l2-{now}", "application/json; verbose=true")
