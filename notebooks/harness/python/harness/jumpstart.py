"""What JumpStart's buckets and AWS's public hub hold, as far as the SDKs read it: models, each with its specification."""

import json

from harness.settings import region

VERSION = "1.0.0"
MODELS = [
    "catboost-regression-model",
    "huggingface-llm-falcon-7b-bf16",
    "huggingface-spc-bert-base-cased",
    "huggingface-text2text-flan-t5-xl",
    "huggingface-textgeneration1-gpt-j-6b",
    "meta-textgeneration-llama-3-8b-instruct",
    "xgboost-classification-model",
]
BUCKET = f"jumpstart-cache-prod-{region}"
CONTAINER = {"framework": "huggingface", "framework_version": "1.13.1", "py_version": "py39", "huggingface_transformers_version": "4.26.0"}
REGISTRY = f"763104351884.dkr.ecr.{region}.amazonaws.com"
HOSTING = f"{REGISTRY}/huggingface-pytorch-inference:1.13.1-transformers4.26.0-gpu-py39-cu117-ubuntu20.04"
TRAINING = f"{REGISTRY}/huggingface-pytorch-training:1.13.1-transformers4.26.0-gpu-py39-cu117-ubuntu20.04"
FAMILIES = ["g5", "m5"]
JSON = "application/json"


def content(bucket: str, key: str) -> bytes | None:
    """The object of JumpStart's bucket, or nothing where bucket or key is another one."""
    if bucket != BUCKET:
        return None
    if key == "models_manifest.json":
        manifest = [
            {"model_id": model, "version": VERSION, "min_version": "2.0.0", "spec_key": f"community_models/{model}/specs.json"}
            for model in MODELS
        ]
        return json.dumps(manifest).encode()
    if key == "proprietary-sdk-manifest.json":
        proprietary = {"model_id": "ai21-summarization", "version": VERSION, "min_version": "2.0.0"}
        return json.dumps([{**proprietary, "spec_key": "proprietary-models/ai21-summarization/specs.json"}]).encode()
    if key.startswith(("community_models/", "proprietary-models/")):
        return json.dumps(_specification(key.split("/")[1])).encode()
    return None


def hub_document(model: str) -> str:
    """The document of a model in AWS's public hub, as DescribeHubContent gives it."""
    base = f"s3://{BUCKET}/{model}"
    document = {
        "ModelTypes": ["OPEN_WEIGHTS"],
        "Url": "https://example.com",
        "MinSdkVersion": "2.0.0",
        "TrainingSupported": True,
        "IncrementalTrainingSupported": False,
        "HostingEcrUri": HOSTING,
        "HostingArtifactUri": f"{base}/infer/model.tar.gz",
        "HostingScriptUri": f"{base}/infer/source.tar.gz",
        "HostingPrepackedArtifactUri": f"{base}/infer/prepack/",
        "HostingUseScriptUri": False,
        "DefaultInferenceInstanceType": "ml.g5.2xlarge",
        "SupportedInferenceInstanceTypes": ["ml.g5.2xlarge"],
        "DynamicContainerDeploymentSupported": True,
        "TrainingEcrUri": TRAINING,
        "TrainingArtifactUri": f"{base}/train/model.tar.gz",
        "TrainingScriptUri": f"{base}/train/source.tar.gz",
        "DefaultTrainingInstanceType": "ml.g5.2xlarge",
        "SupportedTrainingInstanceTypes": ["ml.g5.2xlarge"],
        "DefaultTrainingDatasetUri": f"{base}/data/",
        "Hyperparameters": [],
        "HostingInstanceTypeVariants": {"Aliases": {}, "Variants": {family: {"Properties": {"ImageUri": HOSTING}} for family in FAMILIES}},
        "TrainingInstanceTypeVariants": {"Aliases": {}, "Variants": {family: {"Properties": {"ImageUri": TRAINING}} for family in FAMILIES}},
    }
    return json.dumps(document)


def _variants(image: str) -> dict:
    variants = {family: {"regional_properties": {"image_uri": "$image"}} for family in FAMILIES}
    return {"regional_aliases": {region: {"image": image}}, "variants": variants}


def _specification(model: str) -> dict:
    return {
        "model_id": model,
        "url": "https://example.com",
        "version": VERSION,
        "min_sdk_version": "2.0.0",
        "training_supported": True,
        "incremental_training_supported": False,
        "hosting_ecr_specs": CONTAINER,
        "hosting_artifact_key": f"{model}/infer/model.tar.gz",
        "hosting_script_key": f"{model}/infer/source.tar.gz",
        "hosting_prepacked_artifact_key": f"{model}/infer/prepack/model.tar.gz",
        "hosting_use_script_uri": False,
        "inference_environment_variables": [],
        "default_inference_instance_type": "ml.g5.2xlarge",
        "supported_inference_instance_types": ["ml.g5.2xlarge"],
        "predictor_specs": {
            "default_content_type": JSON,
            "supported_content_types": [JSON],
            "default_accept_type": JSON,
            "supported_accept_types": [JSON],
        },
        "training_ecr_specs": CONTAINER,
        "training_artifact_key": f"{model}/train/model.tar.gz",
        "training_script_key": f"{model}/train/source.tar.gz",
        "default_training_instance_type": "ml.g5.2xlarge",
        "supported_training_instance_types": ["ml.g5.2xlarge"],
        "hyperparameters": [],
        "hosting_instance_type_variants": _variants(HOSTING),
        "training_instance_type_variants": _variants(TRAINING),
        "model_kwargs": {},
        "deploy_kwargs": {},
        "estimator_kwargs": {},
        "fit_kwargs": {},
    }
