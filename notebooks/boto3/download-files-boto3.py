# Source: boto/boto3@722e01b074c6: docs/source/guide/s3-example-download-file.rst
import boto3

from lookup import bucket

s3 = boto3.client("s3")
s3.download_file(bucket, "file.txt", "file.txt")
with open("copy.txt", "wb") as file:
    s3.download_fileobj(bucket, "file.txt", file)
