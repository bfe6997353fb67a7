# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/ml-ops-examples/v3-processing-job-pytorch/v3-pytorch-processing-example.ipynb
import os
import time

from lookup import bucket, placeholder, role
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.image_uris import get_training_image_uri
from sagemaker.core.processing import FrameworkProcessor
from sagemaker.core.shapes import ProcessingOutput, ProcessingS3Output

session = Session()
prefix = "huggingface-text-classification"
placeholder("scripts/preprocess/preprocessing.py")

processor = FrameworkProcessor(
    image_uri=get_training_image_uri(
        region=session.boto_region_name,
        framework="pytorch",
        framework_version="1.13",
        py_version="py39",
        instance_type="ml.m5.xlarge",
    ),
    role=role,
    instance_type="ml.m5.xlarge",
    instance_count=1,
)
processor.run(
    code="preprocessing.py",
    source_dir=os.path.abspath("scripts/preprocess"),
    job_name=f"{prefix}-{time.strftime('%d-%H-%M-%S', time.gmtime())}",
    outputs=[
        ProcessingOutput(
            output_name=name,
            s3_output=ProcessingS3Output(
                s3_uri=f"s3://{bucket}/{prefix}/{name}",
                local_path=f"/opt/ml/processing/{name}",
                s3_upload_mode="EndOfJob",
            ),
        )
        for name in ["train", "test"]
    ],
    wait=False,
)
processor.latest_job.refresh()
