"""What EC2 and DNS Firewall refuse of new network parts, and moto and the extension would let pass."""

import re
from collections.abc import Callable

from .call import Call
from .endpoint_services import AWS_SERVICES, SAGEMAKER_SERVICES, zones_of
from .errors import AwsError
from .guards_policy import check_endpoint_policy
from .network import ec2, find_subnet, groups_of


def invalid(message: str) -> AwsError:
    return AwsError("InvalidParameter", message)


def refuse_second_association(call: Call) -> None:
    """moto answers with the association that is there; https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html."""
    subnet, table = call.params.get("SubnetId"), call.params["RouteTableId"]
    if subnet and any(subnet in each._associations.values() for each in ec2(call).route_tables.values()):
        raise AwsError("Resource.AlreadyAssociated", f"the specified association for route table {table} conflicts with an existing association")


def check_endpoint(call: Call) -> None:
    refuse_unknown_service(call)
    refuse_parts_of_another_type(call)
    refuse_second_gateway(call)
    refuse_unknown_parts(call)
    check_endpoint_policy(call)
    if call.params.get("VpcEndpointType") == "Interface":
        refuse_subnets_of_one_zone(call)
        refuse_zones_without_the_service(call)
        refuse_private_names(call)


def refuse_unknown_service(call: Call) -> None:
    """Services of other regions need a ServiceRegion. Which services a region has, the configuration's own table knows."""
    name = call.params["ServiceName"]
    known = re.fullmatch(rf"(?:cn\.)?(com\.amazonaws|aws\.sagemaker)\.{call.region}\.(.+)", name)
    if known is None or known[2] not in (SAGEMAKER_SERVICES if known[1] == "aws.sagemaker" else AWS_SERVICES):
        raise AwsError("InvalidServiceName", f"The Vpc Endpoint Service '{name}' does not exist")
    # https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
    if call.params.get("VpcEndpointType", "Gateway") == "Gateway" and not name.endswith((".s3", ".dynamodb")):
        raise invalid("Endpoint type (Gateway) does not match available service types ([Interface]).")


def refuse_parts_of_another_type(call: Call) -> None:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html"""
    gateway = call.params.get("VpcEndpointType", "Gateway") == "Gateway"
    if gateway and call.params.get("SubnetIds"):
        raise invalid("Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.")
    if not gateway and call.params.get("RouteTableIds"):
        raise invalid("Route table IDs are only supported for Gateway type VPC Endpoint.")


def refuse_second_gateway(call: Call) -> None:
    service, tables = call.params["ServiceName"], set(call.params.get("RouteTableIds") or [])
    for other in ec2(call).vpc_end_points.values():
        taken = tables & set(other.route_table_ids or [])
        if other.service_name == service and other.state != "deleted" and taken:
            raise AwsError("RouteAlreadyExists", f"route table {min(taken)} already has a route with destination-prefix-list-id of {service}")


def refuse_unknown_parts(call: Call) -> None:
    backend = ec2(call)
    there = {
        "SubnetIds": ({name for zone in backend.subnets.values() for name in zone}, "InvalidSubnetId.NotFound"),
        "SecurityGroupIds": ({group.id for group in groups_of(call)}, "InvalidGroup.NotFound"),
        "RouteTableIds": (set(backend.route_tables), "InvalidRouteTableId.NotFound"),
    }
    for member, (known, code) in there.items():
        for named in call.params.get(member) or []:
            if named not in known:
                raise AwsError(code, f"The ID '{named}' does not exist")


def refuse_subnets_of_one_zone(call: Call) -> None:
    zones: set[str] = set()
    for subnet in call.params.get("SubnetIds") or []:
        zone = find_subnet(call, subnet).availability_zone
        if zone in zones:
            raise AwsError("DuplicateSubnetsInSameZone", f"Found another VPC endpoint subnet in the availability zone of {subnet}")
        zones.add(zone)


def refuse_zones_without_the_service(call: Call) -> None:
    """In AWS's words: https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/785."""
    name = call.params["ServiceName"]
    zones = zones_of(call.region, name.split(f".{call.region}.")[1])
    for subnet in call.params.get("SubnetIds") or []:
        if find_subnet(call, subnet).availability_zone not in zones:
            raise invalid(f"The VPC endpoint service {name} does not support the availability zone of the subnet: {subnet}.")


def refuse_private_names(call: Call) -> None:
    """https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html"""
    if not call.params.get("PrivateDnsEnabled"):
        return
    vpc, service = call.params["VpcId"], call.params["ServiceName"]
    backend = ec2(call)
    if not all(backend.describe_vpc_attribute(vpc, name) for name in ("enable_dns_support", "enable_dns_hostnames")):
        raise invalid(f"Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {vpc}")
    for other in backend.vpc_end_points.values():
        if (other.vpc_id, other.service_name) == (vpc, service) and other.private_dns_enabled and other.state != "deleted":
            raise invalid(f"private-dns-enabled cannot be set because there is already a conflicting DNS domain for {service} in the VPC {vpc}")


def check_subnet(call: Call) -> None:
    """https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"""
    cidr = call.params["CidrBlock"]
    if not 16 <= int(cidr.rpartition("/")[2]) <= 28:
        raise AwsError("InvalidSubnet.Range", f"The CIDR '{cidr}' is invalid.")


def check_group(call: Call) -> None:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html"""
    vpc = call.params.get("VpcId")
    if vpc and vpc not in ec2(call).vpcs:
        raise AwsError("InvalidVpcID.NotFound", f"The vpc ID '{vpc}' does not exist")
    for member, parameter in (("GroupName", "GroupName"), ("Description", "GroupDescription")):
        if not re.fullmatch(r"[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]{1,255}", call.params.get(member) or ""):
            raise AwsError("InvalidParameterValue", f"Value ({call.params.get(member)}) for parameter {parameter} is invalid. Character sets beyond ASCII are not supported.")


def check_rules(call: Call) -> None:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html"""
    backend = ec2(call)
    for rule in call.params.get("IpPermissions") or []:
        protocol, first, last = rule.get("IpProtocol"), rule.get("FromPort"), rule.get("ToPort")
        if protocol not in ("-1", "tcp", "udp", "icmp", "icmpv6") and not (protocol or "").isdecimal():
            raise AwsError("InvalidParameterValue", f"Invalid value '{protocol}' for IP protocol. Unknown protocol.")
        if protocol in ("tcp", "udp") and not 0 <= int(first) <= int(last) <= 65535:
            raise AwsError("InvalidParameterValue", f"Invalid TCP/UDP port range ({first}:{last})")
        for pair in rule.get("UserIdGroupPairs") or []:
            if backend.get_security_group_from_id(pair.get("GroupId")) is None:
                raise AwsError("InvalidGroup.NotFound", f"The security group '{pair.get('GroupId')}' does not exist")
        for each in rule.get("PrefixListIds") or []:
            if each["PrefixListId"] not in backend.managed_prefix_lists:
                raise AwsError("InvalidPrefixListID.NotFound", f"The prefix list ID '{each['PrefixListId']}' does not exist")


def check_domains(call: Call) -> None:
    """https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_UpdateFirewallDomains.html"""
    for domain in call.params["Domains"]:
        labels = domain.removesuffix(".").removeprefix("*.").split(".")
        well_formed = domain == "*." or domain == "*" or all(re.fullmatch(r"\*?[a-zA-Z0-9_-]{1,63}", label) for label in labels)
        if len(domain) > 255 or not well_formed:
            raise AwsError("ValidationException", f"The domain {domain} is not valid")


def check_association_priority(call: Call) -> None:
    """https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_AssociateFirewallRuleGroup.html"""
    if not 100 < call.params["Priority"] < 9900:
        raise AwsError("ValidationException", '[RSLVR-00000] The priority value you provided is reserved. Provide a number between "100" and "9900".')


GUARDS: dict[tuple[str, str], Callable[[Call], None]] = {
    ("ec2", "AssociateRouteTable"): refuse_second_association,
    ("ec2", "CreateVpcEndpoint"): check_endpoint,
    ("ec2", "CreateSubnet"): check_subnet,
    ("ec2", "CreateSecurityGroup"): check_group,
    ("ec2", "AuthorizeSecurityGroupIngress"): check_rules,
    ("ec2", "AuthorizeSecurityGroupEgress"): check_rules,
    ("route53resolver", "UpdateFirewallDomains"): check_domains,
    ("route53resolver", "AssociateFirewallRuleGroup"): check_association_priority,
}
