# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-model_trainer/model_trainer_overview.ipynb
from sagemaker.modules.configs import Compute, InputData, SourceCode
from sagemaker.modules.distributed import Torchrun
from sagemaker.modules.train import ModelTrainer

from lookup import placeholder

image = "763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-training:2.0.0-cpu-py310"

ModelTrainer(
    training_image=image,
    source_code=SourceCode(command="echo 'Hello World'"),
    base_job_name="model-trainer-basic-execution",
).train()

placeholder("basic-script-mode/custom_script.py")
placeholder("basic-script-mode/requirements.txt")
ModelTrainer(
    training_image=image,
    source_code=SourceCode(
        source_dir="basic-script-mode", requirements="requirements.txt", entry_script="custom_script.py"
    ),
    base_job_name="model-trainer-script-mode",
).train()

placeholder("distributed-training/scripts/run_clm_no_trainer.py")
placeholder("distributed-training/scripts/requirements.txt")
placeholder("distributed-training/processed/data/dataset.arrow")
ModelTrainer(
    training_image="763104351884.dkr.ecr.us-west-2.amazonaws.com/"
    "huggingface-pytorch-training:2.0.0-transformers4.28.1-gpu-py310-cu118-ubuntu20.04",
    compute=Compute(
        instance_count=2, instance_type="ml.p4d.24xlarge", volume_size_in_gb=96, keep_alive_period_in_seconds=3600
    ),
    hyperparameters={"epochs": 1, "max_steps": 100, "model_id": "openlm-research/open_llama_7b"},
    source_code=SourceCode(
        source_dir="distributed-training/scripts",
        requirements="requirements.txt",
        entry_script="run_clm_no_trainer.py",
    ),
    distributed=Torchrun(),
    base_job_name="model-trainer-distributed-abstraction",
).train(
    input_data_config=[InputData(channel_name="dataset", data_source="distributed-training/processed/data/")],
    wait=False,
)
