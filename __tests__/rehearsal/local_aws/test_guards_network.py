"""What AWS refuses of new network parts, and moto would let pass."""

import json
import unittest
from typing import Any

from support import REGION, WithStudio, admin


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

    def test_services_are_described_with_the_zones_that_offer_them(self) -> None:
        sts, studio = f"com.amazonaws.{REGION}.sts", f"aws.sagemaker.{REGION}.studio"
        self.assertEqual(self.zones_of(sts), [f"{REGION}a", f"{REGION}b", f"{REGION}c"])
        self.assertEqual(self.zones_of(studio), self.zones_of(sts))
        with self.refused("InvalidServiceName"):
            self.zones_of(f"com.amazonaws.{REGION}.stss")

    def test_an_endpoint_in_a_zone_without_the_service_is_refused_and_not_described(self) -> None:
        sts = f"com.amazonaws.{REGION}.sts"
        admin("/settings", {"missingServices": {"euc1-az1": ["sts"]}})
        try:
            self.assertEqual(len(self.zones_of(sts)), 2)
            with self.refused("InvalidParameter", f"{sts} does not support the availability zone of the subnet: {self.subnets[0]}"):
                self.endpoint(SubnetIds=self.subnets)
            self.endpoint(SubnetIds=self.subnets[1:])
        finally:
            admin("/settings", {"missingServices": {}})

    def zones_of(self, service: str) -> list[str]:
        [detail] = self.ec2.describe_vpc_endpoint_services(ServiceNames=[service])["ServiceDetails"]
        return sorted(detail["AvailabilityZones"])

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


if __name__ == "__main__":
    unittest.main()
