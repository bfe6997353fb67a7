# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/fully_sharded_data_parallel-falcon/smddp_fsdp_example.ipynb
import time

import sagemaker
from sagemaker.pytorch import PyTorch

from lookup import bucket, placeholder, role

session = sagemaker.Session()
placeholder("scripts/train.py")

estimator = PyTorch(
    entry_point="train.py",
    max_run=1800,
    job_name=f"huggingface-fsdp-{time.strftime('%Y-%m-%d-%H-%M-%S', time.localtime())}",
    role=role,
    framework_version="2.0.1",
    py_version="py310",
    source_dir="./scripts",
    instance_count=2,
    instance_type="ml.p4d.24xlarge",
    sagemaker_session=session,
    disable_output_compression=True,
    distribution={"torch_distributed": {"enabled": True}},
    keep_alive_period_in_seconds=600,
    hyperparameters={
        "model_id": "tiiuae/falcon-7b",
        "dataset_path": "/opt/ml/input/data/train",
        "valid_path": "/opt/ml/input/data/valid",
        "gradient_checkpointing": True,
        "bf16": True,
        "optimizer": "adamw_torch",
        "per_device_train_batch_size": 1,
        "epochs": 1,
        "fsdp": '"full_shard auto_wrap"',
        "cache_dir": "/opt/ml/sagemaker/warmpoolcache",
        "max_steps": 30,
    },
)
estimator.fit({"train": f"s3://{bucket}/processed/data/"}, wait=True)
session.update_training_job(
    estimator.latest_training_job.job_name, resource_config={"KeepAlivePeriodInSeconds": 0}
)
