# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-batch_transform_pca_dbscan_movie_clusters/sm-batch_transform_pca_dbscan_movie_clusters.ipynb
import boto3
import numpy as np
import sagemaker
from sagemaker.amazon.amazon_estimator import get_image_uri
from sagemaker.deserializers import JSONDeserializer
from sagemaker.s3 import S3Downloader
from sagemaker.serializers import CSVSerializer
from sagemaker.transformer import Transformer

from lookup import bucket, placeholder, role

session = sagemaker.Session()
region = boto3.Session().region_name
prefix = "sagemaker/DEMO-batch-transform"

boto3.client("s3").download_file(
    "amazon-reviews-pds", "tsv/amazon_reviews_us_Digital_Video_Download_v1_00.tsv.gz", "reviews.tsv.gz"
)
train, test = [
    session.upload_data(placeholder(f"reviews/{name}.csv"), bucket=bucket, key_prefix=f"{prefix}/pca/{name}")
    for name in ["train", "test"]
]
pca = sagemaker.estimator.Estimator(
    get_image_uri(region, "pca", "latest"),
    role,
    train_instance_count=1,
    train_instance_type="ml.m4.xlarge",
    output_path=f"s3://{bucket}/{prefix}/pca/output",
    sagemaker_session=session,
)
pca.set_hyperparameters(
    feature_dim=450, num_components=100, subtract_mean=True, algorithm_mode="randomized", mini_batch_size=500
)
pca.fit({"train": sagemaker.inputs.TrainingInput(train, content_type="text/csv;label_size=0")})


def transform(transformer, data):
    transformer.transform(data, content_type="text/csv", split_type="Line")
    transformer.wait()
    S3Downloader.download(transformer.output_path, ".")
    return transformer.output_path


components = transform(
    pca.transformer(
        instance_count=1,
        instance_type="ml.m4.xlarge",
        strategy="MultiRecord",
        assemble_with="Line",
        output_path=f"s3://{bucket}/{prefix}/pca/transform/train",
    ),
    train,
)
predictor = pca.deploy(
    initial_instance_count=1,
    serializer=CSVSerializer(),
    deserializer=JSONDeserializer(),
    instance_type="ml.m4.xlarge",
)
predictor.predict(np.zeros((1, 450)))
session.delete_endpoint(predictor.endpoint)

model = session.create_model_from_job(pca._current_job_name, name=f"{pca._current_job_name}-test")
tested = transform(
    Transformer(
        model,
        1,
        "ml.m4.xlarge",
        output_path=f"s3://{bucket}/{prefix}/pca/transform/test",
        sagemaker_session=session,
        strategy="MultiRecord",
        assemble_with="Line",
    ),
    test,
)

account = boto3.client("sts").get_caller_identity().get("Account")
clusters = sagemaker.estimator.Estimator(
    f"{account}.dkr.ecr.{region}.amazonaws.com/dbscan:latest",
    role,
    train_instance_count=1,
    train_instance_type="ml.m4.xlarge",
    output_path=f"s3://{bucket}/{prefix}/dbscan/output",
    sagemaker_session=session,
)
clusters.set_hyperparameters(minPts=5)
clusters.fit({"train": components})
transform(
    clusters.transformer(
        instance_count=1,
        instance_type="ml.m4.xlarge",
        output_path=f"s3://{bucket}/{prefix}/dbscan/transform",
        strategy="SingleRecord",
        assemble_with="Line",
    ),
    tested,
)
