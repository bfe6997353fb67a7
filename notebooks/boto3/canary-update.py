# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-deployment_guardrails_update_inference_endpoint_with_with_canary_traffic_shifting/sm-deployment_guardrails_update_inference_endpoint_with_with_canary_traffic_shifting.ipynb
from datetime import datetime, timedelta, timezone

import boto3

from lookup import bucket, role

region = boto3.Session().region_name
prefix = "sagemaker/DEMO-Deployment-Guardrails-Canary"
examples = f"sagemaker-example-files-prod-{region}"
stamp = f"{datetime.now():%Y-%m-%d-%H-%M-%S}"

s3 = boto3.client("s3")
for archive in ["xgb-churn-prediction-model.tar.gz", "xgb-churn-prediction-model2.tar.gz"]:
    s3.download_file(examples, f"models/xgb-churn/{archive}", archive)
    s3.upload_file(archive, bucket, f"{prefix}/{archive}")
for name in ["test-dataset.csv", "test-dataset-input-cols.csv"]:
    s3.download_file(examples, f"datasets/tabular/xgb-churn/{name}", name)

sagemaker = boto3.Session().client("sagemaker")
runtime = boto3.Session().client("sagemaker-runtime")
configs = []
models = []
for number, (tag, archive) in enumerate([("0.90-1", "model"), ("1.2-1", "model2"), ("0.90-2", "model2")], start=1):
    model_name = f"DEMO-xgb-churn-pred{'' if number == 1 else number}-{stamp}"
    models.append(model_name)
    sagemaker.create_model(
        ModelName=model_name,
        ExecutionRoleArn=role,
        Containers=[
            {
                "Image": f"492215442770.dkr.ecr.{region}.amazonaws.com/sagemaker-xgboost:{tag}",
                "ModelDataUrl": f"s3://{bucket}/{prefix}/xgb-churn-prediction-{archive}.tar.gz",
            }
        ],
    )
    configs.append(f"DEMO-EpConfig-{number}-{stamp}")
    sagemaker.create_endpoint_config(
        EndpointConfigName=configs[-1],
        ProductionVariants=[
            {
                "VariantName": "AllTraffic",
                "ModelName": model_name,
                "InstanceType": "ml.m5.xlarge",
                "InitialInstanceCount": 3,
            }
        ],
    )

endpoint_name = f"DEMO-Deployment-Guardrails-Canary-{stamp}"
sagemaker.create_endpoint(EndpointName=endpoint_name, EndpointConfigName=configs[0])
sagemaker.describe_endpoint(EndpointName=endpoint_name)
runtime.invoke_endpoint(EndpointName=endpoint_name, ContentType="text/csv", Body="186,0.1,137.8")

cloudwatch = boto3.Session().client("cloudwatch", region_name=region)
dimensions = [{"Name": "EndpointName", "Value": endpoint_name}, {"Name": "VariantName", "Value": "AllTraffic"}]
cloudwatch.get_metric_statistics(
    Namespace="AWS/SageMaker",
    MetricName="Invocation5XXErrors",
    StartTime=datetime.now(timezone.utc) - timedelta(minutes=60),
    EndTime=datetime.now(timezone.utc),
    Period=60,
    Statistics=["Sum"],
    Dimensions=dimensions,
)
alarms = []
for kind, metric, threshold in [("5XXErrors", "Invocation5XXErrors", 1), ("ModelLatency", "ModelLatency", 10000)]:
    alarms.append(f"TestAlarm-{kind}-{endpoint_name}")
    cloudwatch.put_metric_alarm(
        AlarmName=alarms[-1],
        AlarmDescription="Test SageMaker endpoint deployment auto-rollback alarm",
        ActionsEnabled=False,
        Namespace="AWS/SageMaker",
        MetricName=metric,
        Statistic="Average",
        Dimensions=dimensions,
        Period=60,
        EvaluationPeriods=1,
        Threshold=threshold,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        TreatMissingData="notBreaching",
    )
cloudwatch.describe_alarms(AlarmNames=alarms)

sagemaker.update_endpoint(
    EndpointName=endpoint_name,
    EndpointConfigName=configs[1],
    DeploymentConfig={
        "BlueGreenUpdatePolicy": {
            "TrafficRoutingConfiguration": {
                "Type": "CANARY",
                "CanarySize": {"Type": "INSTANCE_COUNT", "Value": 1},
                "WaitIntervalInSeconds": 300,
            },
            "TerminationWaitInSeconds": 120,
            "MaximumExecutionTimeoutInSeconds": 1800,
        },
        "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": alarm} for alarm in alarms]},
    },
)
sagemaker.describe_endpoint(EndpointName=endpoint_name)
sagemaker.update_endpoint(
    EndpointName=endpoint_name, EndpointConfigName=configs[2], RetainDeploymentConfig=True
)
sagemaker.describe_endpoint(EndpointName=endpoint_name)

sagemaker.delete_endpoint(EndpointName=endpoint_name)
for config in configs:
    sagemaker.delete_endpoint_config(EndpointConfigName=config)
for model in models:
    sagemaker.delete_model(ModelName=model)
cloudwatch.delete_alarms(AlarmNames=alarms)
