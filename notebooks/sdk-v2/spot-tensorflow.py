# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/managed_spot_training_tensorflow_estimator/managed_spot_training_tensorflow_estimator.ipynb
import boto3
from sagemaker.tensorflow import TensorFlow

from lookup import bucket, placeholder, role

region = boto3.Session().region_name
placeholder("iris_dnn_classifier.py")

estimator = TensorFlow(
    entry_point="iris_dnn_classifier.py",
    role=role,
    framework_version="1.15.4",
    py_version="py3",
    output_path=f"s3://{bucket}/artifacts",
    code_location=f"s3://{bucket}/customcode/tensorflow_iris",
    instance_count=1,
    instance_type="ml.c4.xlarge",
    training_steps=1000,
    evaluation_steps=100,
    use_spot_instances=True,
    max_run=3600,
    max_wait=7200,
)

s3 = boto3.client("s3")
for name in ["iris_train.csv", "iris_test.csv"]:
    s3.download_file(f"sagemaker-example-files-prod-{region}", f"datasets/tabular/iris/{name}", name)
    s3.upload_file(name, bucket, f"DEMO-tensorflow-iris/{name}")
estimator.fit(f"s3://{bucket}/DEMO-tensorflow-iris/")
