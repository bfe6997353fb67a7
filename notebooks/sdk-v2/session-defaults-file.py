# Source: aws/sagemaker-python-sdk@fc582aaa46fa: doc/overview.rst
import sagemaker
from sagemaker.config import load_sagemaker_config

print(load_sagemaker_config())

session = sagemaker.Session()
print(session.sagemaker_config)
print(session.default_bucket())
