"""Where moto misjudges what AWS accepts: its functions replaced by ones that judge as AWS does."""

import os
import re

from moto.core.responses import BaseResponse
from moto.ec2.models.vpcs import VPCBackend
from moto.s3.models import FakeBucket

from .endpoint_services import endpoint_services


def apply() -> None:
    # moto takes the "us-gov" of iam.us-gov.amazonaws.com for a region, and makes GovCloud's roles in another partition.
    BaseResponse.region_regex = re.compile(r"\.(?P<region>[a-z]{2}(-[a-z]+)+-\d+)\.amazonaws\.com")
    # moto lets every account use every bucket; AWS answers that access is denied, and no bucket here admits another account.
    os.environ["MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS"] = "false"
    # S3 takes a target for access logs without asking whether its policy lets them be written: facts.py tells who asks.
    FakeBucket._log_permissions_enabled_policy = staticmethod(lambda target_bucket, target_prefix: True)
    # moto asks each of its services, some of which need packages that nothing else here does, and knows none of SageMaker's own.
    VPCBackend._collect_default_endpoint_services = staticmethod(endpoint_services)
