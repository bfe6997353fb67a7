# Source: aws/sagemaker-python-sdk@fc582aaa46fa: doc/overview.rst
from sagemaker.jumpstart.model import JumpStartModel

model = JumpStartModel(model_id="huggingface-text2text-flan-t5-xl")
predictor = model.deploy()
predictor.predict("What is Southern California often abbreviated as?")
