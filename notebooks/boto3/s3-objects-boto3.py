# Source: awsdocs/aws-doc-sdk-examples@7d1e1237789c: python/example_code/s3/s3_basics/object_wrapper.py
import boto3

from lookup import bucket

objects = boto3.resource("s3").Bucket(bucket)
first = objects.Object("object-demo/first")
first.put(Body=b"some data")
first.wait_until_exists()
first.get()["Body"].read()

list(objects.objects.all())
list(objects.objects.filter(Prefix="object-demo"))

second = objects.Object("object-demo/second")
second.copy_from(CopySource={"Bucket": bucket, "Key": first.key})
second.wait_until_exists()

first.delete()
objects.delete_objects(Delete={"Objects": [{"Key": second.key}]})
