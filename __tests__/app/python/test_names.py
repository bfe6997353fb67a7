"""Names of a team's objects begin with its prefix: the same name each time, no longer than AWS allows."""

import random
import string
import unittest

import support
import studio_enclave
from studio_enclave import names


class Names(unittest.TestCase):
    def setUp(self):
        support.use(support.NAMES)

    def test_the_same_name_in_every_call_of_an_object(self):
        for service, operation, key in (
            ("sagemaker", "CreateEndpoint", "EndpointName"),
            ("sagemaker", "DescribeEndpoint", "EndpointName"),
            ("sagemaker", "UpdateEndpoint", "EndpointName"),
            ("sagemaker-runtime", "InvokeEndpoint", "EndpointName"),
            ("sagemaker", "CreatePipeline", "PipelineName"),
            ("sagemaker", "StopTrainingJob", "TrainingJobName"),
            ("sagemaker-featurestore-runtime", "GetRecord", "FeatureGroupName"),
        ):
            with self.subTest(operation=operation):
                self.assertEqual(support.sent(service, operation, **{key: "churn"})[key], "dev-research-churn")
                self.assertEqual(support.sent(service, operation, **{key: "dev-research-churn"})[key], "dev-research-churn")

    def test_names_inside_a_request(self):
        sent = support.sent(
            "sagemaker",
            "CreateEndpointConfig",
            EndpointConfigName="c",
            ProductionVariants=[{"VariantName": "one", "ModelName": "m", "InstanceType": "ml.m5.large"}],
        )
        self.assertEqual(sent["ProductionVariants"][0]["ModelName"], "dev-research-m")
        self.assertEqual(sent["ProductionVariants"][0]["VariantName"], "one")
        parents = {"ParentHyperParameterTuningJobs": [{"HyperParameterTuningJobName": "first"}]}
        sent = support.sent("sagemaker", "CreateHyperParameterTuningJob", WarmStartConfig=parents)
        (parent,) = sent["WarmStartConfig"]["ParentHyperParameterTuningJobs"]
        self.assertEqual(parent["HyperParameterTuningJobName"], "dev-research-first")

    def test_arns_of_such_objects(self):
        arn = "arn:aws:sagemaker:eu-central-1:111111111111:"
        sent = support.sent("sagemaker", "DescribePipeline", PipelineName=f"{arn}pipeline/p")
        self.assertEqual(sent["PipelineName"], f"{arn}pipeline/dev-research-p")
        for given, made in {
            f"{arn}pipeline/p/execution/e": f"{arn}pipeline/dev-research-p/execution/e",
            f"{arn}pipeline/dev-research-p": f"{arn}pipeline/dev-research-p",
            f"{arn}experiment-trial-component/c": f"{arn}experiment-trial-component/dev-research-c",
            f"{arn}data-quality-job-definition/d": f"{arn}data-quality-job-definition/dev-research-d",
        }.items():
            self.assertEqual(support.sent("sagemaker", "ListTags", ResourceArn=given), {"ResourceArn": made})
        for stays in (
            f"{arn}user-profile/d-1/ada",
            f"{arn}studio-lifecycle-config/script",
            "arn:aws:sagemaker:eu-central-1:999999999999:model-package/somebody/1",
            "arn:aws:sagemaker:eu-central-1:aws:hub-content/SageMakerPublicHub/Model/x/1",
        ):
            self.assertEqual(support.sent("sagemaker", "ListTags", ResourceArn=stays), {"ResourceArn": stays})

    def test_free_names_stay(self):
        support.use(support.ACCOUNT)
        self.assertEqual(support.sent("sagemaker", "CreateEndpoint", EndpointName="e")["EndpointName"], "e")
        logs = {"logGroupName": "/aws/sagemaker/TrainingJobs", "logStreamNamePrefix": "job/"}
        self.assertEqual(support.sent("logs", "DescribeLogStreams", **logs), logs)
        self.assertEqual(studio_enclave.name("x"), "x")

    def test_names_are_legal_whatever_their_length_and_differ_where_they_differed(self):
        chance = random.Random(1)
        for longest in sorted(set(names.LONGEST.values())):
            for prefix in ("d-r-", "dev-research-", "e" * 12 + "-" + "t" * 12 + "-", "e" * 12 + "-" + "t" * 17 + "-"):
                support.use({**support.NAMES, "prefix": prefix})
                made = {}
                for _ in range(200):
                    size = chance.randint(1, longest)
                    text = "".join(chance.choice(string.ascii_letters + string.digits) for _ in range(size))
                    name = names.owned(text, longest)
                    self.assertRegex(name, r"^[a-zA-Z0-9](-*[a-zA-Z0-9])*$")
                    self.assertTrue(name.startswith(prefix))
                    self.assertLessEqual(len(name), longest)
                    self.assertEqual(names.owned(name, longest), name)
                    if longest - len(prefix) >= 8:
                        self.assertEqual(made.setdefault(name, text), text)

    def test_a_prefix_that_leaves_no_room_stays_away_so_that_aws_says_what_is_wrong(self):
        support.use({**support.NAMES, "prefix": "e" * 12 + "-" + "t" * 20 + "-"})
        self.assertEqual(names.owned("job", 32), "job")

    def test_logs_scaling_and_metrics_name_the_same_object(self):
        logs = support.sent("logs", "DescribeLogStreams", logGroupName="/aws/sagemaker/TrainingJobs", logStreamNamePrefix="job/")
        self.assertEqual(logs["logStreamNamePrefix"], "dev-research-job/")
        logs = support.sent("logs", "GetLogEvents", logGroupName="/aws/sagemaker/ProcessingJobs", logStreamName="job/algo-1-2")
        self.assertEqual(logs["logStreamName"], "dev-research-job/algo-1-2")
        logs = support.sent("logs", "FilterLogEvents", logGroupName="/aws/sagemaker/Endpoints/e", logStreamNamePrefix="AllTraffic/")
        self.assertEqual(logs["logGroupName"], "/aws/sagemaker/Endpoints/dev-research-e")
        self.assertEqual(logs["logStreamNamePrefix"], "AllTraffic/")
        logs = support.sent("logs", "FilterLogEvents", logGroupName="/aws/sagemaker/TransformJobs", logStreamNames=["a/1", "dev-research-b/2"])
        self.assertEqual(logs["logStreamNames"], ["dev-research-a/1", "dev-research-b/2"])
        other = {"logGroupName": "/my/group", "logStreamName": "x"}
        self.assertEqual(support.sent("logs", "GetLogEvents", **other), other)
        scaled = support.sent(
            "application-autoscaling",
            "RegisterScalableTarget",
            ServiceNamespace="sagemaker",
            ResourceId="endpoint/e/variant/AllTraffic",
        )
        self.assertEqual(scaled["ResourceId"], "endpoint/dev-research-e/variant/AllTraffic")
        metrics = support.sent(
            "cloudwatch", "GetMetricStatistics", Dimensions=[{"Name": "EndpointName", "Value": "e"}, {"Name": "VariantName", "Value": "v"}]
        )
        self.assertEqual([each["Value"] for each in metrics["Dimensions"]], ["dev-research-e", "v"])

    def test_the_package_gives_the_values_for_writing_them(self):
        self.assertEqual(studio_enclave.name("x"), "dev-research-x")
        self.assertEqual(studio_enclave.bucket, support.NAMES["bucket"])
        self.assertEqual(studio_enclave.network, support.NAMES["network"])
        with self.assertRaisesRegex(AttributeError, "studio_enclave has no buckett"):
            studio_enclave.buckett
