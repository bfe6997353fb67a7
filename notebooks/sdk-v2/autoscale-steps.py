# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-app_autoscaling_realtime_endpoints_step_scaling/sm-app_autoscaling_realtime_endpoints_step_scaling.ipynb
import boto3
import sagemaker
from sagemaker.huggingface import HuggingFaceModel, get_huggingface_llm_image_uri

from lookup import role

region = sagemaker.Session().boto_region_name
name = "Llama3-8B-fas-1a2b3-27Nov2026"
predictor = HuggingFaceModel(
    name=name,
    role=role,
    image_uri=get_huggingface_llm_image_uri("huggingface", version="2.0.0"),
    env={
        "HF_MODEL_ID": "meta-llama/Meta-Llama-3-8B-Instruct",
        "SM_NUM_GPUS": "1",
        "MESSAGES_API_ENABLED": "true",
        "HUGGING_FACE_HUB_TOKEN": "token",
    },
).deploy(
    endpoint_name=name,
    initial_instance_count=1,
    instance_type="ml.g5.2xlarge",
    container_startup_health_check_timeout=900,
)

scaling = boto3.client("application-autoscaling", region_name=region)
resource = f"endpoint/{name}/variant/AllTraffic"
target = {
    "ServiceNamespace": "sagemaker",
    "ResourceId": resource,
    "ScalableDimension": "sagemaker:variant:DesiredInstanceCount",
}
scaling.register_scalable_target(**target, MinCapacity=1, MaxCapacity=2)
steps = {
    "High": [
        {"MetricIntervalLowerBound": 0, "MetricIntervalUpperBound": 20, "ScalingAdjustment": 1},
        {"MetricIntervalLowerBound": 20, "ScalingAdjustment": 2},
    ],
    "Low": [
        {"MetricIntervalUpperBound": 0, "MetricIntervalLowerBound": -20, "ScalingAdjustment": -1},
        {"MetricIntervalUpperBound": -20, "ScalingAdjustment": -2},
    ],
}
cloudwatch = boto3.client("cloudwatch", region_name=region)
for level, comparison, threshold in [
    ("High", "GreaterThanOrEqualToThreshold", 20.0),
    ("Low", "LessThanOrEqualToThreshold", 10.0),
]:
    policy = scaling.put_scaling_policy(
        **target,
        PolicyName=f"{name}-Scale{'Out' if level == 'High' else 'In'}Policy",
        PolicyType="StepScaling",
        StepScalingPolicyConfiguration={
            "AdjustmentType": "ChangeInCapacity",
            "Cooldown": 300,
            "MetricAggregationType": "Maximum",
            "StepAdjustments": steps[level],
        },
    )
    cloudwatch.put_metric_alarm(
        AlarmName=f"Step-Scaling-Alarm{level}-SageMaker:{resource}",
        MetricName="ConcurrentRequestsPerModel",
        Namespace="AWS/SageMaker",
        Statistic="Maximum",
        Period=60,
        EvaluationPeriods=3,
        Threshold=threshold,
        ComparisonOperator=comparison,
        Dimensions=[{"Name": "EndpointName", "Value": name}, {"Name": "VariantName", "Value": "AllTraffic"}],
        AlarmActions=[policy["PolicyARN"]],
        TreatMissingData="missing",
    )
for level in ["High", "Low"]:
    cloudwatch.delete_alarms(AlarmNames=[f"Step-Scaling-Alarm{level}-SageMaker:{resource}"])
for direction in ["In", "Out"]:
    scaling.delete_scaling_policy(**target, PolicyName=f"{name}-Scale{direction}Policy")
scaling.deregister_scalable_target(**target)
predictor.delete_model()
predictor.delete_endpoint()
