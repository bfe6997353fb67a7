# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/workshops/lab-inference-components-with-scaling/2b_flant5_xxl-tgi.ipynb
import json

import boto3

from lookup import role

region = boto3.Session().region_name
sagemaker = boto3.client("sagemaker")
endpoint_name = "DEMO-1732700000-1a2b-endpoint"
component = "DEMO-1732700000-1a2b-IC-flan-xxl"

sagemaker.create_model(
    ModelName="sm-model-flan-t5-xxl",
    ExecutionRoleArn=role,
    Containers=[
        {
            "Image": f"763104351884.dkr.ecr.{region}.amazonaws.com/huggingface-pytorch-tgi-inference:"
            "2.0.1-tgi0.9.3-gpu-py39-cu118-ubuntu20.04",
            "Environment": {"HF_MODEL_ID": "google/flan-t5-xxl", "HF_TASK": "text-generation"},
        }
    ],
)
sagemaker.create_inference_component(
    InferenceComponentName=component,
    EndpointName=endpoint_name,
    VariantName="AllTraffic",
    Specification={
        "ModelName": "sm-model-flan-t5-xxl",
        "ComputeResourceRequirements": {
            "NumberOfAcceleratorDevicesRequired": 2,
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
    Body=json.dumps({"inputs": "Summarize: ...", "parameters": {"max_new_tokens": 50, "temperature": 1}}),
)
