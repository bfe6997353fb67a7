# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/sagemaker_v3_setup.ipynb
from sagemaker.core.helper.session_helper import Session
from sagemaker.mlops.workflow.pipeline import Pipeline
from sagemaker.serve import ModelBuilder
from sagemaker.train import ModelTrainer

session = Session()
print([module.__name__ for module in (Pipeline, ModelBuilder, ModelTrainer)], session.boto_region_name)
print(session.default_bucket())
