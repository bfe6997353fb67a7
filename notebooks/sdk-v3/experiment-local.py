# Source: aws/sagemaker-python-sdk@a24812666d25: sagemaker-core/example_notebooks/track_local_pytorch_experiment.ipynb
import time

from lookup import bucket, placeholder
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.resources import Experiment, Trial, TrialComponent
from sagemaker.core.shapes import RawMetricData, TrialComponentArtifact, TrialComponentParameterValue

session = Session()
stamp = time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())
experiment = f"local-pyspark-experiment-example-{stamp}"
group = f"Default-Run-Group-{experiment}"

path = placeholder("mnist_data/MNIST/raw/train-images-idx3-ubyte.gz")
session.s3_client.upload_file(path, bucket, path)

Experiment.create(experiment_name=experiment)
Trial.create(trial_name=group, experiment_name=experiment)
for number in range(1, 5):
    component = TrialComponent.create(
        trial_component_name=f"local-experiment-run-{number}{stamp}",
        parameters={
            "num_train_samples": TrialComponentParameterValue(number_value=60000),
            "num_test_samples": TrialComponentParameterValue(number_value=10000),
        },
        input_artifacts={"train-images-idx3-ubyte.gz": TrialComponentArtifact(value=path)},
    )
    component.associate_trail(trial_name=group)
    component.update(
        parameters={
            "device": TrialComponentParameterValue(string_value="cpu"),
            "optimizer": TrialComponentParameterValue(string_value="adam"),
            "epochs": TrialComponentParameterValue(number_value=5),
        }
    )
    component.batch_put_metrics(
        metric_data=[RawMetricData(metric_name="Train:loss", value=0.5, step=1, timestamp=time.time())]
    )
