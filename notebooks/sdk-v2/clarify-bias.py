# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/fairness_and_explainability_outputs.ipynb
import datetime

import boto3
from sagemaker import Session, clarify
from sagemaker.estimator import Estimator
from sagemaker.image_uris import retrieve
from sagemaker.inputs import TrainingInput
from sagemaker.s3 import S3Uploader

from lookup import bucket, placeholder, role

session = Session()
region = session.boto_region_name
prefix = "sagemaker/DEMO-sagemaker-clarify"
headers = ["Target", "Age", "Sex"]

s3 = boto3.client("s3")
for name in ["adult.data", "adult.test"]:
    s3.download_file("sagemaker-sample-files", f"datasets/tabular/uci_adult/{name}", name)

train = S3Uploader.upload(placeholder("train_data.csv"), f"s3://{bucket}/{prefix}")
S3Uploader.upload(placeholder("test_features.csv"), f"s3://{bucket}/{prefix}")

estimator = Estimator(
    retrieve("xgboost", region, version="1.2-1"),
    role,
    instance_count=1,
    instance_type="ml.m5.xlarge",
    disable_profiler=True,
    sagemaker_session=session,
)
estimator.set_hyperparameters(
    max_depth=5, eta=0.2, gamma=4, min_child_weight=6, subsample=0.8, objective="binary:logistic", num_round=800
)
estimator.fit({"train": TrainingInput(train, content_type="csv")}, logs=False)

model_name = f"DEMO-clarify-model-{datetime.datetime.now().strftime('%d-%m-%Y-%H-%M-%S')}"
model = estimator.create_model(name=model_name)
session.create_model(model_name, role, model.prepare_container_def())


def data_config(folder):
    return clarify.DataConfig(
        s3_data_input_path=train,
        s3_output_path=f"s3://{bucket}/{prefix}/{folder}",
        label="Target",
        headers=headers,
        dataset_type="text/csv",
    )


processor = clarify.SageMakerClarifyProcessor(
    role=role, instance_count=1, instance_type="ml.m5.xlarge", sagemaker_session=session
)
model_config = clarify.ModelConfig(
    model_name=model_name,
    instance_type="ml.m5.xlarge",
    instance_count=1,
    accept_type="text/csv",
    content_type="text/csv",
)
processor.run_bias(
    data_config=data_config("clarify-bias"),
    bias_config=clarify.BiasConfig(
        label_values_or_threshold=[1], facet_name="Sex", facet_values_or_threshold=[0], group_name="Age"
    ),
    model_config=model_config,
    model_predicted_label_config=clarify.ModelPredictedLabelConfig(probability_threshold=0.8),
    pre_training_methods="all",
    post_training_methods="all",
)
processor.run_explainability(
    data_config=data_config("clarify-explainability"),
    model_config=model_config,
    explainability_config=clarify.SHAPConfig(
        baseline=[[39, 1]], num_samples=15, agg_method="mean_abs", save_local_shap_values=True
    ),
)
session.delete_model(model_name)
