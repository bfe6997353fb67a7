# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-mme_with_torchserve/sm-mme_with_torchserve.ipynb
import json
from datetime import datetime

import boto3
import sagemaker
from sagemaker.model import Model
from sagemaker.multidatamodel import MultiDataModel

from lookup import bucket, placeholder, role

boto_session = boto3.Session()
session = sagemaker.Session(boto_session=boto_session)
boto3.client("sts").get_caller_identity().get("Account")
models = f"s3://{bucket}/torchserve/mme"

boto3.client("s3").upload_file(placeholder("workspace/sam/sam.tar.gz"), bucket, "torchserve/mme/sam.tar.gz")
model = Model(
    model_data=f"{models}/sam.tar.gz",
    image_uri=sagemaker.image_uris.retrieve(
        framework="pytorch",
        region=boto_session.region_name,
        py_version="py310",
        image_scope="inference",
        version="2.2.0",
        instance_type="ml.g5.2xlarge",
    ),
    role=role,
    sagemaker_session=session,
    env={"TF_ENABLE_ONEDNN_OPTS": "0", "TS_INSTALL_PY_DEP_PER_MODEL": "true"},
)
several = MultiDataModel(
    name=f"torchserve-mme-genai-{datetime.now():%Y-%m-%d-%H-%M-%S}",
    model_data_prefix=models,
    model=model,
    sagemaker_session=session,
)
several.deploy(
    initial_instance_count=1,
    instance_type="ml.g5.2xlarge",
    serializer=sagemaker.serializers.JSONSerializer(),
    deserializer=sagemaker.deserializers.JSONDeserializer(),
)
for name in ["sd", "lama"]:
    several.add_model(model_data_source=placeholder(f"workspace/{name}/{name}.tar.gz"))
list(several.list_models())

predictor = sagemaker.predictor.Predictor(endpoint_name=several.endpoint_name, sagemaker_session=session)
for name in ["sam", "sd", "lama"]:
    predictor.predict(data=json.dumps({"image": "", "gen_args": "{}"}).encode(), target_model=f"/{name}.tar.gz")
predictor.delete_endpoint(delete_endpoint_config=True)
