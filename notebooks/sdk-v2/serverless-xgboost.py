# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-serverless_inference.ipynb
import time

import boto3
import sagemaker
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput

from lookup import bucket, placeholder, role

region = boto3.session.Session().region_name
stamp = time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())
image = sagemaker.image_uris.retrieve(
    framework="xgboost", region=region, version="1.0-1", py_version="py3", instance_type="ml.m5.xlarge"
)

s3 = boto3.client("s3")
data = placeholder("abalone_dataset1_train.csv")
s3.download_file(
    f"sagemaker-example-files-prod-{region}", f"datasets/tabular/uci_abalone/train_csv/{data}", data
)
s3.upload_file(data, bucket, "xgboost-regression/train.csv")

estimator = Estimator(
    image_uri=image,
    instance_type="ml.m5.xlarge",
    instance_count=1,
    output_path=f"s3://{bucket}/xgboost-example/xgb_model",
    sagemaker_session=sagemaker.Session(),
    role=role,
)
estimator.set_hyperparameters(
    objective="reg:linear", num_round=50, max_depth=5, eta=0.2, gamma=4, min_child_weight=6, subsample=0.7, silent=0
)
estimator.fit({"train": TrainingInput(f"s3://{bucket}/xgboost-regression/train.csv", content_type="text/csv")})

client = boto3.client(service_name="sagemaker")
model_name = "xgboost-serverless" + stamp
client.create_model(
    ModelName=model_name,
    Containers=[
        {
            "Image": image,
            "Mode": "SingleModel",
            "ModelDataUrl": estimator.model_data,
            "Environment": {"SAGEMAKER_CONTAINER_LOG_LEVEL": "20", "SOME_ENV_VAR": "myEnvVar"},
        }
    ],
    ExecutionRoleArn=role,
)
config_name = "xgboost-serverless-epc" + stamp
client.create_endpoint_config(
    EndpointConfigName=config_name,
    ProductionVariants=[
        {
            "VariantName": "byoVariant",
            "ModelName": model_name,
            "ServerlessConfig": {"MemorySizeInMB": 4096, "MaxConcurrency": 1},
        }
    ],
)
endpoint_name = "xgboost-serverless-ep" + stamp
client.create_endpoint(EndpointName=endpoint_name, EndpointConfigName=config_name)
client.describe_endpoint(EndpointName=endpoint_name)
boto3.client(service_name="sagemaker-runtime").invoke_endpoint(
    EndpointName=endpoint_name, Body=b".345,0.224414,.131102,0.042329", ContentType="text/csv"
)
client.delete_model(ModelName=model_name)
client.delete_endpoint_config(EndpointConfigName=config_name)
client.delete_endpoint(EndpointName=endpoint_name)
