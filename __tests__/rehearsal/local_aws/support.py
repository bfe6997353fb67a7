"""A local AWS for tests: one server for all of them, an account of its own for each."""

import http.client
import itertools
import json
import logging
import tempfile
import threading
import unittest
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from local_aws import repairs
from local_aws.call import model_of
from local_aws.certificates import CertificateAuthority
from local_aws.dispatch import Dispatcher
from local_aws.recorder import Recorder
from local_aws.server import LocalAws

REGION = "eu-central-1"
FOLDER = tempfile.TemporaryDirectory()
RECORDS = Path(FOLDER.name) / "calls.jsonl"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}})
ACCOUNTS = (f"{number:012d}" for number in itertools.count(100000000000))

logging.disable(logging.CRITICAL)
repairs.apply()
AUTHORITY = CertificateAuthority(Path(FOLDER.name) / "tls")
SERVER = LocalAws(AUTHORITY, lambda port: Dispatcher(port, Recorder(RECORDS)))
threading.Thread(target=SERVER.serve_forever, daemon=True).start()


def admin(path: str, body: dict[str, Any]) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", SERVER.server_port)
    connection.request("POST", path, json.dumps(body))
    answer = json.loads(connection.getresponse().read())
    connection.close()
    return answer


def client(service: str, credentials: dict[str, str] | None = None, retries: int = 1, region: str = REGION, **config: Any) -> Any:
    keys = credentials or {"AccessKeyId": "base", "SecretAccessKey": "base", "SessionToken": None}
    return boto3.client(
        service,
        region_name=region,
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
        verify=str(AUTHORITY.bundle),
        config=Config(
            proxies={scheme: f"http://127.0.0.1:{SERVER.server_port}" for scheme in ("http", "https")},
            retries={"total_max_attempts": retries},
            **config,
        ),
    )


class InAnAccount(unittest.TestCase):
    """Clients of a fresh account's deployer role."""

    def setUp(self) -> None:
        self.account = next(ACCOUNTS)
        self.role = f"arn:aws:iam::{self.account}:role/deployer"
        admin("/prepare-account", {"account": self.account, "region": REGION, "roles": [self.role]})
        self.session = client("sts").assume_role(RoleArn=self.role, RoleSessionName="test")["Credentials"]

    def client(self, service: str, retries: int = 1, **config: Any) -> Any:
        return client(service, self.session, retries, **config)

    def refused(self, code: str, containing: str = "") -> Any:
        """The block must end in AWS's error of that code, with the text in its message."""
        return Refusal(self, code, containing)

    def left(self) -> set[str]:
        held = admin("/resources", {"account": self.account, "region": REGION})["resources"]
        return {resource["kind"] for resource in held} - {"role"}


class Refusal:
    def __init__(self, test: unittest.TestCase, code: str, containing: str) -> None:
        self.test, self.code, self.containing = test, code, containing

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        self.test.assertIsInstance(error, ClientError, f"not refused with {self.code}")
        self.test.assertEqual(error.response["Error"]["Code"], self.code)
        self.test.assertIn(self.containing, error.response["Error"]["Message"])
        self.test.assertIn(self.code, codes_of(error.operation_name), f"{error.operation_name} has no error {self.code}")
        return True


# Of every operation: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/common-errors.html
COMMON_CODES = {
    *("AccessDenied", "AccessDeniedException", "ExpiredToken", "ExpiredTokenException", "Throttling", "ThrottlingException"),
    *("ValidationError", "ValidationException", "NotKnownToLocalAws"),
}

# What AWS answers though its model does not say so.
UNMODELLED = {"CreateRole": {"NoSuchEntity"}, "ListTags": {"ResourceNotFound"}}


class AnyCode:
    """EC2's model names no errors, and S3's few of them."""

    def __contains__(self, code: str) -> bool:
        return True


def codes_of(operation: str) -> Any:
    """The errors that AWS's published model names for the operation, and the common ones."""
    for service in ("sagemaker", "route53resolver", "kms", "logs", "iam", "sso-admin", "identitystore"):
        model = model_of(service)
        if operation in model.operation_names:
            shapes = model.operation_model(operation).error_shapes
            return COMMON_CODES | UNMODELLED.get(operation, set()) | {(shape.metadata.get("error") or {}).get("code") or shape.name for shape in shapes}
    return AnyCode()


class WithStudio(InAnAccount):
    """A VPC with two subnets, a group, an execution role, and functions that make the rest."""

    def setUp(self) -> None:
        super().setUp()
        self.ec2, self.studio = self.client("ec2"), self.client("sagemaker")
        self.vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.subnets = [
            self.ec2.create_subnet(VpcId=self.vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZoneId=f"euc1-az{n}")["Subnet"]["SubnetId"]
            for n in (1, 2)
        ]
        self.group = self.ec2.create_security_group(GroupName="apps", Description="apps", VpcId=self.vpc)["GroupId"]
        self.execution = self.client("iam").create_role(RoleName="execution", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]

    def make_domain(self, **changes: Any) -> str:
        settings = {"ExecutionRole": self.execution, "SecurityGroups": [self.group]}
        request = {
            "DomainName": "team",
            "AuthMode": "IAM",
            "VpcId": self.vpc,
            "SubnetIds": self.subnets,
            "AppNetworkAccessType": "VpcOnly",
            "DefaultUserSettings": settings,
        }
        return self.studio.create_domain(**(request | changes))["DomainId"]

    def make_profile(self, domain: str, name: str = "ada", **changes: Any) -> None:
        settings = {"SecurityGroups": [self.group], "ExecutionRole": self.execution}
        self.studio.create_user_profile(DomainId=domain, UserProfileName=name, UserSettings=settings, **changes)

    def make_app(self, domain: str, profile: str = "ada") -> dict[str, str]:
        app = {"DomainId": domain, "UserProfileName": profile, "AppType": "JupyterLab", "AppName": "default"}
        self.studio.create_app(**app)
        return app

    def nfs_groups(self) -> list[dict[str, Any]]:
        groups = self.ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [self.vpc]}])["SecurityGroups"]
        return [group for group in groups if "nfs" in group["GroupName"]]
