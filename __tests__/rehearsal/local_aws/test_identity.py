"""What IAM refuses of roles and their policies, and what every service refuses of values that its published model does not allow."""

import json
import unittest
from typing import Any

from support import ACCOUNTS, RECORDS, TRUST, InAnAccount, WithStudio, admin, client


class Roles(InAnAccount):
    def setUp(self) -> None:
        super().setUp()
        self.iam = self.client("iam")

    def make(self, name: str = "execution", trust: str = TRUST, **more: Any) -> None:
        self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust, **more)

    def trusting(self, **changes: Any) -> str:
        document = json.loads(TRUST)
        return json.dumps(document | {"Statement": [document["Statement"] | changes]})

    def test_a_trust_policy_keeps_the_grammar_and_names_no_resource(self) -> None:
        for trust, word in (
            (TRUST[:-1], "invalid Json"),
            ("{}", "Statement"),
            (self.trusting(Effect="Permit"), "effect"),
            (self.trusting(Resource="*"), "prohibited"),
            (self.trusting(Principal={"AWS": f"arn:aws:iam::{self.account}:role/gone"}), "Invalid principal"),
        ):
            with self.subTest(word), self.refused("MalformedPolicyDocument", word):
                self.make(trust=trust)
        self.make(trust=self.trusting(Principal={"AWS": self.role}))

    def test_a_permissions_boundary_has_to_be_there(self) -> None:
        with self.refused("NoSuchEntity", "Scope ARN"):
            self.make(PermissionsBoundary=f"arn:aws:iam::{self.account}:policy/gone")

    def policy(self, name: str, resources: int = 1) -> str:
        statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": [f"arn:aws:s3:::bucket-{number:04d}/*" for number in range(resources)]}
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        return self.iam.create_policy(PolicyName=name, PolicyDocument=document)["Policy"]["Arn"]

    def test_a_managed_policy_has_at_most_6144_characters(self) -> None:
        with self.refused("LimitExceeded", "PolicySize"):
            self.policy("long", resources=250)

    def test_a_policy_comes_back_as_it_was_sent_whatever_signs_it_has(self) -> None:
        # The client decodes it, as everybody has to: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
        statement = {"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"StringLike": {"s3:prefix": ["%{x}", "100%25", "<&>\"\\"]}}}
        document = {"Version": "2012-10-17", "Statement": [statement]}
        arn = self.iam.create_policy(PolicyName="signs", PolicyDocument=json.dumps(document))["Policy"]["Arn"]
        self.assertEqual(self.iam.get_policy_version(PolicyArn=arn, VersionId="v1")["PolicyVersion"]["Document"], document)

    def test_a_call_is_recorded_with_its_input_while_that_is_asked_for(self) -> None:
        for wanted, name in ((True, "with-input"), (False, "without")):
            admin("/settings", {"inputs": wanted})
            self.make(name)
        lines = [json.loads(line) for line in RECORDS.read_text().splitlines()]
        first, second = [line for line in lines if line["operation"] == "CreateRole"][-2:]
        self.assertEqual(first["input"], {"RoleName": "with-input", "AssumeRolePolicyDocument": TRUST})
        self.assertNotIn("input", second)

    def test_a_role_has_at_most_ten_managed_policies(self) -> None:
        self.make()
        arns = [self.policy(f"policy-{number}") for number in range(11)]
        for arn in [*arns[:10], arns[0]]:
            self.iam.attach_role_policy(RoleName="execution", PolicyArn=arn)
        with self.refused("LimitExceeded", "PoliciesPerRole"):
            self.iam.attach_role_policy(RoleName="execution", PolicyArn=arns[10])


class Partitions(unittest.TestCase):
    def test_a_role_is_of_the_partition_of_the_region_that_it_is_made_from(self) -> None:
        for region, partition in (("us-gov-west-1", "aws-us-gov"), ("cn-north-1", "aws-cn"), ("eu-central-1", "aws")):
            with self.subTest(region):
                account = next(ACCOUNTS)
                deployer = f"arn:{partition}:iam::{account}:role/deployer"
                admin("/prepare-account", {"account": account, "region": region, "roles": [deployer]})
                session = client("sts", region=region).assume_role(RoleArn=deployer, RoleSessionName="test")["Credentials"]
                made = client("iam", session, region=region).create_role(RoleName="execution", AssumeRolePolicyDocument=TRUST)
                self.assertEqual(made["Role"]["Arn"], f"arn:{partition}:iam::{account}:role/execution")


class Values(WithStudio):
    def client(self, service: str, retries: int = 1, **config: Any) -> Any:
        # boto3 would refuse some by itself.
        return super().client(service, retries, parameter_validation=False, **config)

    def test_words_patterns_and_lengths_of_the_model_are_kept(self) -> None:
        iam, s3, logs = self.client("iam"), self.client("s3"), self.client("logs")
        bucket = f"bucket-{self.account}"
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        for code, word, call in (
            ("ValidationError", "'Path'", lambda: iam.create_role(RoleName="a", Path="teams", AssumeRolePolicyDocument=TRUST)),
            ("ValidationError", "less than or equal to 64", lambda: iam.create_role(RoleName="a" * 65, AssumeRolePolicyDocument=TRUST)),
            ("ValidationException", "enum", lambda: self.make_domain(AppNetworkAccessType="perhaps")),
            ("ValidationException", "pattern", lambda: self.make_domain(DomainName="research & fraud")),
            ("ValidationException", "less than or equal to 256", lambda: self.client("kms").create_alias(AliasName="alias/" + "a" * 256, TargetKeyId="k")),
            ("InvalidParameterException", "pattern", lambda: logs.create_log_group(logGroupName="research & fraud")),
            ("MalformedXML", "enum", lambda: s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "enabled"})),
        ):
            with self.subTest(word), self.refused(code, word):
                call()


if __name__ == "__main__":
    unittest.main()
