# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: end_to_end_ml_lifecycle/sm-autopilot_customer_churn.ipynb
import time

import boto3

from lookup import bucket, placeholder, role

region = boto3.Session().region_name
prefix = "sagemaker/DEMO-autopilot-churn"
stamp = time.strftime("%d-%H-%M-%S", time.gmtime())
sagemaker = boto3.Session().client(service_name="sagemaker", region_name=region)

s3 = boto3.client("s3")
s3.download_file(f"sagemaker-example-files-prod-{region}", "datasets/tabular/synthetic/churn.txt", "churn.txt")
for folder, name in [("train", "train_data.csv"), ("test", "test_data.csv")]:
    s3.upload_file(placeholder(name), bucket, f"{prefix}/{folder}/{name}")

job = f"automl-churn-{stamp}"
sagemaker.create_auto_ml_job(
    AutoMLJobName=job,
    InputDataConfig=[
        {
            "DataSource": {
                "S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"s3://{bucket}/{prefix}/train"}
            },
            "TargetAttributeName": "Churn?",
        }
    ],
    OutputDataConfig={"S3OutputPath": f"s3://{bucket}/{prefix}/output"},
    AutoMLJobConfig={"CompletionCriteria": {"MaxCandidates": 20}},
    RoleArn=role,
)
described = sagemaker.describe_auto_ml_job(AutoMLJobName=job)
for artifact in ["CandidateDefinitionNotebookLocation", "DataExplorationNotebookLocation"]:
    location = described["AutoMLJobArtifacts"][artifact]
    source, key = location.removeprefix("s3://").split("/", 1)
    s3.list_objects_v2(Bucket=source, Prefix=key)
    s3.download_file(source, key, artifact)

best = described["BestCandidate"]
sagemaker.list_candidates_for_auto_ml_job(AutoMLJobName=job)
name = best["CandidateName"] + stamp
sagemaker.create_model(
    Containers=best["InferenceContainers"], ModelName=f"{name}-model", ExecutionRoleArn=role
)
sagemaker.create_endpoint_config(
    EndpointConfigName=f"{name}-epc",
    ProductionVariants=[
        {
            "InstanceType": "ml.m5.2xlarge",
            "InitialInstanceCount": 1,
            "ModelName": f"{name}-model",
            "VariantName": "main",
        }
    ],
)
sagemaker.create_endpoint(EndpointName=f"{name}-ep", EndpointConfigName=f"{name}-epc")
sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=f"{name}-ep")
boto3.client("sagemaker-runtime").invoke_endpoint(
    EndpointName=f"{name}-ep", ContentType="text/csv", Accept="text/csv", Body="PA,163,806"
)
