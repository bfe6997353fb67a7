# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: end_to_end_ml_lifecycle/sm-autopilot_time_series_forecasting.ipynb
import time

import boto3

from lookup import bucket, role

region = boto3.Session().region_name
prefix = "my-project-name"
stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
sagemaker = boto3.Session().client(service_name="sagemaker", region_name=region)
s3 = boto3.resource("s3")
samples = "amazon-forecast-samples"

demand = {"Bucket": samples, "Key": "autopilot/synthetic-food-demand.csv"}
s3.meta.client.copy(demand, bucket, f"{prefix}/train/synthetic-food-demand.csv")
zero = {"middlefill": "zero", "backfill": "zero"}
job = f"ts-{stamp}"
sagemaker.create_auto_ml_job_v2(
    AutoMLJobName=job,
    AutoMLJobInputDataConfig=[
        {
            "ChannelType": "training",
            "ContentType": "text/csv;header=present",
            "CompressionType": "None",
            "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"s3://{bucket}/{prefix}/train/"}},
        }
    ],
    OutputDataConfig={"S3OutputPath": f"s3://{bucket}/{prefix}/train_output"},
    AutoMLProblemTypeConfig={
        "TimeSeriesForecastingJobConfig": {
            "ForecastFrequency": "W",
            "ForecastHorizon": 4,
            "ForecastQuantiles": ["p50", "p60", "p70", "p80", "p90"],
            "Transformations": {
                "Filling": {
                    "unit_sales": zero,
                    "promotion_email": {**zero, "futurefill": "zero"},
                    "promotion_homepage": {**zero, "futurefill": "zero"},
                }
            },
            "TimeSeriesConfig": {
                "TargetAttributeName": "unit_sales",
                "TimestampAttributeName": "timestamp",
                "ItemIdentifierAttributeName": "product_code",
                "GroupingAttributeNames": ["location_code"],
            },
        }
    },
    AutoMLJobObjective={"MetricName": "AverageWeightedQuantileLoss"},
    RoleArn=role,
)
best = sagemaker.describe_auto_ml_job_v2(AutoMLJobName=job)["BestCandidate"]
name = best["CandidateName"]
sagemaker.create_model(ModelName=name, ExecutionRoleArn=role, Containers=best["InferenceContainers"])

sagemaker.create_endpoint_config(
    EndpointConfigName=f"epc-{name}",
    ProductionVariants=[
        {
            "InstanceType": "ml.m5.2xlarge",
            "InitialInstanceCount": 1,
            "ModelName": name,
            "VariantName": "AllTraffic",
        }
    ],
)
sagemaker.create_endpoint(EndpointName=f"ep-{name}", EndpointConfigName=f"epc-{name}")
sagemaker.describe_endpoint(EndpointName=f"ep-{name}")
boto3.client("s3").download_file(samples, "autopilot/real-time-payload.csv", "real-time-payload.csv")
answer = boto3.client("sagemaker-runtime").invoke_endpoint(
    EndpointName=f"ep-{name}", Body="product_code,location_code", ContentType="text/csv"
)
boto3.client("s3").put_object(
    Body=answer["Body"].read(), Bucket=bucket, Key=f"{prefix}/realtime_inference/real-time-prediction-output.csv"
)
sagemaker.delete_endpoint(EndpointName=f"ep-{name}")
sagemaker.delete_endpoint_config(EndpointConfigName=f"epc-{name}")
sagemaker.delete_model(ModelName=name)

s3.meta.client.copy(demand, bucket, f"{prefix}/batch_transform/input/synthetic-food-demand.csv")
sagemaker.create_transform_job(
    TransformJobName=f"{name}-{stamp}",
    ModelName=name,
    MaxPayloadInMB=0,
    ModelClientConfig={"InvocationsTimeoutInSeconds": 3600},
    TransformInput={
        "DataSource": {
            "S3DataSource": {
                "S3DataType": "S3Prefix",
                "S3Uri": f"s3://{bucket}/{prefix}/batch_transform/input/",
            }
        },
        "ContentType": "text/csv",
        "SplitType": "None",
    },
    TransformOutput={"S3OutputPath": f"s3://{bucket}/{prefix}/batch_transform/output/", "AssembleWith": "Line"},
    TransformResources={"InstanceType": "ml.m5.12xlarge", "InstanceCount": 1},
)
sagemaker.describe_transform_job(TransformJobName=f"{name}-{stamp}")
