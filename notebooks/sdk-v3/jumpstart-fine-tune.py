# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/training-examples/jumpstart-training-example.ipynb
import uuid

from sagemaker.core.helper.session_helper import Session
from sagemaker.core.jumpstart import JumpStartConfig
from sagemaker.core.jumpstart.notebook_utils import list_jumpstart_models
from sagemaker.core.jumpstart.search import search_public_hub_models
from sagemaker.train.model_trainer import ModelTrainer

session = Session()
name = f"js-v3-training-example-{str(uuid.uuid4())[:8]}"

for model_id, kind, hyperparameters in [
    (
        "huggingface-spc-bert-base-cased",
        "bert",
        {"epochs": 1, "learning_rate": 5e-5, "train_batch_size": 32},
    ),
    (
        "xgboost-classification-model",
        "xgboost",
        {"num_round": 10, "max_depth": 5, "eta": 0.2, "objective": "binary:logistic"},
    ),
    (
        "catboost-regression-model",
        "catboost",
        {"iterations": 50, "learning_rate": 0.1, "depth": 6, "loss_function": "RMSE"},
    ),
]:
    ModelTrainer.from_jumpstart_config(
        jumpstart_config=JumpStartConfig(model_id=model_id),
        base_job_name=f"{name}-{kind}",
        hyperparameters=hyperparameters,
        sagemaker_session=session,
    ).train()

list_jumpstart_models()
list_jumpstart_models(filter="framework == huggingface")
for query in ["bert", "@task:text-generation", "@framework:huggingface AND bert"]:
    search_public_hub_models(query=query)
