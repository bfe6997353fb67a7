# Source: boto/boto3@722e01b074c6: docs/source/guide/s3-uploading-files.rst
import boto3

from lookup import bucket, placeholder

name = placeholder("file.txt", "a line\n")
s3 = boto3.client("s3")

s3.upload_file(name, bucket, name)
with open(name, "rb") as file:
    s3.upload_fileobj(file, bucket, name)

s3.upload_file(name, bucket, name, ExtraArgs={"Metadata": {"mykey": "myvalue"}})
s3.upload_file(name, bucket, name, Callback=print)
