# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/autopilot_customer_churn_high_level_with_evaluation.ipynb
import time

import boto3
import sagemaker
from sagemaker import AutoML
from sagemaker.deserializers import CSVDeserializer
from sagemaker.predictor import Predictor
from sagemaker.serializers import CSVSerializer

from lookup import bucket, placeholder, role

region = boto3.Session().region_name
session = sagemaker.Session()
prefix = "sagemaker/DEMO-autopilot-churn"

boto3.client("s3").download_file(
    f"sagemaker-example-files-prod-{region}", "datasets/tabular/synthetic/churn.txt", "churn.txt"
)
name = "automl-churn-sdk-" + time.strftime("%d-%H-%M-%S", time.gmtime())
automl = AutoML(
    role=role,
    target_attribute_name="Churn?",
    base_job_name=name,
    sagemaker_session=session,
    max_candidates=20,
)
automl.fit(placeholder("train_data.csv"), job_name=name, wait=False, logs=False)
automl.describe_auto_ml_job()
candidates = automl.list_candidates(
    sort_by="FinalObjectiveMetricValue", sort_order="Descending", max_results=5
)

data = session.upload_data(path=placeholder("test_data.csv"), bucket=bucket, key_prefix=prefix)
keys = ["predicted_label", "probability"]
for candidate in candidates:
    model = automl.create_model(
        name=candidate["CandidateName"], candidate=candidate, inference_response_keys=keys
    )
    transformer = model.transformer(
        instance_count=1,
        instance_type="ml.m5.xlarge",
        assemble_with="Line",
        output_path=f"s3://{bucket}/{prefix}/inference-results/{candidate['CandidateName']}/",
    )
    transformer.transform(data=data, split_type="Line", content_type="text/csv", wait=False)
    boto3.client("sagemaker").describe_transform_job(TransformJobName=transformer._current_job_name)
    key = f"{prefix}/inference-results/{candidate['CandidateName']}/test_data.csv.out"
    boto3.resource("s3").Object(bucket, key).get()["Body"].read()

predictor = automl.deploy(
    initial_instance_count=1,
    instance_type="ml.m5.2xlarge",
    candidate=candidates[0],
    inference_response_keys=keys,
    predictor_cls=Predictor,
    serializer=CSVSerializer(),
    deserializer=CSVDeserializer(),
)
predictor.predict("PA,163,806")
