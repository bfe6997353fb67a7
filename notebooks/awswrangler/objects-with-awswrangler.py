# Source: aws/aws-sdk-pandas@cfe0ca818a1a: tutorials/003 - Amazon S3.ipynb
from datetime import datetime, timezone

import awswrangler as wr
import boto3
import pandas as pd

from lookup import bucket

first = pd.DataFrame({"id": [1, 2], "name": ["foo", "boo"]})
second = pd.DataFrame({"id": [3], "name": ["bar"]})
between = {
    "last_modified_begin": datetime(2020, 7, 31, 20, 30, tzinfo=timezone.utc),
    "last_modified_end": datetime(2021, 7, 31, 20, 30, tzinfo=timezone.utc),
}

for kind, write, read, options in [
    ("csv", wr.s3.to_csv, wr.s3.read_csv, {"index": False}),
    ("json", wr.s3.to_json, wr.s3.read_json, {}),
    ("parquet", wr.s3.to_parquet, wr.s3.read_parquet, {}),
]:
    paths = [f"s3://{bucket}/{kind}/file{number}.{kind}" for number in (1, 2)]
    write(first, paths[0], **options)
    write(second, paths[1], **options)
    read(paths[:1])
    read(paths)
    read(f"s3://{bucket}/{kind}/")

s3 = boto3.client("s3")
for number, line in [(1, "1  Herfelingen 27-12-18"), (2, "4    Buizingen 05-09-19")]:
    s3.put_object(Body=line, Bucket=bucket, Key=f"fwf/file{number}.txt")
wr.s3.read_fwf(f"s3://{bucket}/fwf/", names=["id", "name", "date"])

wr.s3.list_objects(f"s3://{bucket}/csv/", **between)
wr.s3.download(path=f"s3://{bucket}/csv/file1.csv", local_file="file1.csv")
wr.s3.upload(local_file="file1.csv", path=f"s3://{bucket}/csv/file1.csv")
wr.s3.delete_objects(f"s3://{bucket}/")
