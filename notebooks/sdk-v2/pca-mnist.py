# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-introduction_to_pca.ipynb
import io

import boto3
import numpy as np
import sagemaker
import sagemaker.amazon.common as smac
from sagemaker.deserializers import JSONDeserializer
from sagemaker.image_uris import retrieve
from sagemaker.serializers import CSVSerializer

from lookup import bucket, role

region = boto3.Session().region_name
prefix = "sagemaker/DEMO-pca-mnist"

s3 = boto3.client("s3")
s3.download_file(f"sagemaker-example-files-prod-{region}", "datasets/image/MNIST/mnist.pkl.gz", "mnist.pkl.gz")
vectors = np.zeros((2, 4))

buffer = io.BytesIO()
smac.write_numpy_to_dense_tensor(buffer, vectors)
buffer.seek(0)
key = f"{prefix}/train/recordio-pb-data"
boto3.resource("s3").Bucket(bucket).Object(key).upload_fileobj(buffer)

pca = sagemaker.estimator.Estimator(
    retrieve(framework="pca", region=region),
    role,
    instance_count=1,
    instance_type="ml.c4.xlarge",
    output_path=f"s3://{bucket}/{prefix}/output",
    sagemaker_session=sagemaker.Session(),
)
pca.set_hyperparameters(
    feature_dim=50000, num_components=10, subtract_mean=True, algorithm_mode="randomized", mini_batch_size=200
)
pca.fit({"train": f"s3://{bucket}/{key}"})

predictor = pca.deploy(initial_instance_count=1, instance_type="ml.m4.xlarge")
predictor.serializer = CSVSerializer()
predictor.deserializer = JSONDeserializer()
predictor.predict(vectors[0])
sagemaker.Session().delete_endpoint(predictor.endpoint_name)
