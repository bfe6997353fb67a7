# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/notebook-job-step/nb-job-pipeline.ipynb
import sagemaker
from sagemaker.s3 import S3Downloader
from sagemaker.workflow.notebook_job_step import NotebookJobStep
from sagemaker.workflow.pipeline import Pipeline

from lookup import bucket, placeholder, role

session = sagemaker.Session()
region = session.boto_region_name
registry = {"eu-central-1": "545423591354", "eu-west-1": "819792524951"}[region]
notebook = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
for name in ["preprocess", "training", "prepare-test-set"]:
    placeholder(f"{name}.ipynb", notebook)

common = {
    "image_uri": f"{registry}.dkr.ecr.{region}.amazonaws.com/sagemaker-distribution-prod:0-cpu",
    "kernel_name": "python3",
    "display_name": "MyNotebookSteps",
    "role": role,
    "parameters": {"default_s3_bucket": f"s3://{bucket}/notebook-step-artifacts-pipelines/"},
}
preprocess = NotebookJobStep(
    name="preprocess-bert",
    description="This step downloads an NLP dataset and creates a CSV file out of it",
    notebook_job_name="nb-preprocess",
    input_notebook="preprocess.ipynb",
    instance_type="ml.m5.4xlarge",
    **common,
)
train = NotebookJobStep(
    name="training-bert",
    description="This step takes the prepared S3 dataset and runs fine-tuning",
    notebook_job_name="nb-training",
    input_notebook="training.ipynb",
    additional_dependencies=["prepare-test-set.ipynb"],
    instance_type="ml.m5.12xlarge",
    **common,
)
train.add_depends_on([preprocess])

pipeline = Pipeline(name="nb-job-step-pipelines-demo", steps=[preprocess, train])
pipeline.upsert(role)
execution = pipeline.start(parameters={})
execution.wait(delay=30, max_attempts=60)
step = execution.list_steps()[0]
job = session.sagemaker_client.describe_training_job(
    TrainingJobName=step["Metadata"]["TrainingJob"]["Arn"].split("/")[1]
)
S3Downloader.download(
    f"{job['OutputDataConfig']['S3OutputPath']}/{job['TrainingJobName']}/output/output.tar.gz",
    "outputs",
    sagemaker_session=session,
)
pipeline.delete()
