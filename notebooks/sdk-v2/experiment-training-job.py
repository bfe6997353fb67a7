# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/sagemaker_job_tracking/pytorch_script_mode_training_job.ipynb
from sagemaker.experiments.run import Run
from sagemaker.pytorch import PyTorch
from sagemaker.session import Session
from sagemaker.utils import unique_name_from_base

from lookup import placeholder, role

region = Session().boto_session.region_name
placeholder("script/mnist.py")
with Run(
    experiment_name=unique_name_from_base("training-job-experiment"),
    run_name="experiment-run-example",
    sagemaker_session=Session(),
) as run:
    PyTorch(
        entry_point="./script/mnist.py",
        role=role,
        model_dir=False,
        framework_version="1.12",
        py_version="py38",
        instance_type="ml.c5.xlarge",
        instance_count=1,
        hyperparameters={"epochs": 10, "hidden_channels": 5, "optimizer": "adam", "region": region},
        keep_alive_period_in_seconds=3600,
    ).fit()
