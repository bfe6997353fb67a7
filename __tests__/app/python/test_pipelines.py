"""The steps of a pipeline are filled in like the calls that SageMaker makes of them."""

import json
import unittest

import support

NETWORK, VOLUME = support.NAMES["network"], support.NAMES["volume_key"]
EXPERIMENT = {
    "ExperimentName": {"Get": "Execution.PipelineName"},
    "TrialName": {"Get": "Execution.PipelineExecutionId"},
}


def step(kind, **arguments):
    return {"Name": kind, "Type": kind, "Arguments": arguments}


def created(*steps, **more):
    """The definition that is sent for a pipeline of these steps."""
    text = json.dumps({"Version": "2020-12-01", "Steps": steps, **more})
    return json.loads(support.sent("sagemaker", "CreatePipeline", PipelineName="p", PipelineDefinition=text)["PipelineDefinition"])


def arguments(kind, given, **more):
    return created(step(kind, **given), **more)["Steps"][0]["Arguments"]


class Pipelines(unittest.TestCase):
    def setUp(self):
        support.use(support.NAMES)

    def test_each_kind_of_step(self):
        machine = {"InstanceType": "ml.m5.large", "InstanceCount": 1}
        training = arguments("Training", {"ResourceConfig": machine})
        self.assertEqual(training["VpcConfig"], NETWORK)
        self.assertEqual(training["ResourceConfig"], {**machine, "VolumeKmsKeyId": VOLUME})
        for kind in ("Processing", "QualityCheck", "ClarifyCheck"):
            processing = arguments(kind, {"ProcessingResources": {"ClusterConfig": machine}})
            self.assertEqual(processing["NetworkConfig"]["VpcConfig"], NETWORK)
            self.assertEqual(processing["ProcessingResources"]["ClusterConfig"]["VolumeKmsKeyId"], VOLUME)
        self.assertEqual(arguments("Transform", {"TransformResources": machine})["TransformResources"]["VolumeKmsKeyId"], VOLUME)
        self.assertEqual(arguments("Model", {})["VpcConfig"], NETWORK)
        self.assertEqual(arguments("Tuning", {"TrainingJobDefinition": {}})["TrainingJobDefinition"]["VpcConfig"], NETWORK)
        self.assertEqual(arguments("AutoML", {})["AutoMLJobConfig"]["SecurityConfig"]["VpcConfig"], NETWORK)

    def test_jobs_of_steps_have_the_teams_prefix(self):
        self.assertEqual(arguments("Training", {})["TrainingJobName"], "dev-research")
        self.assertEqual(arguments("Training", {"TrainingJobName": "fit"})["TrainingJobName"], "dev-research-fit")
        self.assertEqual(arguments("Tuning", {})["HyperParameterTuningJobName"], "dev-research")
        self.assertEqual(arguments("Model", {})["ModelName"], "dev-research")
        group = arguments("RegisterModel", {"ModelPackageGroupName": "g"})
        self.assertEqual(group, {"ModelPackageGroupName": "dev-research-g"})
        check = {**step("QualityCheck"), "ModelPackageGroupName": "g"}
        self.assertEqual(created(check)["Steps"][0]["ModelPackageGroupName"], "dev-research-g")
        support.use(support.ACCOUNT)
        self.assertNotIn("TrainingJobName", arguments("Training", {}))

    def test_what_another_step_gives_stays(self):
        of_step = {"Get": "Steps.Create.ModelName"}
        self.assertEqual(arguments("Transform", {"ModelName": of_step})["ModelName"], of_step)
        path = {"Std:Join": {"On": "/", "Values": ["s3://b", {"Get": "Parameters.x"}]}}
        output = arguments("Training", {"OutputDataConfig": {"S3OutputPath": path}})["OutputDataConfig"]
        self.assertEqual(output["S3OutputPath"], path)

    def test_arguments_that_botocore_does_not_know_stay_beside_those_that_are_filled_in(self):
        training = arguments("Training", {"NewSetting": {"A": 1}, "Environment": {"ModelName": "m"}})
        self.assertEqual(training["NewSetting"], {"A": 1})
        self.assertEqual(training["Environment"], {"ModelName": "m"})
        self.assertEqual(training["VpcConfig"], NETWORK)

    def test_a_parameter_counts_as_its_default(self):
        chosen = {"InstanceType": {"Get": "Parameters.Machine"}}
        for machine, has in (("ml.g5.xlarge", False), ("ml.m5.xlarge", True)):
            made = arguments("Training", {"ResourceConfig": chosen}, Parameters=[{"Name": "Machine", "Type": "String", "DefaultValue": machine}])
            self.assertEqual("VolumeKmsKeyId" in made["ResourceConfig"], has)

    def test_steps_in_branches_and_loops(self):
        branch = step("Condition", Conditions=[{"Type": "Equals"}], IfSteps=[step("Model")], ElseSteps=[step("Fail")])
        made = created(branch, step("ForEach", Steps=[step("Training")]))["Steps"]
        self.assertEqual(made[0]["Arguments"]["IfSteps"][0]["Arguments"]["VpcConfig"], NETWORK)
        self.assertEqual(made[0]["Arguments"]["ElseSteps"], [step("Fail")])
        self.assertEqual(made[0]["Arguments"]["Conditions"], [{"Type": "Equals"}])
        self.assertEqual(made[1]["Arguments"]["Steps"][0]["Arguments"]["VpcConfig"], NETWORK)

    def test_no_experiment_where_names_tell_teams_apart_since_sagemaker_names_its_runs(self):
        self.assertIsNone(created(PipelineExperimentConfig=EXPERIMENT)["PipelineExperimentConfig"])
        support.use(support.ACCOUNT)
        self.assertEqual(created(PipelineExperimentConfig=EXPERIMENT)["PipelineExperimentConfig"], EXPERIMENT)
