# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-batch_transform_pytorch/sm-batch_transform_pytorch.ipynb
import sagemaker
from sagemaker.pytorch import PyTorch, PyTorchModel

from lookup import bucket, placeholder, role

session = sagemaker.Session()
prefix = "sagemaker/DEMO-pytorch-batch-inference-script"
placeholder("data/MNIST/raw/t10k-images-idx3-ubyte.gz")
placeholder("data/images/0.png")
placeholder("model-script/mnist.py")

estimator = PyTorch(
    entry_point="model-script/mnist.py",
    role=role,
    framework_version="1.8.0",
    py_version="py3",
    instance_count=3,
    instance_type="ml.c5.2xlarge",
    hyperparameters={"epochs": 1, "backend": "gloo"},
)
estimator.fit({"training": session.upload_data(path="data", bucket=bucket, key_prefix=prefix)})

images = session.upload_data(path="data/images", bucket=bucket, key_prefix="batch_transform")
model = PyTorchModel(
    model_data=estimator.model_data,
    role=role,
    framework_version="1.8.0",
    py_version="py3",
    source_dir="model-script/",
    entry_point="mnist.py",
)
transformer = model.transformer(instance_count=1, instance_type="ml.c5.xlarge")
transformer.transform(data=images, data_type="S3Prefix", content_type="application/x-image", wait=True)

manifest = session.upload_data(path=placeholder("manifest.json"), key_prefix=prefix)
transformer.transform(data=manifest, data_type="ManifestFile", content_type="application/x-image", wait=False)

client = session.sagemaker_client
client.describe_transform_job(TransformJobName=transformer.latest_transform_job.name)

several = estimator.transformer(instance_count=2, instance_type="ml.c4.xlarge")
several.transform(data=images, data_type="S3Prefix", content_type="application/x-image", wait=True)
client.list_transform_jobs()
job = client.describe_transform_job(TransformJobName=several.latest_transform_job.name)
output_bucket, output_prefix = job["TransformOutput"]["S3OutputPath"].removeprefix("s3://").split("/", 1)
session.download_data(path="output", bucket=output_bucket, key_prefix=output_prefix)
