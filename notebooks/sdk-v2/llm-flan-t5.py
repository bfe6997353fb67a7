# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/hf-tgi-flan-t5-xl.ipynb
import time

import sagemaker
from sagemaker.huggingface import HuggingFaceModel, get_huggingface_llm_image_uri

from lookup import role

region = sagemaker.Session().boto_region_name
name = f"flan-t5-xl-{time.strftime('%Y-%m-%d-%H-%M-%S', time.gmtime())}"
model = HuggingFaceModel(
    name=name,
    env={
        "HF_MODEL_ID": "google/flan-t5-xl",
        "HF_TASK": "text-generation",
        "SM_NUM_GPUS": "4",
        "HF_MODEL_QUANTIZE": "bitsandbytes",
    },
    role=role,
    image_uri=get_huggingface_llm_image_uri(backend="huggingface", region=region),
)
predictor = model.deploy(initial_instance_count=1, instance_type="ml.g4dn.12xlarge", endpoint_name=name)
predictor.predict(
    {
        "inputs": "The diamondback terrapin was the first reptile to",
        "parameters": {"do_sample": True, "max_new_tokens": 100, "temperature": 0.7, "watermark": True},
    }
)
predictor.delete_model()
predictor.delete_endpoint()
