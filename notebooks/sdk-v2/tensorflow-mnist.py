# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/get_started_mnist_train_outputs.ipynb
import boto3
import sagemaker
from sagemaker.tensorflow import TensorFlow

from lookup import bucket, placeholder, role

session = sagemaker.Session()
placeholder("code/train.py")

estimator = TensorFlow(
    entry_point="train.py",
    source_dir="code",
    role=role,
    framework_version="2.3.1",
    model_dir=False,
    py_version="py37",
    instance_type="ml.c4.xlarge",
    instance_count=1,
    volume_size=250,
    output_path=f"s3://{bucket}/DEMO-tensorflow/mnist",
    hyperparameters={"batch-size": 512, "epochs": 1, "learning-rate": 1e-3, "beta_1": 0.9, "beta_2": 0.999},
)

s3 = boto3.client("s3")
for name in ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"]:
    path = placeholder(f"data/{name}-ubyte.gz")
    s3.download_file("sagemaker-sample-files", f"datasets/image/MNIST/{name}-ubyte.gz", path)

location = session.upload_data(path="./data", bucket=bucket, key_prefix="DEMO-mnist")
estimator.fit(inputs={"training": location, "testing": location})
print(estimator.model_data)
