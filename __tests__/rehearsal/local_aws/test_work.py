"""Jobs, pipelines, schedules and endpoints are stopped, and refuse to be, as AWS says."""

import unittest
from typing import Any

from support import InAnAccount, admin

ROLE = "arn:aws:iam::111111111111:role/execution"
RESOURCES = {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1}


class Work(InAnAccount):
    def setUp(self) -> None:
        super().setUp()
        self.sagemaker = self.client("sagemaker")

    def train(self, name: str) -> None:
        self.sagemaker.create_training_job(
            TrainingJobName=name,
            RoleArn=ROLE,
            AlgorithmSpecification={"TrainingInputMode": "File", "TrainingImage": "image"},
            OutputDataConfig={"S3OutputPath": "s3://bucket/"},
            ResourceConfig=RESOURCES,
            StoppingCondition={"MaxRuntimeInSeconds": 60},
        )

    def serve(self, name: str, **tags: str) -> None:
        listed = [{"Key": key, "Value": value} for key, value in tags.items()]
        variant = {"VariantName": "all", "ModelName": "model", "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
        self.sagemaker.create_endpoint_config(EndpointConfigName=name, ProductionVariants=[variant], Tags=listed)
        self.sagemaker.create_endpoint(EndpointName=name, EndpointConfigName=name, Tags=listed)

    def running(self, **filters: Any) -> list[str]:
        return [job["TrainingJobName"] for job in self.sagemaker.list_training_jobs(StatusEquals="InProgress", **filters)["TrainingJobSummaries"]]


class Jobs(Work):
    def test_a_job_runs_until_it_is_stopped_and_cannot_be_stopped_twice(self) -> None:
        self.train("dev-research-one")
        self.train("dev-research-two")
        self.train("other")
        self.assertEqual(self.running(NameContains="research"), ["dev-research-one", "dev-research-two"])
        self.sagemaker.stop_training_job(TrainingJobName="dev-research-one")
        self.assertEqual(self.running(), ["dev-research-two", "other"])
        with self.refused("ValidationException", "is in status Stopped"):
            self.sagemaker.stop_training_job(TrainingJobName="dev-research-one")

    def test_a_job_that_is_stopping_is_no_longer_in_progress(self) -> None:
        self.train("slow")
        admin("/settings", {"appSeconds": 3600})
        self.sagemaker.stop_training_job(TrainingJobName="slow")
        self.assertEqual(self.running(), [])
        self.assertEqual(self.sagemaker.describe_training_job(TrainingJobName="slow")["TrainingJobStatus"], "Stopping")
        admin("/settings", {"appSeconds": 0})

    def test_unknown_work_cannot_be_stopped(self) -> None:
        with self.refused("ResourceNotFound"):
            self.sagemaker.stop_transform_job(TransformJobName="nothing")
        with self.refused("ResourceNotFound"):
            self.sagemaker.stop_monitoring_schedule(MonitoringScheduleName="nothing")


class Pipelines(Work):
    def test_an_execution_is_listed_under_its_pipeline_and_stops(self) -> None:
        self.sagemaker.create_pipeline(PipelineName="dev-research-train", RoleArn=ROLE, PipelineDefinition="{}", ClientRequestToken="0" * 32)
        self.assertEqual(len(self.sagemaker.list_pipelines(PipelineNamePrefix="dev-research")["PipelineSummaries"]), 1)
        self.assertEqual(self.sagemaker.list_pipelines(PipelineNamePrefix="research")["PipelineSummaries"], [])
        with self.refused("ValidationException", "PipelineNamePrefix"):
            self.sagemaker.list_pipelines(PipelineNamePrefix="dev-research-")
        made = self.sagemaker.start_pipeline_execution(PipelineName="dev-research-train", ClientRequestToken="1" * 32)["PipelineExecutionArn"]
        self.assertIn(":pipeline/dev-research-train/execution/", made)
        self.sagemaker.stop_pipeline_execution(PipelineExecutionArn=made, ClientRequestToken="2" * 32)
        [execution] = self.sagemaker.list_pipeline_executions(PipelineName="dev-research-train")["PipelineExecutionSummaries"]
        self.assertEqual(execution["PipelineExecutionStatus"], "Stopped")


class Endpoints(Work):
    def test_an_endpoint_needs_its_configuration_and_comes_back_from_it(self) -> None:
        with self.refused("ValidationException", "Could not find endpoint configuration"):
            self.sagemaker.create_endpoint(EndpointName="e", EndpointConfigName="nothing")
        self.serve("churn", owner="ada")
        arn = self.sagemaker.describe_endpoint(EndpointName="churn")["EndpointArn"]
        self.assertEqual(self.sagemaker.list_tags(ResourceArn=arn)["Tags"], [{"Key": "owner", "Value": "ada"}])
        with self.refused("ValidationException", "Cannot create already existing endpoint"):
            self.sagemaker.create_endpoint(EndpointName="churn", EndpointConfigName="churn")
        self.sagemaker.delete_endpoint(EndpointName="churn")
        with self.refused("ValidationException", "Could not find endpoint"):
            self.sagemaker.describe_endpoint(EndpointName="churn")
        self.sagemaker.create_endpoint(EndpointName="churn", EndpointConfigName="churn")

    def test_components_go_before_their_endpoint(self) -> None:
        self.serve("llm")
        self.sagemaker.create_inference_component(InferenceComponentName="one", EndpointName="llm", VariantName="all", Specification={"ModelName": "model"})
        self.assertEqual(len(self.sagemaker.list_inference_components(EndpointNameEquals="llm")["InferenceComponents"]), 1)
        with self.refused("ValidationException", "inference components"):
            self.sagemaker.delete_endpoint(EndpointName="llm")
        self.sagemaker.delete_inference_component(InferenceComponentName="one")
        self.sagemaker.delete_endpoint(EndpointName="llm")


class ManagedPolicies(InAnAccount):
    def test_a_sixth_version_is_refused(self) -> None:
        iam, document = self.client("iam"), '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'
        policy = iam.create_policy(PolicyName="people", PolicyDocument=document)["Policy"]["Arn"]
        for _ in range(4):
            iam.create_policy_version(PolicyArn=policy, PolicyDocument=document, SetAsDefault=True)
        with self.refused("LimitExceeded"):
            iam.create_policy_version(PolicyArn=policy, PolicyDocument=document, SetAsDefault=True)


if __name__ == "__main__":
    unittest.main()
