"""Which endpoint services a region has, and in which of its zones: what DescribeVpcEndpointServices answers, and what CreateVpcEndpoint asks."""

from typing import Any

from moto.core.base_backend import BaseBackend
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
from moto.ec2.models.vpcs import AWS_ENDPOINT_SERVICES

from .settings import SETTINGS

# https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html, as moto has it, and the gateways.
GATEWAYS = {"dynamodb", "s3"}
AWS_SERVICES = {*AWS_ENDPOINT_SERVICES, *GATEWAYS}
SAGEMAKER_SERVICES = {"experiments", "notebook", "partner-app", "studio"}


def service_names(region: str) -> list[tuple[str, str]]:
    """Full names with the short ones. In China some have a prefix of their own: which, the configuration's own table knows."""
    prefixes = ["com.amazonaws", *(["cn.com.amazonaws"] if region.startswith("cn-") else [])]
    names = [(f"{prefix}.{region}.{service}", service) for prefix in prefixes for service in AWS_SERVICES]
    return sorted(names + [(f"aws.sagemaker.{region}.{service}", service) for service in SAGEMAKER_SERVICES])


def zones_of(region: str, service: str) -> list[str]:
    """Names of the zones in which the service is offered. AWS publishes no list: it is offered in each, unless the runner says otherwise."""
    zones = RegionsAndZonesBackend.zones.get(region, [])
    return [zone.name for zone in zones if service not in SETTINGS.missing_services.get(zone.zone_id, [])]


def endpoint_services(_account: str, region: str) -> list[dict[str, Any]]:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ServiceDetail.html, in the form of moto's own list."""
    return [described(name, short, region, kind) for name, short in service_names(region) for kind in (["Gateway", "Interface"] if short in GATEWAYS else ["Interface"])]


def described(name: str, short: str, region: str, kind: str) -> dict[str, Any]:
    [detail] = BaseBackend.default_vpc_endpoint_service_factory(region, zones_of(region, short), short, kind, private_dns_names=False)
    return detail | {"ServiceName": name, "VpcEndpointPolicySupported": short not in SETTINGS.services_without_policy}
