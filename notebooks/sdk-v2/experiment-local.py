# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/local_experiment_tracking/pytorch_experiment.ipynb
from sagemaker.experiments.run import Run, load_run
from sagemaker.session import Session
from sagemaker.utils import unique_name_from_base

from lookup import placeholder

experiment = unique_name_from_base("local-experiment-example")
with Run(experiment_name=experiment, run_name="experiment-run", sagemaker_session=Session()) as run:
    run.log_parameters({"num_train_samples": 60000, "num_test_samples": 10000})
    name = "train-images-idx3-ubyte.gz"
    run.log_file(placeholder(f"mnist_data/MNIST/raw/{name}"), name=name, is_output=False)


def log_training(run, optimizer, channels):
    run.log_parameter("device", "cpu")
    run.log_parameters({"data_dir": "mnist_data", "optimizer": optimizer, "epochs": 5, "hidden_channels": channels})
    for epoch in range(1, 6):
        for kind in ("Train", "Test"):
            run.log_metric(name=f"{kind}:loss", value=1 / epoch, step=epoch)
            run.log_metric(name=f"{kind}:accuracy", value=90.0, step=epoch)
    run.log_confusion_matrix([0, 1], [0, 1], "Confusion-Matrix-Test-Data")


with load_run(experiment_name=experiment, run_name="experiment-run", sagemaker_session=Session()) as run:
    log_training(run, "adam", 2)
for number, (channels, optimizer) in enumerate([(5, "adam"), (5, "sgd"), (10, "adam"), (10, "sgd")], start=1):
    with Run(
        experiment_name=experiment, run_name=f"experiment-run-{number}", sagemaker_session=Session()
    ) as run:
        log_training(run, optimizer, channels)
