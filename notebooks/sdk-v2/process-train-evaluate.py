# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/scikit_learn_data_processing_and_model_evaluation/scikit_learn_data_processing_and_model_evaluation.ipynb
import boto3
import sagemaker
from sagemaker.processing import FrameworkProcessor, ProcessingInput, ProcessingOutput, ScriptProcessor
from sagemaker.s3 import S3Downloader
from sagemaker.sklearn.estimator import SKLearn
from sagemaker.sklearn.processing import SKLearnProcessor

from lookup import placeholder, role

region = boto3.session.Session().region_name
data = f"s3://sagemaker-sample-data-{region}/processing/census/census-income.csv"


def preprocess(processor, **more):
    processor.run(
        inputs=[ProcessingInput(source=data, destination="/opt/ml/processing/input")],
        outputs=[
            ProcessingOutput(output_name="train_data", source="/opt/ml/processing/train"),
            ProcessingOutput(output_name="test_data", source="/opt/ml/processing/test"),
        ],
        arguments=["--train-test-split-ratio", "0.2"],
        **more,
    )
    outputs = processor.jobs[-1].describe()["ProcessingOutputConfig"]["Outputs"]
    return [output["S3Output"]["S3Uri"] for output in outputs]


processor = SKLearnProcessor(
    framework_version="0.20.0", role=role, instance_type="ml.m5.xlarge", instance_count=1
)
prepared = preprocess(processor, code=placeholder("preprocessing.py"))
train, test = prepared[0], prepared[-1]

sklearn = SKLearn(
    entry_point=placeholder("train.py"), framework_version="0.20.0", instance_type="ml.m5.xlarge", role=role
)
sklearn.fit({"train": train})
job = sklearn.jobs[-1].describe()
model = f"{job['OutputDataConfig']['S3OutputPath']}{job['TrainingJobName']}/output/model.tar.gz"

processor.run(
    code=placeholder("evaluation.py"),
    inputs=[
        ProcessingInput(source=model, destination="/opt/ml/processing/model"),
        ProcessingInput(source=test, destination="/opt/ml/processing/test"),
    ],
    outputs=[ProcessingOutput(output_name="evaluation", source="/opt/ml/processing/evaluation")],
)
evaluation = processor.jobs[-1].describe()["ProcessingOutputConfig"]["Outputs"][0]["S3Output"]["S3Uri"]
S3Downloader.read_file(f"{evaluation}/evaluation.json")

placeholder("code/preprocessing.py")
preprocess(
    FrameworkProcessor(
        role=role,
        instance_count=1,
        instance_type="ml.m5.xlarge",
        estimator_cls=sagemaker.sklearn.estimator.SKLearn,
        framework_version="0.20.0",
    ),
    code="preprocessing.py",
    source_dir="code",
)

account = boto3.client("sts").get_caller_identity().get("Account")
preprocess(
    ScriptProcessor(
        command=["python3"],
        image_uri=f"{account}.dkr.ecr.{region}.amazonaws.com/sagemaker-processing-container:latest",
        role=role,
        instance_count=1,
        instance_type="ml.m5.xlarge",
    ),
    code="preprocessing.py",
)
