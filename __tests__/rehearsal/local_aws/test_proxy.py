"""The proxy: accounts by role, unknown calls, throttling, and the record of calls."""

import errno
import json
import unittest
from typing import Any
from unittest.mock import patch

from local_aws.recorder import Recorder
from support import RECORDS, REGION, InAnAccount, admin, client


def records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in RECORDS.read_text().splitlines()]


class Proxy(InAnAccount):
    def tearDown(self) -> None:
        admin("/settings", {"throttleShare": 0, "phase": ""})

    def test_a_session_works_in_its_roles_account(self) -> None:
        self.assertEqual(self.client("sts").get_caller_identity()["Account"], self.account)
        bucket = f"bucket-{self.account}"
        self.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        self.assertIn("bucket", self.left())
        other = "999999999999"
        role = f"arn:aws:iam::{other}:role/deployer"
        held = admin("/prepare-account", {"account": other, "region": REGION, "roles": [role]})["resources"]
        self.assertNotIn("bucket", {resource["kind"] for resource in held})

    def test_a_role_that_does_not_exist_cannot_be_assumed(self) -> None:
        with self.refused("AccessDenied", "sts:AssumeRole"):
            client("sts").assume_role(RoleArn=f"arn:aws:iam::{self.account}:role/nobody", RoleSessionName="test")

    def test_a_call_that_nobody_knows_is_refused_at_once_and_named(self) -> None:
        for service, call, name in (
            ("network-firewall", lambda c: c.create_rule_group(RuleGroupName="r", Type="STATEFUL", Capacity=1), "CreateRuleGroup"),
            ("ec2", lambda c: c.modify_vpc_block_public_access_options(InternetGatewayBlockMode="off"), "ModifyVpcBlockPublicAccessOptions"),
            ("sagemaker", lambda c: c.list_hubs(), "ListHubs"),
            ("iam", lambda c: c.generate_service_last_accessed_details(Arn=self.role), "GenerateServiceLastAccessedDetails"),
        ):
            with self.subTest(service), self.refused("NotKnownToLocalAws", name):
                call(self.client(service, retries=5))
            asked = [call for call in records() if (call["account"], call["operation"]) == (self.account, name)]
            self.assertEqual(len(asked), 1, "a client that would retry did not")

    def test_a_call_that_cannot_be_recorded_is_refused_at_once_and_says_why(self) -> None:
        full = OSError(errno.ENOSPC, "No space left on device")
        with patch.object(Recorder, "record", side_effect=full) as record, self.refused("NotKnownToLocalAws", "No space left on device"):
            self.client("ec2", retries=5).describe_vpcs()
        self.assertEqual(record.call_count, 1, "a client that would retry did not")

    def test_a_throttled_share_of_calls_is_answered_as_each_service_does(self) -> None:
        admin("/settings", {"throttleShare": 1})
        for service, call, code in (
            ("ec2", lambda c: c.describe_vpcs(), "RequestLimitExceeded"),
            ("iam", lambda c: c.list_roles(), "Throttling"),
            ("sagemaker", lambda c: c.list_domains(), "ThrottlingException"),
            ("s3", lambda c: c.list_buckets(), "SlowDown"),
        ):
            with self.subTest(service), self.refused(code):
                call(self.client(service))

    def test_a_client_that_retries_gets_through_a_throttled_api(self) -> None:
        admin("/settings", {"throttleShare": 0.5})
        calls = self.client("sagemaker", retries=10)
        for _ in range(5):
            self.assertEqual(calls.list_domains()["Domains"], [])

    def test_every_call_is_recorded_with_role_operation_resource_phase_and_outcome(self) -> None:
        admin("/settings", {"phase": "apply"})
        with self.refused("ResourceNotFound"):
            self.client("sagemaker").describe_domain(DomainId="d-recorded0001")
        [call] = [each for each in records() if each["resource"] == "d-recorded0001"]
        self.assertEqual(
            call,
            {
                "phase": "apply",
                "account": self.account,
                "role": self.role,
                "session": "test",
                "region": REGION,
                "service": "sagemaker",
                "operation": "DescribeDomain",
                "member": "DomainId",
                "resource": "d-recorded0001",
                "status": 400,
                "error": "ResourceNotFound",
            },
        )

    def test_nothing_is_left_in_a_fresh_account(self) -> None:
        self.assertEqual(self.left(), set())


class WhatMotoLacks(InAnAccount):
    def test_a_new_bucket_keeps_the_tags_it_is_made_with(self) -> None:
        s3, bucket = self.client("s3"), f"tagged-{self.account}"
        tags = [{"Key": "team", "Value": "research"}]
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION, "Tags": tags})
        self.assertEqual(s3.get_bucket_tagging(Bucket=bucket)["TagSet"], tags)

    def test_a_subnet_of_an_own_vpc_gives_no_public_addresses(self) -> None:
        ec2 = self.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
        [found] = ec2.describe_subnets(SubnetIds=[subnet])["Subnets"]
        self.assertFalse(found["MapPublicIpOnLaunch"])

    def test_rules_for_groups_keep_their_descriptions(self) -> None:
        ec2 = self.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        group = ec2.create_security_group(GroupName="g", Description="g", VpcId=vpc)["GroupId"]
        pair = {"GroupId": group, "Description": "From members"}
        ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[{"IpProtocol": "-1", "UserIdGroupPairs": [pair]}])
        rules = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])["SecurityGroupRules"]
        self.assertEqual([rule.get("Description") for rule in rules if not rule["IsEgress"]], ["From members"])


if __name__ == "__main__":
    unittest.main()
