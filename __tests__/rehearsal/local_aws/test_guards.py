"""What AWS refuses of new network parts, policies and settings, and moto would let pass."""

import json
import unittest
from typing import Any

from support import ACCOUNTS, REGION, InAnAccount, WithStudio, admin


class NewNetworkParts(WithStudio):
    def endpoint(self, **changes: Any) -> str:
        request = {
            "VpcId": self.vpc,
            "VpcEndpointType": "Interface",
            "ServiceName": f"com.amazonaws.{REGION}.sts",
            "SubnetIds": self.subnets,
            "SecurityGroupIds": [self.group],
        }
        return self.ec2.create_vpc_endpoint(**(request | changes))["VpcEndpoint"]["VpcEndpointId"]

    def gateway(self, table: str) -> str:
        service = f"com.amazonaws.{REGION}.s3"
        made = self.ec2.create_vpc_endpoint(VpcId=self.vpc, VpcEndpointType="Gateway", ServiceName=service, RouteTableIds=[table])
        return made["VpcEndpoint"]["VpcEndpointId"]

    def test_a_subnet_has_one_route_table(self) -> None:
        one, other = (self.ec2.create_route_table(VpcId=self.vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
        self.ec2.associate_route_table(RouteTableId=one, SubnetId=self.subnets[0])
        for table in (one, other):
            with self.refused("Resource.AlreadyAssociated"):
                self.ec2.associate_route_table(RouteTableId=table, SubnetId=self.subnets[0])
        self.ec2.associate_route_table(RouteTableId=one, SubnetId=self.subnets[1])

    def test_an_endpoint_needs_a_service_of_the_region(self) -> None:
        for name in ("com.amazonaws.eu-west-9.sts", f"com.amazonaws.{REGION}.stss", f"aws.sagemaker.{REGION}.studios"):
            with self.refused("InvalidServiceName"):
                self.endpoint(ServiceName=name)
        with self.refused("InvalidParameter", "does not match"):
            self.ec2.create_vpc_endpoint(VpcId=self.vpc, VpcEndpointType="Gateway", ServiceName=f"com.amazonaws.{REGION}.sts")
        self.endpoint(ServiceName=f"aws.sagemaker.{REGION}.studio")

    def test_an_endpoint_needs_subnets_groups_and_route_tables_that_exist(self) -> None:
        with self.refused("InvalidSubnetId.NotFound"):
            self.endpoint(SubnetIds=["subnet-00000000000000bad"])
        with self.refused("InvalidGroup.NotFound"):
            self.endpoint(SecurityGroupIds=["sg-00000000000000bad"])
        with self.refused("InvalidRouteTableId.NotFound"):
            self.gateway("rtb-00000000000000bad")

    def test_subnets_belong_to_interface_endpoints_and_route_tables_to_gateways(self) -> None:
        s3, table = f"com.amazonaws.{REGION}.s3", self.ec2.create_route_table(VpcId=self.vpc)["RouteTable"]["RouteTableId"]
        with self.refused("InvalidParameter", "Subnet IDs are only supported"):
            self.endpoint(VpcEndpointType="Gateway", ServiceName=s3)
        with self.refused("InvalidParameter", "Route table IDs are only supported"):
            self.endpoint(ServiceName=s3, RouteTableIds=[table])

    def test_a_subnet_has_sixteen_addresses_or_more(self) -> None:
        with self.refused("InvalidSubnet.Range"):
            self.ec2.create_subnet(VpcId=self.vpc, CidrBlock="10.0.9.0/29", AvailabilityZoneId="euc1-az1")
        self.ec2.create_subnet(VpcId=self.vpc, CidrBlock="10.0.9.0/28", AvailabilityZoneId="euc1-az1")

    def test_a_group_needs_a_vpc_that_exists(self) -> None:
        with self.refused("InvalidVpcID.NotFound"):
            self.ec2.create_security_group(GroupName="elsewhere", Description="apps", VpcId="vpc-00000000000000bad")

    def test_an_endpoint_takes_one_subnet_a_zone(self) -> None:
        beside = self.ec2.create_subnet(VpcId=self.vpc, CidrBlock="10.0.9.0/24", AvailabilityZoneId="euc1-az1")["Subnet"]["SubnetId"]
        with self.refused("DuplicateSubnetsInSameZone"):
            self.endpoint(SubnetIds=[*self.subnets, beside])

    def test_private_names_need_the_vpcs_switches_and_belong_to_one_endpoint(self) -> None:
        with self.refused("InvalidParameter", "enableDnsHostnames"):
            self.endpoint(PrivateDnsEnabled=True)
        self.ec2.modify_vpc_attribute(VpcId=self.vpc, EnableDnsHostnames={"Value": True})
        self.endpoint(PrivateDnsEnabled=True)
        with self.refused("InvalidParameter", "conflicting DNS domain"):
            self.endpoint(PrivateDnsEnabled=True)
        self.endpoint(PrivateDnsEnabled=False)

    def test_a_route_table_leads_to_one_gateway_endpoint_of_a_service(self) -> None:
        one, other = (self.ec2.create_route_table(VpcId=self.vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
        self.gateway(one)
        with self.refused("RouteAlreadyExists"):
            self.gateway(one)
        self.gateway(other)

    def test_an_endpoints_policy_keeps_the_grammar(self) -> None:
        statement = {"Effect": "Permit", "Principal": "*", "Action": "*", "Resource": "*"}
        with self.refused("InvalidPolicyDocument"):
            self.endpoint(PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))

    def test_a_groups_description_takes_no_letters_beyond_ascii(self) -> None:
        with self.refused("InvalidParameterValue", "Description"):
            self.ec2.create_security_group(GroupName="zoe", Description="Apps of Zoë", VpcId=self.vpc)

    def test_a_rule_names_a_protocol_ports_and_groups_that_there_are(self) -> None:
        def allow(**rule: Any) -> None:
            self.ec2.authorize_security_group_ingress(GroupId=self.group, IpPermissions=[rule])

        everywhere = {"IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
        with self.refused("InvalidParameterValue", "Unknown protocol"):
            allow(IpProtocol="tpc", FromPort=443, ToPort=443, **everywhere)
        for first, last in ((443, 65536), (444, 443)):
            with self.refused("InvalidParameterValue"):
                allow(IpProtocol="tcp", FromPort=first, ToPort=last, **everywhere)
        with self.refused("InvalidGroup.NotFound"):
            allow(IpProtocol="-1", UserIdGroupPairs=[{"GroupId": "sg-00000000000000bad"}])
        with self.refused("InvalidPrefixListID.NotFound"):
            allow(IpProtocol="tcp", FromPort=443, ToPort=443, PrefixListIds=[{"PrefixListId": "pl-00000bad"}])
        allow(IpProtocol="tcp", FromPort=443, ToPort=443, **everywhere)


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
