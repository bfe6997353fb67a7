"""AWS's message of a denied call is followed by one sentence: which guardrail, and what to write instead."""

import unittest

import botocore.exceptions
import botocore.session
import support

DENIED = ("AccessDeniedException", "User: x is not authorized to perform: sagemaker:Y")


def message(service, operation, /, answer=DENIED, **params):
    client = support.client(service)
    client.answer = answer
    try:
        client._make_api_call(operation, params)
    except botocore.exceptions.ClientError as error:
        return str(error)
    raise AssertionError("the call was not denied")


def training(**given):
    """A request that botocore finds complete."""
    return {
        "TrainingJobName": "job",
        "AlgorithmSpecification": {"TrainingInputMode": "File"},
        "RoleArn": support.NAMES["role"],
        "OutputDataConfig": {"S3OutputPath": "s3://b"},
        "StoppingCondition": {},
        **given,
    }


class Denials(unittest.TestCase):
    def setUp(self):
        support.use(support.NAMES)

    def of_training(self, **given):
        return message("sagemaker", "CreateTrainingJob", **training(**given))

    def test_awss_own_message_comes_first(self):
        said = self.of_training()
        self.assertIn(f"{DENIED[1]} [studio-enclave] ", said)

    def test_network(self):
        for key in ("Subnets", "SecurityGroupIds"):
            said = self.of_training(VpcConfig={**support.NAMES["network"], key: ["x-other"]})
            self.assertTrue(said.endswith(f"Only the team's own {key} can be given; leave VpcConfig out, or give studio_enclave.network."), said)

    def test_volume_key(self):
        said = self.of_training(ResourceConfig={"VolumeSizeInGB": 1, "VolumeKmsKeyId": "alias/mine"})
        self.assertTrue(said.endswith("Volumes take the team's own key only; leave the key out, or give studio_enclave.volume_key."), said)

    def test_role(self):
        answer = (DENIED[0], "User: x is not authorized to perform: iam:PassRole on resource: y")
        said = message("sagemaker", "CreateTrainingJob", answer, **training(RoleArn="arn:aws:iam::111111111111:role/other"))
        self.assertTrue(said.endswith("Only the team's own role can be given; leave the role out, or give studio_enclave.role."), said)

    def test_name(self):
        support.use({**support.NAMES, "prefix": "e" * 40})
        said = message("sagemaker", "DescribeHyperParameterTuningJob", HyperParameterTuningJobName="job")
        self.assertIn("job is not team research's, whose names begin with ", said)
        support.use(support.NAMES)
        arn = "arn:aws:sagemaker:eu-central-1:999999999999:pipeline/dev-fraud-x"
        self.assertIn(f"{arn} is not team research's, whose names begin with dev-research- (studio_enclave.name).", message("sagemaker", "DescribePipeline", PipelineName=arn))

    def test_bucket(self):
        denied = ("AccessDenied", "Access Denied")
        said = message("s3", "GetObject", denied, Bucket="sagemaker-sample-files", Key="x")
        self.assertTrue(said.endswith("sagemaker-sample-files is not team research's; use studio_enclave.bucket, or have it declared (readOnlyBuckets)."), said)
        self.assertIn("Buckets cannot be listed; the team's is enclave-dev-research-data-222222222222", message("s3", "ListBuckets", denied))
        said = message("s3", "PutObject", denied, Bucket=support.NAMES["bucket"], Key="x", ServerSideEncryption="AES256")
        self.assertTrue(said.endswith("Objects take the bucket's own key only; leave encryption out, or give studio_enclave.data_key."), said)
        self.assertIn("not granted this on enclave-dev", message("s3", "GetObjectAcl", denied, Bucket=support.NAMES["bucket"], Key="x"))
        self.assertIn("is not team research's", message("s3", "HeadObject", ("403", "Forbidden"), Bucket="other", Key="x"))

    def test_what_is_denied_to_everybody(self):
        answer = (DENIED[0], "User: x is not authorized to perform: sagemaker:CreateNotebookInstance with an explicit deny in an identity-based policy")
        said = message(
            "sagemaker",
            "CreateNotebookInstance",
            answer,
            NotebookInstanceName="n",
            InstanceType="ml.t3.medium",
            RoleArn=support.NAMES["role"],
        )
        self.assertTrue(
            said.endswith(
                "CreateNotebookInstance is denied to every team: compute names its network, and nothing is shared."
            ),
            said,
        )

    def test_an_action_that_is_not_granted(self):
        self.assertTrue(message("sagemaker", "ListDomains").endswith("Team research is not granted ListDomains on this."))

    def test_other_errors_stay(self):
        said = message("sagemaker", "ListDomains", ("ValidationException", "no"))
        self.assertNotIn("studio-enclave", said)



class Unreachable(unittest.TestCase):
    """IAM has no endpoint in the network."""

    def setUp(self):
        support.use(support.NAMES)
        session = botocore.session.Session()
        self.iam = session.create_client("iam", region_name="eu-central-1", aws_access_key_id="a", aws_secret_access_key="b")
        self.asked = 0

        def fail(**_):
            self.asked += 1
            cause = "<urllib3.connection.HTTPSConnection>: Failed to resolve: [Errno -2] Name or service not known"
            raise botocore.exceptions.EndpointConnectionError(endpoint_url="https://iam.amazonaws.com/", error=cause)

        self.iam.meta.events.register("before-send", fail)

    def test_a_host_that_does_not_resolve_is_asked_once_and_the_error_says_what_that_means(self):
        with self.assertRaises(botocore.exceptions.EndpointConnectionError) as caught:
            self.iam.get_role(RoleName="other")
        self.assertIn('"https://iam.amazonaws.com/" [studio-enclave] No internet here', str(caught.exception))
        self.assertEqual(self.asked, 1)

    def test_the_arn_of_the_apps_own_role_is_known_without_iam(self):
        self.assertEqual(self.iam.get_role(RoleName="execution")["Role"]["Arn"], support.NAMES["role"])
        self.assertEqual(self.asked, 0)
