# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/training-examples/hyperparameter-training-example.ipynb
import json

import yaml

from lookup import placeholder
from sagemaker.core import image_uris
from sagemaker.core.helper.session_helper import Session
from sagemaker.train.configs import SourceCode
from sagemaker.train.model_trainer import ModelTrainer

session = Session()
image = image_uris.retrieve(
    framework="pytorch",
    region=session.boto_region_name,
    version="2.0.0",
    py_version="py310",
    instance_type="ml.m5.xlarge",
    image_scope="training",
)
expected = {"integer": 1, "boolean": True, "float": 3.14, "string": "Hello World", "list": [1, 2, 3],
            "dict": {"string": "value", "list": [1, 2, 3], "dict": {"key": "value"}}}
placeholder("source/train.py")
placeholder("source/requirements.txt", "omegaconf\n")
files = {
    "json": placeholder("source/hyperparameters.json", json.dumps(expected)),
    "yaml": placeholder("source/hyperparameters.yaml", yaml.dump(expected)),
}

for kind, file in files.items():
    ModelTrainer(
        sagemaker_session=session,
        training_image=image,
        hyperparameters=file,
        source_code=SourceCode(source_dir="source", requirements="requirements.txt", entry_script="train.py"),
        base_job_name=f"hp-contract-hyperparameter-{kind}",
    ).train()
