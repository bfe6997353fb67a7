# Source: aws/sagemaker-python-sdk@fc582aaa46fa: doc/amazon_sagemaker_model_monitoring.rst
import sagemaker
from sagemaker import image_uris
from sagemaker.model import Model
from sagemaker.model_monitor import DataCaptureConfig
from sagemaker.predictor import Predictor
from sagemaker.s3 import S3Downloader
from sagemaker.serializers import CSVSerializer

from lookup import bucket, role

session = sagemaker.Session()
capture = f"s3://{bucket}/path/for/data/capture"
model = Model(
    image_uri=image_uris.retrieve(framework="xgboost", version="1.0-1", region=session.boto_region_name),
    model_data=f"s3://{bucket}/model.tar.gz",
    role=role,
    predictor_cls=Predictor,
    sagemaker_session=session,
)
predictor = model.deploy(
    initial_instance_count=1,
    instance_type="ml.m4.xlarge",
    serializer=CSVSerializer(),
    data_capture_config=DataCaptureConfig(
        enable_capture=True, sampling_percentage=100, destination_s3_uri=capture
    ),
)
predictor.predict("186,0.1,137.8")
S3Downloader.list(capture)
S3Downloader.read_file(f"{capture}/{predictor.endpoint_name}/AllTraffic/2020/01/01/00/filename.jsonl")
