# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-mlflow_training/sm-mlflow_training.ipynb
import boto3
import sagemaker
from sagemaker.sklearn.estimator import SKLearn

from lookup import placeholder, role

session = sagemaker.Session()
region = session.boto_region_name
account = role.split(":")[4]

boto3.client("s3").download_file(
    f"sagemaker-example-files-prod-{region}", "datasets/tabular/iris/iris.data", placeholder("data/iris.csv")
)
train = session.upload_data("data", key_prefix="DEMO-scikit-iris/data")

placeholder("training_code/train.py")
placeholder("training_code/requirements.txt", "mlflow==2.13.2\nsagemaker-mlflow==0.1.0\n")
SKLearn(
    entry_point="train.py",
    source_dir="training_code",
    framework_version="1.2-1",
    instance_type="ml.c4.xlarge",
    role=role,
    sagemaker_session=session,
    hyperparameters={"max_leaf_nodes": 30},
    keep_alive_period_in_seconds=3600,
    environment={
        "MLFLOW_TRACKING_ARN": f"arn:aws:sagemaker:{region}:{account}:mlflow-tracking-server/my-setup-test3"
    },
).fit({"train": train})
