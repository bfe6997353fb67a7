# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/ml-ops-examples/v3-hyperparameter-tuning-example/v3-hyperparameter-tuning-pipeline.ipynb
from lookup import bucket, placeholder, role
from sagemaker.core.parameter import CategoricalParameter, ContinuousParameter
from sagemaker.core.workflow.pipeline_context import PipelineSession
from sagemaker.mlops.workflow.model_step import ModelStep
from sagemaker.mlops.workflow.pipeline import Pipeline
from sagemaker.mlops.workflow.steps import TuningStep
from sagemaker.serve.model_builder import ModelBuilder
from sagemaker.train import ModelTrainer
from sagemaker.train.configs import Compute, InputData, SourceCode, StoppingCondition
from sagemaker.train.tuner import HyperparameterTuner

session = PipelineSession()
session.account_id()
image = f"763104351884.dkr.ecr.{session.boto_region_name}.amazonaws.com/pytorch-training:1.10.0-gpu-py38"
placeholder("data/MNIST/raw/t10k-images-idx3-ubyte.gz")
data = session.upload_data(path="data", bucket=bucket, key_prefix="v3-tuning/data")

placeholder("mnist.py")
trainer = ModelTrainer(
    training_image=image,
    source_code=SourceCode(source_dir=".", entry_script="mnist.py"),
    compute=Compute(instance_type="ml.m5.xlarge", instance_count=1, volume_size_in_gb=30),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=3600),
    hyperparameters={"epochs": 1, "backend": "gloo"},
    sagemaker_session=session,
    role=role,
    base_job_name="pytorch-mnist-hpo",
)
tuner = HyperparameterTuner(
    model_trainer=trainer,
    objective_metric_name="average test loss",
    hyperparameter_ranges={
        "lr": ContinuousParameter(0.001, 0.1),
        "batch-size": CategoricalParameter([32, 64, 128, 256, 512]),
    },
    metric_definitions=[{"Name": "average test loss", "Regex": "Test set: Average loss: ([0-9\\.]+)"}],
    max_jobs=3,
    max_parallel_jobs=2,
    strategy="Random",
    objective_type="Minimize",
    early_stopping_type="Auto",
)
tuning = TuningStep(
    name="HPTuning",
    step_args=tuner.tune(inputs=[InputData(channel_name="training", data_source=data)], wait=False),
)
builder = ModelBuilder(
    image_uri=image,
    s3_model_data_url=tuning.get_top_model_s3_uri(top_k=0, s3_bucket=bucket, prefix="pytorch-mnist-hpo"),
    sagemaker_session=session,
    role_arn=role,
)
create = ModelStep(name="CreateBestModel", step_args=builder.build())

pipeline = Pipeline(name="pipeline-v3", steps=[tuning, create], sagemaker_session=session)
pipeline.definition()
pipeline.upsert(role_arn=role)
pipeline.start().describe()
