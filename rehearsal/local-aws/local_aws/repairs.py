"""Where moto misjudges what AWS accepts: its functions replaced by ones that judge as AWS does."""

import os

from moto.s3.models import FakeBucket


def apply() -> None:
    # moto lets every account use every bucket; AWS answers that access is denied, and no bucket here admits another account.
    os.environ["MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS"] = "false"
    # S3 takes a target for access logs without asking whether its policy lets them be written: facts.py tells who asks.
    FakeBucket._log_permissions_enabled_policy = staticmethod(lambda target_bucket, target_prefix: True)
