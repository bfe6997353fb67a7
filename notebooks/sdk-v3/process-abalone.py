# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/ml-ops-examples/v3-processing-job-sklearn.ipynb
from lookup import bucket, placeholder, role
from sagemaker.core import image_uris
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.processing import ScriptProcessor
from sagemaker.core.shapes import ProcessingInput, ProcessingOutput, ProcessingS3Input, ProcessingS3Output

session = Session()
session.account_id()
data = "s3://sagemaker-sample-files/datasets/tabular/uci_abalone/abalone.csv"

processor = ScriptProcessor(
    image_uri=image_uris.retrieve(
        framework="sklearn",
        region=session.boto_region_name,
        version="1.2-1",
        py_version="py3",
        instance_type="ml.m5.xlarge",
    ),
    instance_type="ml.m5.xlarge",
    instance_count=1,
    base_job_name="v3-job-sklearn-preprocess-job",
    sagemaker_session=session,
    role=role,
)
processor.run(
    wait=False,
    inputs=[
        ProcessingInput(
            input_name="input-1",
            s3_input=ProcessingS3Input(
                s3_uri=data,
                local_path="/opt/ml/processing/input",
                s3_data_type="S3Prefix",
                s3_input_mode="File",
                s3_data_distribution_type="ShardedByS3Key",
            ),
        )
    ],
    outputs=[
        ProcessingOutput(
            output_name=name,
            s3_output=ProcessingS3Output(
                s3_uri=f"s3://{bucket}/pipeline-v3/{name}",
                local_path=f"/opt/ml/processing/{name}",
                s3_upload_mode="EndOfJob",
            ),
        )
        for name in ["train", "validation", "test"]
    ],
    code=placeholder("code/preprocess.py"),
    arguments=["--input-data", data],
)
processor.latest_job.refresh()
