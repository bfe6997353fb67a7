# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-app_autoscaling_realtime_endpoints_inference_components/sm-app_autoscaling_realtime_endpoints_inference_components.ipynb
import boto3

from lookup import role

region = boto3.Session().region_name
sagemaker = boto3.client("sagemaker")
image = (
    f"763104351884.dkr.ecr.{region}.amazonaws.com/huggingface-pytorch-tgi-inference:"
    "2.1.1-tgi2.0.0-gpu-py310-cu121-ubuntu22.04"
)
prefix = "llama3-1732700000-1a2b"
config_name = f"{prefix}-endpoint-config"
endpoint_name = f"{prefix}-endpoint"
component = f"{prefix}-IC-llama3b"

sagemaker.create_endpoint_config(
    EndpointConfigName=config_name,
    ExecutionRoleArn=role,
    ProductionVariants=[
        {
            "VariantName": "AllTraffic",
            "InstanceType": "ml.g5.2xlarge",
            "InitialInstanceCount": 1,
            "ModelDataDownloadTimeoutInSeconds": 3600,
            "ContainerStartupHealthCheckTimeoutInSeconds": 3600,
            "ManagedInstanceScaling": {"Status": "ENABLED", "MinInstanceCount": 1, "MaxInstanceCount": 2},
            "RoutingConfig": {"RoutingStrategy": "LEAST_OUTSTANDING_REQUESTS"},
        }
    ],
)
sagemaker.create_endpoint(EndpointName=endpoint_name, EndpointConfigName=config_name)
sagemaker.describe_endpoint(EndpointName=endpoint_name)

sagemaker.create_model(
    ModelName="sm-model-llama3",
    ExecutionRoleArn=role,
    Containers=[
        {
            "Image": image,
            "Environment": {
                "HF_MODEL_ID": "meta-llama/Meta-Llama-3-8B-Instruct",
                "SM_NUM_GPUS": "1",
                "MAX_INPUT_LENGTH": "2048",
                "MAX_TOTAL_TOKENS": "4096",
                "MAX_BATCH_TOTAL_TOKENS": "8192",
                "MESSAGES_API_ENABLED": "true",
                "HUGGING_FACE_HUB_TOKEN": "token",
            },
        }
    ],
)
sagemaker.create_inference_component(
    InferenceComponentName=component,
    EndpointName=endpoint_name,
    VariantName="AllTraffic",
    Specification={
        "ModelName": "sm-model-llama3",
        "ComputeResourceRequirements": {
            "NumberOfAcceleratorDevicesRequired": 1,
            "NumberOfCpuCoresRequired": 1,
            "MinMemoryRequiredInMb": 1024,
        },
    },
    RuntimeConfig={"CopyCount": 1},
)
sagemaker.describe_inference_component(InferenceComponentName=component)
boto3.client("sagemaker-runtime").invoke_endpoint(
    EndpointName=endpoint_name,
    InferenceComponentName=component,
    ContentType="application/json",
    Accept="application/json",
    Body=b'{"messages": [{"role": "user", "content": "What is deep learning?"}]}',
)

scaling = boto3.client("application-autoscaling", region_name=region)
target = {
    "ServiceNamespace": "sagemaker",
    "ResourceId": f"inference-component/{component}",
    "ScalableDimension": "sagemaker:inference-component:DesiredCopyCount",
}
scaling.register_scalable_target(**target, MinCapacity=1, MaxCapacity=2)
scaling.put_scaling_policy(
    **target,
    PolicyName="SageMakerICScalingPolicy",
    PolicyType="TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration={
        "TargetValue": 5.0,
        "PredefinedMetricSpecification": {
            "PredefinedMetricType": "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution"
        },
        "ScaleInCooldown": 300,
        "ScaleOutCooldown": 300,
    },
)
scaling.deregister_scalable_target(**target)
sagemaker.delete_inference_component(InferenceComponentName=component)
sagemaker.delete_model(ModelName="sm-model-llama3")
sagemaker.delete_endpoint_config(EndpointConfigName=config_name)
sagemaker.delete_endpoint(EndpointName=endpoint_name)
