# Source: aws/sagemaker-python-sdk@a24812666d25: docs/quickstart.rst
from lookup import placeholder, role
from sagemaker.core.helper.session_helper import Session
from sagemaker.train import ModelTrainer
from sagemaker.train.configs import SourceCode

print(Session().default_bucket())

placeholder("training_code/train.py")
placeholder("training_code/requirements.txt")
trainer = ModelTrainer(
    training_image="763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:1.13.1-cpu-py39",
    source_code=SourceCode(
        source_dir="./training_code", entry_script="train.py", requirements="requirements.txt"
    ),
    role=role,
)
trainer.train()
