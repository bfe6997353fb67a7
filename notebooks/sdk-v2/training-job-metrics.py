# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/xgboost_parquet_input_training/xgboost_parquet_input_training.ipynb
import boto3
from sagemaker.analytics import TrainingJobAnalytics

client = boto3.client("sagemaker")
tuning = client.describe_hyper_parameter_tuning_job(HyperParameterTuningJobName="xgboost-parquet-tuning")
job = tuning["BestTrainingJob"]["TrainingJobName"]
TrainingJobAnalytics(training_job_name=job, metric_names=["validation:rmse"]).dataframe()
