# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/ingest_image_data.ipynb
import io

import boto3
import s3fs

from lookup import bucket, placeholder

prefix = "image_coco/coco_val/val2017"
name = "000000086956.jpg"
key = f"{prefix}/{name}"

boto3.Session().resource("s3").Bucket(bucket).upload_file(placeholder(name), key)

image = boto3.resource("s3").Bucket(bucket).Object(key)
io.BytesIO(image.get()["Body"].read())
with open("copy.jpg", "wb") as file:
    image.download_fileobj(file)

fs = s3fs.S3FileSystem()
fs.ls(f"s3://{bucket}/{prefix}/")
with fs.open(f"s3://{bucket}/{key}") as file:
    file.read()
