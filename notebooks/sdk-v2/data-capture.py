# Source: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html
import sagemaker
from sagemaker import image_uris
from sagemaker.model import Model
from sagemaker.model_monitor import DataCaptureConfig
from sagemaker.predictor import Predictor
from sagemaker.s3 import S3Downloader
from sagemaker.serializers import CSVSerializer

from lookup import bucket, role

session = sagemaker.Session()
capture = f"s3://{bucket}/data-capture"
model = Model(
    image_uri=image_uris.retrieve(framework="xgboost", version="1.0-1", region=session.boto_region_name),
    model_data=f"s3://{bucket}/model.tar.gz",
    role=role,
    sagemaker_session=session,
)
model.deploy(
    initial_instance_count=1,
    instance_type="ml.m4.xlarge",
    endpoint_name="captured-endpoint",
    data_capture_config=DataCaptureConfig(
        enable_capture=True, sampling_percentage=100, destination_s3_uri=capture
    ),
)
predictor = Predictor(endpoint_name="captured-endpoint", sagemaker_session=session, serializer=CSVSerializer())
predictor.predict("186,0.1,137.8")
S3Downloader.list(f"{capture}/captured-endpoint")
