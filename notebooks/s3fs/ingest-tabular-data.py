# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/ingest_tabular_data.ipynb
import awswrangler as wr
import boto3
import pandas as pd
import s3fs

from lookup import bucket, placeholder

name = placeholder("california_housing.csv", "MedInc,target\n8.3,4.5\n")
folder = "data/tabular/california_housing"
boto3.resource("s3").Bucket(bucket).upload_file(name, f"{folder}/{name}")
uri = f"s3://{bucket}/{folder}/{name}"

pd.read_csv(uri, nrows=5)

fs = s3fs.S3FileSystem()
fs.ls(f"s3://{bucket}/{folder}/")
with fs.open(uri) as file:
    print(pd.read_csv(file, nrows=5))

wr.s3.read_csv(path=uri, nrows=5)
