# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/training-examples/custom-distributed-training-example.ipynb
from lookup import placeholder
from sagemaker.core import image_uris
from sagemaker.core.helper.session_helper import Session
from sagemaker.train.configs import SourceCode
from sagemaker.train.distributed import DistributedConfig
from sagemaker.train.model_trainer import ModelTrainer

session = Session()
placeholder("custom_drivers/driver.py")
placeholder("scripts/entry_script.py")


class CustomDriver(DistributedConfig):
    process_count_per_node: int = None

    @property
    def driver_dir(self) -> str:
        return "custom_drivers"

    @property
    def driver_script(self) -> str:
        return "driver.py"


trainer = ModelTrainer(
    sagemaker_session=session,
    training_image=image_uris.retrieve(
        framework="pytorch",
        region=session.boto_region_name,
        version="2.0.0",
        py_version="py310",
        instance_type="ml.m5.xlarge",
        image_scope="training",
    ),
    hyperparameters={"epochs": 10},
    source_code=SourceCode(source_dir="scripts", entry_script="entry_script.py"),
    distributed=CustomDriver(process_count_per_node=2),
    base_job_name="custom-distributed-driver",
)
trainer.train()
