# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-app_autoscaling_realtime_endpoints/sm-app_autoscaling_realtime_endpoints.ipynb
import boto3
import sagemaker
from sagemaker.huggingface import HuggingFaceModel, get_huggingface_llm_image_uri

from lookup import role

region = sagemaker.Session().boto_region_name
name = "Llama3-8B-fas-1a2b3-27Nov2026"
model = HuggingFaceModel(
    name=name,
    role=role,
    image_uri=get_huggingface_llm_image_uri("huggingface", version="2.0.0"),
    env={
        "HF_MODEL_ID": "meta-llama/Meta-Llama-3-8B-Instruct",
        "SM_NUM_GPUS": "1",
        "MAX_INPUT_LENGTH": "2048",
        "MAX_TOTAL_TOKENS": "4096",
        "MAX_BATCH_TOTAL_TOKENS": "8192",
        "MESSAGES_API_ENABLED": "true",
        "HUGGING_FACE_HUB_TOKEN": "token",
    },
)
predictor = model.deploy(
    endpoint_name=name,
    initial_instance_count=1,
    instance_type="ml.g5.2xlarge",
    container_startup_health_check_timeout=900,
)
predictor.predict({"messages": [{"role": "user", "content": "What is deep learning?"}], "max_tokens": 512})

scaling = boto3.client("application-autoscaling", region_name=region)
target = {
    "ServiceNamespace": "sagemaker",
    "ResourceId": f"endpoint/{name}/variant/AllTraffic",
    "ScalableDimension": "sagemaker:variant:DesiredInstanceCount",
}
scaling.register_scalable_target(**target, MinCapacity=1, MaxCapacity=2)
policy = scaling.put_scaling_policy(
    **target,
    PolicyName="SageMakerEndpointScalingPolicy",
    PolicyType="TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration={
        "TargetValue": 5.0,
        "PredefinedMetricSpecification": {
            "PredefinedMetricType": "SageMakerVariantConcurrentRequestsPerModelHighResolution"
        },
        "ScaleInCooldown": 300,
        "ScaleOutCooldown": 300,
    },
)
boto3.client("cloudwatch", region_name=region).describe_alarms(
    AlarmNames=[alarm["AlarmName"] for alarm in policy["Alarms"]]
)
boto3.client("sagemaker").describe_endpoint(EndpointName=name)
scaling.deregister_scalable_target(**target)
predictor.delete_model()
predictor.delete_endpoint()
