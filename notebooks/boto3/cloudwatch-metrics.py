# Source: boto/boto3@722e01b074c6: docs/source/guide/cw-example-metrics.rst
import boto3

cloudwatch = boto3.client("cloudwatch")
paginator = cloudwatch.get_paginator("list_metrics")
for page in paginator.paginate(
    Dimensions=[{"Name": "LogGroupName"}], MetricName="IncomingLogEvents", Namespace="AWS/Logs"
):
    print(page["Metrics"])

cloudwatch.put_metric_data(
    MetricData=[
        {
            "MetricName": "PAGES_VISITED",
            "Dimensions": [{"Name": "UNIQUE_PAGES", "Value": "URLS"}],
            "Unit": "None",
            "Value": 1.0,
        }
    ],
    Namespace="SITE/TRAFFIC",
)
