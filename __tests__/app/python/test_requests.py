"""What is left out of a request is filled in, wherever the service's model has it; what was given stays."""

import contextlib
import copy
import io
import json
import os
import unittest

import support
from studio_enclave import names, requests

POLICY = json.loads(os.environ["POLICY"])
KEYS = {"VpcConfig": support.NAMES["network"], "VolumeKmsKeyId": support.NAMES["volume_key"]}


def places(shape, wanted, path=()):
    """Paths to members of that name; list elements are 0."""
    if shape.type_name == "list":
        yield from places(shape.member, wanted, (*path, 0))
    if shape.type_name == "structure":
        for key, member in shape.members.items():
            if key == wanted:
                yield (*path, key)
            elif len(path) < 8:
                yield from places(member, wanted, (*path, key))


def holding(path):
    """The smallest request that has the structure in which the path ends."""
    if len(path) == 1:
        return {}
    rest = holding(path[1:])
    return [rest] if path[0] == 0 else {path[0]: rest}


def at(value, path):
    """What stands at the path."""
    for step in path:
        value = value[step]
    return value


class FilledIn(unittest.TestCase):
    def setUp(self):
        support.use(support.NAMES)
        self.sagemaker = support.model("sagemaker")

    def test_each_network_and_volume_key_that_the_policy_asks_for(self):
        found = 0
        for operation in POLICY["operations"]:
            shape = self.sagemaker.operation_model(operation).input_shape
            for key, value in KEYS.items():
                for path in places(shape, key):
                    if operation == "CreateEndpointConfig":
                        continue
                    with self.subTest(operation=operation, path=path):
                        self.assertEqual(at(support.sent("sagemaker", operation, **holding(path)), path), value)
                        found += 1
        self.assertGreaterEqual(found, 25)

    def test_a_network_even_where_the_structure_around_it_is_missing(self):
        for operation, path in {
            "CreateProcessingJob": ["NetworkConfig"],
            "CreateAutoMLJob": ["AutoMLJobConfig", "SecurityConfig"],
            "CreateAutoMLJobV2": ["SecurityConfig"],
            "CreateDataQualityJobDefinition": ["NetworkConfig"],
        }.items():
            with self.subTest(operation=operation):
                self.assertEqual(
                    at(support.sent("sagemaker", operation), [*path, "VpcConfig"]), support.NAMES["network"]
                )

    def test_a_network_that_is_made_says_all_that_sdk_v2_reads_back(self):
        made = support.sent("sagemaker", "CreateModelBiasJobDefinition")["NetworkConfig"]
        network = {"EnableInterContainerTrafficEncryption": True, "EnableNetworkIsolation": False, "VpcConfig": support.NAMES["network"]}
        self.assertEqual(made, network)
        given = {"EnableNetworkIsolation": True}
        sent = support.sent("sagemaker", "CreateProcessingJob", NetworkConfig=given)["NetworkConfig"]
        self.assertEqual(sent, {**given, "VpcConfig": support.NAMES["network"]})

    def test_role_and_output_key(self):
        sent = support.sent("sagemaker", "CreateTrainingJob", OutputDataConfig={"S3OutputPath": "s3://b/x"})
        self.assertEqual(sent["RoleArn"], support.NAMES["role"])
        self.assertEqual(sent["OutputDataConfig"], {"S3OutputPath": "s3://b/x", "KmsKeyId": support.NAMES["data_key"]})
        self.assertEqual(support.sent("sagemaker", "CreateModel")["ExecutionRoleArn"], support.NAMES["role"])

    def test_nothing_in_calls_that_create_no_compute_of_the_team(self):
        for operation in ("CreateModelPackage", "DescribeTrainingJob", "CreateSpace", "UpdateEndpoint"):
            self.assertEqual(support.sent("sagemaker", operation), {})

    def test_what_is_given_stays_and_the_callers_own_objects_too(self):
        given = {
            "TrainingJobName": "mine",
            "RoleArn": "arn:aws:iam::111111111111:role/other",
            "VpcConfig": {"Subnets": ["subnet-x"], "SecurityGroupIds": ["sg-x"]},
            "OutputDataConfig": {"KmsKeyId": "alias/mine", "S3OutputPath": "s3://b"},
            "ResourceConfig": {"InstanceType": "ml.m5.xlarge", "VolumeKmsKeyId": "alias/mine"},
            "HyperParameters": {"TrainingJobName": "a value"},
            "Environment": {"ModelName": "a value"},
        }
        before = copy.deepcopy(given)
        sent = support.sent("sagemaker", "CreateTrainingJob", **given)
        self.assertEqual(given, before)
        self.assertEqual(sent, {**given, "TrainingJobName": "dev-research-mine"})
        config = {"InstanceType": "ml.m5.xlarge"}
        support.sent("sagemaker", "CreateTrainingJob", ResourceConfig=config)
        self.assertEqual(config, {"InstanceType": "ml.m5.xlarge"})

    def test_no_volume_key_on_local_nvme_storage_whoever_gave_it(self):
        for given in ({}, {"VolumeKmsKeyId": "alias/mine"}):
            sent = support.sent("sagemaker", "CreateTrainingJob", ResourceConfig={"InstanceType": "ml.g5.xlarge", **given})
            self.assertEqual(sent["ResourceConfig"], {"InstanceType": "ml.g5.xlarge"})
        groups = {"InstanceGroups": [{"InstanceType": "ml.m5.large"}, {"InstanceType": "ml.p4d.24xlarge"}]}
        self.assertEqual(support.sent("sagemaker", "CreateTrainingJob", ResourceConfig=groups)["ResourceConfig"], groups)

    def test_the_families_with_nvme_storage_are_those_of_the_policy(self):
        self.assertEqual(sorted(f"ml.{family}.*" for family in requests.NVME), sorted(POLICY["nvme"]))

    def test_the_key_of_endpoints(self):
        variants = lambda *types: [{"ModelName": "m", "InstanceType": each} for each in types]
        sent = support.sent("sagemaker", "CreateEndpointConfig", ProductionVariants=variants("ml.m5.large"))
        self.assertEqual(sent["KmsKeyId"], support.NAMES["volume_key"])
        self.assertNotIn("VpcConfig", sent)
        sent = support.sent("sagemaker", "CreateEndpointConfig", ProductionVariants=variants("ml.m5.large", "ml.g5.large"))
        self.assertNotIn("KmsKeyId", sent)
        capture = {"DestinationS3Uri": "s3://b/x"}
        sent = support.sent("sagemaker", "CreateEndpointConfig", ProductionVariants=[], DataCaptureConfig=capture)
        self.assertEqual(sent["DataCaptureConfig"]["KmsKeyId"], support.NAMES["data_key"])

    def test_the_network_of_an_endpoint_for_inference_components(self):
        without_model = [{"VariantName": "v", "InstanceType": "ml.m5.large"}]
        sent = support.sent("sagemaker", "CreateEndpointConfig", ProductionVariants=without_model)
        self.assertEqual(sent["VpcConfig"], support.NAMES["network"])
        given = {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}
        sent = support.sent("sagemaker", "CreateEndpointConfig", ProductionVariants=without_model, VpcConfig=given)
        self.assertEqual(sent["VpcConfig"], given)

    def test_the_key_of_a_write_that_asks_for_kms_without_one(self):
        own = {"Bucket": support.NAMES["bucket"], "Key": "x"}
        for operation in ("PutObject", "CreateMultipartUpload", "CopyObject"):
            sent = support.sent("s3", operation, **own, ServerSideEncryption="aws:kms")
            self.assertEqual(sent["SSEKMSKeyId"], support.NAMES["data_key"])
        self.assertNotIn("SSEKMSKeyId", support.sent("s3", "PutObject", **own))
        sent = support.sent("s3", "PutObject", **own, ServerSideEncryption="aws:kms", SSEKMSKeyId="alias/mine")
        self.assertEqual(sent["SSEKMSKeyId"], "alias/mine")
        sent = support.sent("s3", "PutObject", Bucket="another", Key="x", ServerSideEncryption="aws:kms")
        self.assertNotIn("SSEKMSKeyId", sent)

    def test_the_teams_bucket_in_the_place_of_the_sdks_own(self):
        sdks, own = "sagemaker-eu-central-1-111111111111", support.NAMES["bucket"]
        sent = support.sent("s3", "PutObject", Bucket=sdks, Key="x", ExpectedBucketOwner="111111111111", Metadata={"from": sdks})
        self.assertEqual(sent, {"Bucket": own, "Key": "x", "ExpectedBucketOwner": "222222222222", "Metadata": {"from": sdks}})
        source = {"Bucket": sdks, "Key": "x"}
        self.assertEqual(support.sent("s3", "CopyObject", Bucket=own, Key="y", CopySource=source)["CopySource"], f"{own}/x")
        sent = support.sent("sagemaker-runtime", "InvokeEndpoint", EndpointName="dev-research-e", Body=sdks)
        self.assertEqual(sent["Body"], sdks)
        parameters = {"sagemaker_submit_directory": f'"s3://{sdks}/code.tar.gz"'}
        sent = support.sent(
            "sagemaker", "CreateTrainingJob", HyperParameters=parameters, OutputDataConfig={"S3OutputPath": f"s3://{sdks}/x"}
        )
        self.assertEqual(sent["HyperParameters"], {"sagemaker_submit_directory": f'"s3://{own}/code.tar.gz"'})
        self.assertEqual(sent["OutputDataConfig"]["S3OutputPath"], f"s3://{own}/x")

    def test_another_bucket_stays_as_it_was_written(self):
        sdks = "sagemaker-eu-central-1-111111111111"
        for other in (f"{sdks}-private", f"my-{sdks}", f"{sdks}.private", f"a.{sdks}", "sagemaker-eu-central-1-1111111111119"):
            with self.subTest(bucket=other):
                self.assertEqual(support.sent("s3", "DeleteObject", Bucket=other, Key="x")["Bucket"], other)
                source = {"Bucket": other, "Key": "x"}
                sent = support.sent("s3", "CopyObject", Bucket="b", Key="y", CopySource=source)
                self.assertEqual(sent["CopySource"], f"{other}/x")
                output = {"S3OutputPath": f"s3://{other}/x"}
                sent = support.sent("sagemaker", "CreateTrainingJob", OutputDataConfig=output)
                self.assertEqual(sent["OutputDataConfig"]["S3OutputPath"], f"s3://{other}/x")
        for key in (f"s3://other/{sdks}", f"s3://other/{sdks}/x", f"s3://other/a/{sdks}/x", f"arn:aws:s3:::other/{sdks}/x"):
            sent = support.sent("sagemaker", "CreateModel", PrimaryContainer={"ModelDataUrl": key})
            self.assertEqual(sent["PrimaryContainer"], {"ModelDataUrl": key})

    def test_a_bucket_that_somebody_else_is_said_to_own_stays_and_so_does_that_owner(self):
        sdks, own, owner = "sagemaker-eu-central-1-111111111111", support.NAMES["bucket"], "ExpectedBucketOwner"
        for bucket in (sdks, own, "other"):
            given = {"Bucket": bucket, "Key": "x", owner: "999999999999"}
            self.assertEqual(support.sent("s3", "PutObject", **given), given)
        given = {"Bucket": own, "Key": "x", owner: "222222222222", "ServerSideEncryption": "aws:kms"}
        self.assertEqual(support.sent("s3", "PutObject", **given), {**given, "SSEKMSKeyId": support.NAMES["data_key"]})
        given = {"Bucket": "other", "Key": "x", owner: "111111111111"}
        self.assertEqual(support.sent("s3", "PutObject", **given), given)

    def test_everything_that_the_tables_name_is_in_botocores_model(self):
        members = set()
        for operation in requests.FILLED:
            shape = self.sagemaker.operation_model(operation).input_shape
            for key in [*requests.VALUES, *requests.MADE]:
                members.update(key for _ in places(shape, key))
        self.assertEqual(members, {*requests.VALUES, *requests.MADE})
        for call in requests.STEPS.values():
            self.assertIn(call, self.sagemaker.operation_names)
        for name, longest in names.LONGEST.items():
            maxima = [
                self.sagemaker.operation_model(each).input_shape.members[name].metadata["max"]
                for each in self.sagemaker.operation_names
                if each.startswith("Create") and name in self.sagemaker.operation_model(each).input_shape.members
            ]
            # A monitoring schedule names a job definition inside its configuration.
            self.assertEqual(min(maxima, default=63), longest, name)


class Left(unittest.TestCase):
    def test_requests_are_sent_as_they_are_where_the_script_left_no_settings(self):
        support.use(None)
        given, said = {"TrainingJobName": "mine"}, io.StringIO()
        with contextlib.redirect_stderr(said):
            self.assertEqual(support.sent("sagemaker", "CreateTrainingJob", by=support.made, **given), given)
        self.assertEqual(said.getvalue(), "")

    def test_a_request_that_the_package_does_not_understand_is_sent_as_it_is(self):
        support.use({"prefix": ""})
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            self.assertEqual(support.sent("sagemaker", "CreateModel", ModelName="mine"), {"ModelName": "mine"})
        self.assertIn("studio-enclave: no defaults for CreateModel: ", said.getvalue())
