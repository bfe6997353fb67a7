# Source: boto/boto3@722e01b074c6: docs/source/guide/paginators.rst
import boto3

from lookup import bucket

paginator = boto3.client("s3").get_paginator("list_objects_v2")
for options in [{}, {"PaginationConfig": {"MaxItems": 10}}, {"Prefix": "foo/baz"}]:
    for page in paginator.paginate(Bucket=bucket, **options):
        print(page.get("Contents"))
