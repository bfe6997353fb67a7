# Source: awsdocs/aws-doc-sdk-examples@7d1e1237789c: python/example_code/cloudwatch-logs/scenarios/large-query/cloudwatch_query.py
import time

import boto3

client = boto3.client("logs")
query = client.start_query(
    logGroupName="/aws/sagemaker/TrainingJobs",
    startTime=round(time.time()) - 3600,
    endTime=round(time.time()),
    queryString="fields @timestamp, @message | sort @timestamp asc",
    limit=10000,
)["queryId"]
client.get_query_results(queryId=query)
