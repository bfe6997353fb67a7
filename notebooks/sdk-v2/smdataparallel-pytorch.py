# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-distributed_data_parallelism_pytorch/sm-distributed_data_parallelism_pytorch.ipynb
import sagemaker
from sagemaker.debugger import TensorBoardOutputConfig
from sagemaker.pytorch import PyTorch

from lookup import bucket, placeholder, role

session = sagemaker.Session()
placeholder("code/train_pytorch_smdataparallel_mnist.py")
placeholder("code/requirements.txt")

estimator = PyTorch(
    base_job_name="pytorch-tensorboard-dataparallel-mnist",
    source_dir="code",
    entry_point="train_pytorch_smdataparallel_mnist.py",
    role=role,
    framework_version="1.11.0",
    py_version="py38",
    instance_count=1,
    env={"SAGEMAKER_REQUIREMENTS": "requirements.txt"},
    instance_type="ml.p3.16xlarge",
    sagemaker_session=session,
    distribution={"smdistributed": {"dataparallel": {"enabled": True}}},
    tensorboard_output_config=TensorBoardOutputConfig(
        s3_output_path=f"s3://{bucket}/sagemaker/DEMO-sagemaker-tensorboard-pytorch",
        container_local_output_path="/opt/ml/output/tensorboard",
    ),
)
estimator.fit(wait=False)
estimator.logs()
