# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-scikit_build_your_own_container/sm-scikit_build_your_own_container.ipynb
import pandas as pd
import sagemaker
from sagemaker.serializers import CSVSerializer

from lookup import bucket, placeholder, role

prefix = "DEMO-scikit-byo-iris"
session = sagemaker.Session()
placeholder("data/iris.csv", "0,5.1,3.5\n")
location = session.upload_data("data", bucket=bucket, key_prefix=prefix)

account = session.boto_session.client("sts").get_caller_identity()["Account"]
region = session.boto_session.region_name
tree = sagemaker.estimator.Estimator(
    f"{account}.dkr.ecr.{region}.amazonaws.com/sagemaker-decision-trees:latest",
    role,
    1,
    "ml.c4.2xlarge",
    output_path=f"s3://{bucket}/output",
    sagemaker_session=session,
)
tree.fit(location)

predictor = tree.deploy(1, "ml.m4.xlarge", serializer=CSVSerializer())
predictor.predict(pd.read_csv("data/iris.csv", header=None).values)
session.delete_endpoint(predictor.endpoint)

transformer = tree.transformer(
    instance_count=1,
    instance_type="ml.m4.xlarge",
    output_path=f"s3://{bucket}/batch-transform-output",
    assemble_with="Line",
    accept="text/csv",
)
transformer.transform(location, content_type="text/csv", split_type="Line", input_filter="$[1:]")
transformer.wait()
session.boto_session.client("s3").download_file(bucket, "batch-transform-output/iris.csv.out", "iris.csv.out")
