# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-inference_pipeline_with_scikit_linear_learner/sm-inference_pipeline_with_scikit_linear_learner.ipynb
import time

import boto3
import sagemaker
from sagemaker.image_uris import retrieve
from sagemaker.pipeline import PipelineModel
from sagemaker.predictor import Predictor
from sagemaker.serializers import CSVSerializer
from sagemaker.sklearn.estimator import SKLearn

from lookup import bucket, placeholder, role

session = sagemaker.Session()
region = session.boto_region_name
prefix = "Scikit-LinearLearner-pipeline-abalone-example"

boto3.client("s3").download_file(
    f"sagemaker-example-files-prod-{region}",
    "datasets/tabular/uci_abalone/abalone.csv",
    placeholder("abalone_data/abalone.csv"),
)
train = session.upload_data(path="abalone_data/abalone.csv", bucket=bucket, key_prefix=f"{prefix}/train")

preprocessor = SKLearn(
    entry_point=placeholder("sklearn_abalone_featurizer.py"),
    role=role,
    framework_version="1.2-1",
    instance_type="ml.c4.xlarge",
    sagemaker_session=session,
)
preprocessor.fit({"train": train})
transformer = preprocessor.transformer(
    instance_count=1, instance_type="ml.m5.xlarge", assemble_with="Line", accept="text/csv"
)
transformer.transform(train, content_type="text/csv")
transformer.wait()

learner = sagemaker.estimator.Estimator(
    retrieve("linear-learner", region),
    role,
    instance_count=1,
    instance_type="ml.m4.2xlarge",
    volume_size=20,
    max_run=3600,
    input_mode="File",
    output_path=f"s3://{bucket}/{prefix}/ll_training_output/ll_model",
    sagemaker_session=session,
)
learner.set_hyperparameters(feature_dim=10, predictor_type="regressor", mini_batch_size=32)
learner.fit(
    inputs={
        "train": sagemaker.inputs.TrainingInput(
            transformer.output_path,
            distribution="FullyReplicated",
            content_type="text/csv",
            s3_data_type="S3Prefix",
        )
    },
    logs=True,
)

stamp = time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())
endpoint_name = f"inference-pipeline-ep-{stamp}"
PipelineModel(
    name=f"inference-pipeline-{stamp}", role=role, models=[preprocessor.create_model(), learner.create_model()]
).deploy(initial_instance_count=1, instance_type="ml.c4.xlarge", endpoint_name=endpoint_name)

predictor = Predictor(endpoint_name=endpoint_name, sagemaker_session=session, serializer=CSVSerializer())
predictor.predict("M, 0.44, 0.365, 0.125, 0.516, 0.2155, 0.114, 0.155")
predictor.delete_model()
session.boto_session.client("sagemaker").delete_endpoint(EndpointName=endpoint_name)
transformer.delete_model()
