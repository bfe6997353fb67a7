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
compute = {"instance_type": "ml.p4d.24xlarge", "volume_size_in_gb": 96, "keep_alive_period_in_seconds": 3600}
huggingface = {
    "training_image": "763104351884.dkr.ecr.us-west-2.amazonaws.com/"
    "huggingface-pytorch-training:2.0.0-transformers4.28.1-gpu-py310-cu118-ubuntu20.04",
    "hyperparameters": {
        "dataset_path": "/opt/ml/input/data/dataset",
        "model_dir": "/opt/ml/model",
        "cache_dir": None,
        "num_train_epochs": 1,
        "learning_rate": 5e-5,
        "epochs": 1,
        "max_steps": 100,
        "seed": 42,
        "fsdp": "full_shard auto_wrap",
        "fsdp_transformer_layer_cls_to_wrap": "LlamaDecoderLayer",
        "gradient_checkpointing": True,
        "per_device_train_batch_size": 1,
        "model_id": "openlm-research/open_llama_7b",
    },
}
scripts = {"source_dir": "distributed-training/scripts", "requirements": "requirements.txt"}
dataset = InputData(channel_name="dataset", data_source="distributed-training/processed/data/")

ModelTrainer(
    **huggingface,
    compute=Compute(instance_count=1, **compute),
    environment={
        "FI_PROVIDER": "efa",
        "NCCL_PROTO": "simple",
        "NCCL_SOCKET_IFNAME": "eth0",
        "NCCL_IB_DISABLE": "1",
        "NCCL_DEBUG": "WARN",
    },
    source_code=SourceCode(
        **scripts,
        command="torchrun --nnodes 1 --nproc_per_node 8 --master_addr algo-1 --master_port 7777"
        " --node_rank $SM_CURRENT_HOST_RANK run_clm_no_trainer.py",
    ),
    base_job_name="model-trainer-distributed-commands",
).train(input_data_config=[dataset], wait=False)
ModelTrainer(
    **huggingface,
    compute=Compute(instance_count=2, **compute),
    source_code=SourceCode(**scripts, entry_script="run_clm_no_trainer.py"),
    distributed=Torchrun(),
    base_job_name="model-trainer-distributed-abstraction",
).train(input_data_config=[dataset], wait=False)
