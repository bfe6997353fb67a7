# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-smddp_bert/sm-smddp_bert.ipynb
import boto3
import sagemaker
from sagemaker.inputs import FileSystemInput
from sagemaker.pytorch import PyTorch

from lookup import placeholder, role

session = sagemaker.Session()
account = boto3.client("sts").get_caller_identity()["Account"]
region = boto3.session.Session().region_name
placeholder("scripts/train.sh")

data = FileSystemInput(
    file_system_id="fs-0123456789abcdef0",
    file_system_type="FSxLustre",
    directory_path="/fsx/bert/pt/phase1",
    file_system_access_mode="ro",
)
estimator = PyTorch(
    base_job_name="pt-bert-smdataparallel-N2-p3dn",
    source_dir="scripts",
    entry_point="train.sh",
    role=role,
    image_uri=f"{account}.dkr.ecr.{region}.amazonaws.com/bert-smdataparallel-sagemaker:pt1.8",
    framework_version="1.10.2",
    py_version="py38",
    instance_count=2,
    instance_type="ml.p3dn.24xlarge",
    sagemaker_session=session,
    subnets=["subnet-0123456789abcdef0"],
    security_group_ids=["sg-0123456789abcdef0"],
    debugger_hook_config=False,
    distribution={"smdistributed": {"dataparallel": {"enabled": True}}},
)
estimator.fit(data)
print(estimator.model_data)
