# Source: aws/sagemaker-python-sdk@fc582aaa46fa: doc/overview.rst
from sagemaker.jumpstart.estimator import JumpStartEstimator

from lookup import bucket

estimator = JumpStartEstimator(model_id="huggingface-textgeneration1-gpt-j-6b")
estimator.fit({"train": f"s3://{bucket}/train", "validation": f"s3://{bucket}/validation"})
predictor = estimator.deploy()
predictor.predict("What is Southern California often abbreviated as?")
