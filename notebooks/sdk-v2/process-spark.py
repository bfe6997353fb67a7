# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: prepare_data/sm-processing_spark_processing/sm-processing_spark_processing.ipynb
import time

import boto3
import sagemaker
from sagemaker.spark.processing import PySparkProcessor, SparkJarProcessor

from lookup import bucket, placeholder, role

session = sagemaker.Session()
prefix = f"sagemaker/spark-preprocess-demo/{time.strftime('%Y-%m-%d-%H-%M-%S', time.gmtime())}"

boto3.client("s3").download_file(
    "sagemaker-sample-files", "datasets/tabular/uci_abalone/abalone.csv", placeholder("data/abalone.csv")
)
session.upload_data(path="./data/abalone.csv", bucket=bucket, key_prefix=f"{prefix}/input/raw/abalone")
abalone = [
    "--s3_input_bucket",
    bucket,
    "--s3_input_key_prefix",
    f"{prefix}/input/raw/abalone",
    "--s3_output_bucket",
    bucket,
    "--s3_output_key_prefix",
    f"{prefix}/input/preprocessed/abalone",
]
cluster = {
    "framework_version": "3.1",
    "role": role,
    "instance_count": 2,
    "instance_type": "ml.m5.xlarge",
    "max_runtime_in_seconds": 1200,
}
placeholder("code/preprocess.py")
PySparkProcessor(base_job_name="sm-spark", **cluster).run(
    submit_app="./code/preprocess.py",
    arguments=abalone,
    spark_event_logs_s3_uri=f"s3://{bucket}/{prefix}/spark_event_logs",
    logs=False,
)

session.upload_data(path=placeholder("data/data.jsonl"), bucket=bucket, key_prefix=f"{prefix}/input/sales")
sales = ["--input", f"s3://{bucket}/{prefix}/input/sales", "--output", f"s3://{bucket}/{prefix}/output/sales"]
PySparkProcessor(base_job_name="sm-spark-udfs", **cluster).run(
    submit_app=placeholder("./code/hello_py_spark_app.py"),
    submit_py_files=[placeholder("./code/hello_py_spark_udfs.py")],
    arguments=sales,
    logs=False,
)
SparkJarProcessor(base_job_name="sm-spark-java", **cluster).run(
    submit_app=placeholder("./code/spark-test-app.jar"),
    submit_class="com.amazonaws.sagemaker.spark.test.HelloJavaSparkApp",
    arguments=sales,
    logs=False,
)
PySparkProcessor(base_job_name="sm-spark", **cluster).run(
    submit_app="./code/preprocess.py",
    arguments=abalone,
    configuration=[
        {
            "Classification": "spark-defaults",
            "Properties": {"spark.executor.memory": "2g", "spark.executor.cores": "1"},
        }
    ],
    logs=False,
)
