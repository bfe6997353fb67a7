# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/ml-ops-examples/v3-pipeline-execution-example.ipynb
from lookup import role
from sagemaker.core.helper.session_helper import Session
from sagemaker.mlops.workflow.pipeline import PipelineExecution

session = Session()
account = role.split(":")[4]
execution = PipelineExecution(
    arn=f"arn:aws:sagemaker:{session.boto_region_name}:{account}:pipeline/pipeline-v3/execution/abcdefghijkl",
    sagemaker_session=session,
)
execution.describe()
execution.list_steps()
execution.wait()
