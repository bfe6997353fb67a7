# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-linear_learner_mnist.ipynb
import io
import time

import boto3
import numpy as np
import sagemaker
import sagemaker.amazon.common as smac
from sagemaker import image_uris
from sagemaker.deserializers import JSONDeserializer
from sagemaker.serializers import CSVSerializer
from sagemaker.tuner import ContinuousParameter, HyperparameterTuner, IntegerParameter

from lookup import bucket, role

session = sagemaker.Session()
region = boto3.Session().region_name
prefix = "sagemaker/DEMO-linear-mnist"

s3 = boto3.client("s3")
s3.download_file(f"sagemaker-example-files-prod-{region}", "datasets/image/MNIST/mnist.pkl.gz", "mnist.pkl.gz")
images = np.zeros((2, 784), dtype="float32")


def upload(channel):
    buffer = io.BytesIO()
    smac.write_numpy_to_dense_tensor(buffer, images, np.zeros(2, dtype="float32"))
    buffer.seek(0)
    key = f"{prefix}/{channel}/recordio-pb-data"
    boto3.resource("s3").Bucket(bucket).Object(key).upload_fileobj(buffer)
    return f"s3://{bucket}/{key}"


train = upload("train")
validation = upload("validation")

linear = sagemaker.estimator.Estimator(
    image_uris.retrieve(region=region, framework="linear-learner"),
    role,
    instance_count=1,
    instance_type="ml.c4.xlarge",
    output_path=f"s3://{bucket}/{prefix}/output",
    sagemaker_session=session,
)
linear.set_hyperparameters(feature_dim=784, predictor_type="binary_classifier", mini_batch_size=200)
linear.fit({"train": train})

tuner = HyperparameterTuner(
    linear,
    "validation:binary_f_beta",
    {
        "wd": ContinuousParameter(1e-7, 1, scaling_type="Auto"),
        "learning_rate": ContinuousParameter(1e-5, 1, scaling_type="Auto"),
        "mini_batch_size": IntegerParameter(100, 2000, scaling_type="Auto"),
    },
    max_jobs=6,
    max_parallel_jobs=2,
    objective_type="Maximize",
)
tuner.fit(
    inputs={"train": train, "validation": validation},
    job_name="DEMO-ll-mni-" + time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime()),
)

predictor = tuner.deploy(initial_instance_count=1, instance_type="ml.m4.xlarge")
predictor.serializer = CSVSerializer()
predictor.deserializer = JSONDeserializer()
predictor.predict(images[:1], initial_args={"ContentType": "text/csv"})
predictor.delete_model()
predictor.delete_endpoint()
