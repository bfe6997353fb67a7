# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-random_cut_forest_example/sm-random_cut_forest_example.ipynb
import boto3
import numpy as np
import sagemaker
from sagemaker import RandomCutForest
from sagemaker.deserializers import JSONDeserializer
from sagemaker.serializers import CSVSerializer

from lookup import bucket, role

region = boto3.Session().region_name
data_bucket = f"sagemaker-example-files-prod-{region}"
prefix = "sagemaker/rcf-benchmarks"

s3 = boto3.client("s3")
s3.head_bucket(Bucket=bucket)
s3.head_bucket(Bucket=data_bucket)
s3.download_file(data_bucket, "datasets/tabular/anomaly_benchmark_taxi/NAB_nyc_taxi.csv", "NAB_nyc_taxi.csv")
values = np.ones((8, 1), dtype="float32")

forest = RandomCutForest(
    role=role,
    instance_count=1,
    instance_type="ml.m4.xlarge",
    data_location=f"s3://{bucket}/{prefix}/",
    output_path=f"s3://{bucket}/{prefix}/output",
    num_samples_per_tree=512,
    num_trees=50,
)
forest.fit(forest.record_set(values))

predictor = forest.deploy(initial_instance_count=1, instance_type="ml.m4.xlarge")
predictor.serializer = CSVSerializer()
predictor.deserializer = JSONDeserializer()
predictor.predict(values[:6], initial_args={"ContentType": "text/csv", "Accept": "application/json"})
sagemaker.Session().delete_endpoint(predictor.endpoint)
