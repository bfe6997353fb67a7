"""What AWS refuses of policies and settings, and moto would let pass."""

import json
import unittest
from typing import Any

from support import ACCOUNTS, REGION, InAnAccount, admin


class PoliciesAndSettings(InAnAccount):
    def policy(self, **changes: Any) -> str:
        allow = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{self.account}:root"}, "Action": "*", "Resource": "*"}
        return json.dumps({"Version": "2012-10-17", "Statement": [allow | changes]})

    def bucket(self) -> str:
        name = f"bucket-{self.account}"
        self.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
        return name

    def test_a_bucket_of_strangers_is_closed(self) -> None:
        admin("/prepare-account", {"account": next(ACCOUNTS), "region": REGION, "buckets": ["a-bucket-of-strangers"]})
        s3 = self.client("s3")
        for call in (s3.get_bucket_versioning, s3.get_bucket_policy, s3.list_objects_v2):
            with self.refused("AccessDenied"):
                call(Bucket="a-bucket-of-strangers")

    def test_a_bucket_policy_is_about_its_bucket_and_keeps_the_grammar(self) -> None:
        s3, bucket = self.client("s3"), self.bucket()
        with self.refused("MalformedPolicy", "invalid resource"):
            s3.put_bucket_policy(Bucket=bucket, Policy=self.policy(Resource=f"arn:aws:s3:::{bucket}-other/*"))
        with self.refused("MalformedPolicy", "effect"):
            s3.put_bucket_policy(Bucket=bucket, Policy=self.policy(Effect="Permit"))
        with self.refused("MalformedPolicy", "Statement"):
            s3.put_bucket_policy(Bucket=bucket, Policy="{}")
        s3.put_bucket_policy(Bucket=bucket, Policy=self.policy(Resource=[f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]))

    def test_a_key_that_its_account_could_not_manage_is_not_made(self) -> None:
        kms = self.client("kms")
        with self.refused("MalformedPolicyDocumentException", "in the future"):
            kms.create_key(Policy=self.policy(Principal={"AWS": "arn:aws:iam::999999999999:root"}))
        with self.refused("MalformedPolicyDocumentException", "in the future"):
            kms.create_key(Policy=self.policy(Action=["kms:DescribeKey", "kms:Decrypt"]))
        with self.refused("MalformedPolicyDocumentException"):
            kms.create_key(Policy=self.policy()[:-1])
        kms.create_key(Policy=self.policy())

    def test_a_policy_names_no_role_that_is_not_there(self) -> None:
        role = f"arn:aws:iam::{self.account}:role/gone"
        bucket = self.bucket()
        with self.refused("MalformedPolicy", "Invalid principal"):
            self.client("s3").put_bucket_policy(Bucket=bucket, Policy=self.policy(Principal={"AWS": role}, Resource=f"arn:aws:s3:::{bucket}"))
        with self.refused("MalformedPolicyDocumentException", "invalid principals"):
            self.client("kms").create_key(Policy=self.policy(Principal={"AWS": [f"arn:aws:iam::{self.account}:root", role]}))
        self.client("kms").create_key(Policy=self.policy(Principal={"AWS": [f"arn:aws:iam::{self.account}:root", self.role]}))

    def test_a_buckets_name_is_of_small_letters(self) -> None:
        with self.refused("InvalidBucketName"):
            self.client("s3").create_bucket(Bucket="Research_Data", CreateBucketConfiguration={"LocationConstraint": REGION})

    def test_access_logs_go_to_a_bucket_of_the_account_whatever_its_policy_says(self) -> None:
        s3, bucket = self.client("s3"), self.bucket()

        def log_to(target: str) -> None:
            s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": {"TargetBucket": target, "TargetPrefix": "data/"}})

        admin("/prepare-account", {"account": next(ACCOUNTS), "region": REGION, "buckets": ["strangers-logs"]})
        with self.refused("InvalidTargetBucketForLogging"):
            log_to("strangers-logs")
        log_to(bucket)
        facts = admin("/facts", {"account": self.account, "region": REGION})
        self.assertEqual([each["logsTo"] for each in facts["buckets"]], [bucket])

    def test_default_encryption_without_kms_takes_no_key(self) -> None:
        s3, bucket = self.client("s3"), self.bucket()
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256", "KMSMasterKeyID": "alias/own"}}
        with self.refused("InvalidArgument"):
            s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": [rule]})

    def test_rules_of_a_lifecycle_have_names_of_their_own(self) -> None:
        s3, bucket = self.client("s3"), self.bucket()
        rule = {"ID": "old", "Status": "Enabled", "Filter": {}, "NoncurrentVersionExpiration": {"NoncurrentDays": 90}}
        with self.refused("InvalidArgument", "unique"):
            s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": [rule, rule]})

    def test_a_log_group_takes_a_key_that_exists(self) -> None:
        key = f"arn:aws:kms:{REGION}:{self.account}:key/00000000-0000-4000-8000-000000000000"
        with self.refused("AccessDeniedException", "log-group:flow"):
            self.client("logs").create_log_group(logGroupName="flow", kmsKeyId=key)

    def test_dns_firewall_takes_well_formed_names_once_and_free_priorities(self) -> None:
        resolver = self.client("route53resolver")
        made = resolver.create_firewall_domain_list(CreatorRequestId="list", Name="list")["FirewallDomainList"]["Id"]

        def add(*domains: str) -> None:
            resolver.update_firewall_domains(FirewallDomainListId=made, Operation="ADD", Domains=list(domains))

        for wrong in ("api..sagemaker", "x" * 256, "a b.com"):
            with self.refused("ValidationException"):
                add(wrong)
        add("*.", "*.s3.eu-central-1.amazonaws.com.", "sts.amazonaws.com")
        group = resolver.create_firewall_rule_group(CreatorRequestId="group", Name="group")["FirewallRuleGroup"]["Id"]
        vpc = self.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        rule = {"FirewallRuleGroupId": group, "FirewallDomainListId": made, "Action": "ALLOW", "Name": "rule"}
        resolver.create_firewall_rule(CreatorRequestId="1", Priority=1, **rule)
        for priority in (1, 2):
            with self.refused("ValidationException", "taken" if priority == 1 else "names this domain list"):
                resolver.create_firewall_rule(CreatorRequestId="2", Priority=priority, **rule)
        for priority in (100, 9900):
            with self.refused("ValidationException", "reserved"):
                resolver.associate_firewall_rule_group(CreatorRequestId="a", FirewallRuleGroupId=group, VpcId=vpc, Priority=priority, Name="a")


if __name__ == "__main__":
    unittest.main()
